public import TurnoutCore
public import TurnoutLedger

/// An alert as it is told: in words, and as JSON for programs and webhooks.
public struct AlertNotice: Hashable, Sendable {
    public var alert: BudgetAlert
    /// The policy's name.
    public var policy: String

    /// Creates a notice.
    public init(_ alert: BudgetAlert, policy: String) {
        self.alert = alert
        self.policy = policy
    }

    /// The version of the JSON's form; it rises when a member changes its meaning or goes away.
    public static let formatVersion = 1

    /// The name by which whoever gets it twice can tell: an alert is delivered at least once.
    public var id: String {
        let pot = alert.pot
        return HMAC.sha256Text(
            key: Array("turnout.alert".utf8),
            Array(
                "\(pot.key.budget)\u{1F}\(pot.key.scope)\u{1F}\(pot.start.microseconds)\u{1F}\(pot.generation)\u{1F}\(alert.threshold)"
                    .utf8)
        ).prefix(32).description
    }

    /// `budget user-day of user=ada has reached 80% of 5.00 USD: 4.10 USD taken since 2026-11-21T00:00:00Z`
    public var text: String {
        let scope = alert.pot.key.scope.isEmpty ? "" : " of \(alert.pot.key.scope)"
        let since = alert.pot.start.microseconds > 0 ? " since \(alert.pot.start)" : ""
        return "budget \(alert.pot.key.budget)\(scope) has reached \(alert.threshold)% of \(alert.limit): "
            + "\(alert.taken) taken\(since)"
    }

    /// The notice for programs.
    public func json() -> JSONValue {
        [
            "format_version": .int(Self.formatVersion), "type": "budget_alert", "id": .string(id),
            "time": .string(alert.time.description), "policy": .string(policy),
            "budget": .string(alert.pot.key.budget), "scope": .string(alert.pot.key.scope),
            "period_start": .string(alert.pot.start.description), "threshold_percent": .int(alert.threshold),
            "limit_usd": .string(alert.limit.decimalText), "taken_usd": .string(alert.taken.decimalText),
            "text": .string(text),
        ]
    }
}
