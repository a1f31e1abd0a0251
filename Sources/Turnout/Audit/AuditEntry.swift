public import TurnoutCore
public import TurnoutEngine
public import TurnoutPolicy
import TurnoutPrivacy

/// An entry of the decision log: what a request carried, what was decided from what, and what is about to happen or did.
///
/// It holds no content. What the caller says beside the content is in it, since rules test it; where a detector finds
/// something in that, a mark stands for it.
public struct AuditEntry: Sendable {
    /// What is about to happen, or happened.
    public enum Event: Sendable {
        /// The request is about to go to a target, with so much of it replaced.
        case sending(TargetName, replaced: ReplacementCounts)
        /// The request goes nowhere.
        case rejected(ReasonCode)
        /// The request is over; this came of it.
        case ended(DecisionRecord)
    }

    /// The request's identifier, as in its record.
    public let id: RequestID
    /// When, in civil time.
    public let time: Timestamp
    public let event: Event
    /// What was decided, and from what.
    public let routed: RoutedDecision
    private let screen: FactScreen

    init(id: RequestID, time: Timestamp, event: Event, routed: RoutedDecision, screen: FactScreen) {
        self.id = id
        self.time = time
        self.event = event
        self.routed = routed
        self.screen = screen
    }

    /// The version of the entry's form; it rises when a member changes its meaning or goes away.
    public static let formatVersion = 2

    /// The most findings that an entry lists; what is beyond is counted.
    static let findingLimit = 1_000

    /// The entry for programs: types, counts and places of findings, never their values.
    public func json() -> JSONValue {
        let policy = routed.decision.policy
        var members: [JSONMember] = [
            JSONMember("format_version", .int(Self.formatVersion)),
            JSONMember("id", .string(id.description)), JSONMember("time", .string(time.description)),
        ]
        members += eventMembers
        members.append(JSONMember("policy", ["name": .string(policy.name), "digest": .string(policy.digest)]))
        members.append(JSONMember("decision", AuditDecision(routed.decision, screen: screen).json()))
        let inputs = AuditInputs(facts: routed.facts, state: routed.state, policy: policy, screen: screen)
        members.append(JSONMember("facts", inputs.factsJSON()))
        members.append(JSONMember("state", inputs.stateJSON()))
        members.append(
            JSONMember("findings", .array(routed.findings.prefix(Self.findingLimit).map(Self.json))))
        let more = routed.findings.count - Self.findingLimit
        if more > 0 { members.append(JSONMember("more_findings", .int(more))) }
        return .object(members)
    }

    private var eventMembers: [JSONMember] {
        switch event {
        case .sending(let target, let replaced):
            [
                JSONMember("event", "sending"), JSONMember("target", .string(target.description)),
                JSONMember("replaced", replaced.json()),
            ]
        case .rejected(let reason): [JSONMember("event", "rejected"), JSONMember("reason", .string(reason.rawValue))]
        case .ended(let record):
            [
                JSONMember("event", "ended"), JSONMember("result", .string(record.result)),
                JSONMember("streamed", .bool(record.isStreamed)),
                JSONMember("course", .object(record.courseMembers)),
                JSONMember("total_usage", record.totalUsage.json()),
                JSONMember("total_cost_usd", record.totalCost.map { .string($0.decimalText) } ?? .null),
            ]
        }
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

extension DecisionRecord {
    /// What came of the request, in a word: `answered`, `rejected` by the policy, `failed` at a target, or `not_sent`.
    fileprivate var result: String {
        if attempts.contains(where: { if case .served = $0.outcome { true } else { false } }) { return "answered" }
        if !routed.isAllowed { return "rejected" }
        return attempts.contains(where: \.wasSent) ? "failed" : "not_sent"
    }
}
