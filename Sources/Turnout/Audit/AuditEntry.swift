public import TurnoutCore
public import TurnoutEngine
public import TurnoutPolicy
import TurnoutPrivacy

/// One line of the account: what a request carried, what was decided, and where it is about to go. It holds no content.
public struct AuditEntry: Sendable {
    /// What is about to happen.
    public enum Event: Sendable {
        /// The request goes to a target, with so much of it replaced.
        case sending(TargetName, replaced: ReplacementCounts)
        /// The request goes nowhere.
        case rejected(ReasonCode)
    }

    /// The request's identifier, as in its record.
    public let id: RequestID
    /// When, in civil time.
    public let time: Timestamp
    public let event: Event
    /// What was decided, and from what.
    public let routed: RoutedDecision

    init(id: RequestID, time: Timestamp, event: Event, routed: RoutedDecision) {
        self.id = id
        self.time = time
        self.event = event
        self.routed = routed
    }

    /// The version of the entry's form; it rises when a member changes its meaning or goes away.
    public static let formatVersion = 1

    /// The entry for programs: types, counts and places of findings, never their values.
    public func json() -> JSONValue {
        let decision = routed.decision
        var members: [JSONMember] = [
            JSONMember("format_version", .int(Self.formatVersion)),
            JSONMember("id", .string(id.description)), JSONMember("time", .string(time.description)),
        ]
        switch event {
        case .sending(let target, let replaced):
            members.append(JSONMember("event", "sending"))
            members.append(JSONMember("target", .string(target.description)))
            members.append(JSONMember("replaced", replaced.json()))
        case .rejected(let reason):
            members.append(JSONMember("event", "rejected"))
            members.append(JSONMember("reason", .string(reason.rawValue)))
        }
        members.append(
            JSONMember("policy", ["name": .string(decision.policy.name), "digest": .string(decision.policy.digest)]))
        members.append(JSONMember("task", .string(decision.taskName)))
        members.append(JSONMember("sensitivity", .string(decision.sensitivityName)))
        let route = decision.route.map { decision.policy.routes[$0].name }
        members.append(JSONMember("route", route.map { .string($0.id) } ?? .null))
        members.append(JSONMember("rule", route?.position.map { .string($0.description) } ?? .null))
        members.append(JSONMember("detector_failed", .bool(routed.facts.detectorFailed)))
        members.append(JSONMember("findings", .array(routed.findings.map(Self.json))))
        return .object(members)
    }

    private static func json(_ item: ContentFinding) -> JSONValue {
        let finding = item.finding
        return [
            "field": .string(item.field), "type": .string(finding.type.rawValue), "label": .string(finding.label),
            "detector": .string(finding.detector), "start": .int(finding.range.lowerBound),
            "end": .int(finding.range.upperBound), "score": .double(finding.score),
        ]
    }
}
