package import TurnoutCore
import TurnoutYAML

/// `guards[]`.
package struct GuardSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var id: Located<String>?
    package var deny: ConditionSyntax?
    package var redact: [Located<String>]?
    package var pseudonymise: [Located<String>]?
    package var mask: [Located<String>]?
    package var hash: [Located<String>]?
    package var to: ConditionSyntax?
    package var when: ConditionSyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "guards[]",
        "A hard rule: it denies targets to the requests that it matches, or replaces what those targets must not see.",
        [
            RecordField("id", \.id, .located(.identifier), "The rule's name in explanations."),
            RecordField("deny", \.deny, .targetCondition, "The targets that are denied."),
            RecordField("redact", \.redact, .labels, "The labels of what is replaced by its type: `<EMAIL_ADDRESS>`."),
            RecordField(
                "pseudonymise", \.pseudonymise, .labels,
                "The labels of what is replaced by a placeholder, which the answer brings back."),
            RecordField(
                "mask", \.mask, .labels, "The labels of what is replaced but for its last characters: `****1111`."),
            RecordField(
                "hash", \.hash, .labels,
                "The labels of what is replaced by its type and a keyed hash, the same for the same value."),
            RecordField(
                "to", \.to, .targetCondition, default: "external targets", "The targets that see it only replaced."),
            RecordField("when", \.when, .condition, "The requests for which they are; all, if left out."),
        ],
        exactlyOne: ["deny", "redact", "pseudonymise", "mask", "hash"]
    )
}

extension ValueType where Value == [Located<String>] {
    /// Labels; one stands for all below it.
    static var labels: ValueType { .list(.located(.identifier), orSingle: true) }
}

/// `routes[]`.
package struct RouteSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var id: Located<String>?
    package var task: [Located<String>]?
    package var when: ConditionSyntax?
    package var use: [UseSyntax]?
    package var otherwise: Located<Otherwise>?
    package var onContentPolicy: ContentPolicyAction?
    package var hedge: HedgeSyntax?
    package var trim: TrimSyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "routes[]",
        "A rule that says which targets answer; the first that matches decides.",
        [
            RecordField(
                "id",
                \.id,
                .located(.identifier),
                default: "the task, or `route-N`",
                "The route's name in explanations."
            ),
            RecordField(
                "task",
                \.task,
                .list(.located(.identifier), orSingle: true),
                "The tasks that the route is for; any, if left out."
            ),
            RecordField("when", \.when, .condition, "What else must hold."),
            .required("use", \.use, .list(.use, orSingle: true), "The targets in the order in which they are tried."),
            RecordField(
                "otherwise",
                \.otherwise,
                .located(.choice),
                default: "reject",
                "When none of them may be used: `reject` the request, or try every other `local` target."
            ),
            RecordField(
                "on_content_policy",
                \.onContentPolicy,
                .choice,
                default: "stop",
                "When a provider refuses the content: `stop` with its refusal, or `fallback` to the next target."
            ),
            RecordField(
                "hedge",
                \.hedge,
                .record,
                default: "no hedge",
                "When a second target is asked because the first is slow; `{}` turns it on as it is by default."
            ),
            RecordField(
                "trim", \.trim, .record, default: "nothing is left out", "How a long conversation is shortened."),
        ]
    )
}

/// What a route does when none of its targets may be used.
public enum Otherwise: String, Sendable, CaseIterable {
    /// The request is turned away.
    case reject
    /// Every local target that the chain does not have follows it, in the order of the policy.
    case local
}

/// An element of `use`: a target, or several that share the work.
package enum UseSyntax: Sendable {
    case target(Located<String>)
    case balance(BalanceSyntax)
}

/// `{balance: …, of: […]}`.
package struct BalanceSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var strategy: Located<BalanceStrategy>?
    package var members: [BalanceMemberSyntax]?

    package init() {}

    package static let table = RecordTable<Self>(
        "routes[].use[]",
        "Targets that share one step of the chain.",
        [
            .required("balance", \.strategy, .located(.choice), "How the order among them is chosen for each request."),
            .required("of", \.members, .list(.balanceMember), "The targets, as names or as `{target: …, weight: …}`."),
        ]
    )
}

/// How targets that share a step are ordered for a request.
public enum BalanceStrategy: String, Sendable, CaseIterable {
    /// Each target first in turn.
    case roundRobin = "round_robin"
    /// At random, in proportion to the weights.
    case weighted
    /// The target with the fewest calls in progress for its weight first.
    case leastOutstanding = "least_outstanding"
    /// The target first on which the request most likely costs least; of equal ones in the order written.
    case cheapest
}

/// A target with its weight.
package struct BalanceMemberSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var target: Located<String>?
    package var weight: Int?

    package init() {}

    package static let table = RecordTable<Self>(
        "routes[].use[].of[]",
        "A target with its share.",
        [
            .required("target", \.target, .located(.identifier), "The target, `provider/model`."),
            RecordField("weight", \.weight, .integer(1...1_000), default: "1", "Its share of the work."),
        ]
    )
}

extension ValueType where Value == BalanceMemberSyntax {
    static var balanceMember: ValueType {
        let name: ValueType<Located<String>> = .located(.identifier)
        return ValueType(shape: .union([name.shape, .record { BalanceMemberSyntax.table.description }])) {
            node,
            reading in
            if node.mapping != nil { return reading.record(node, BalanceMemberSyntax.table) }
            guard let target = name.read(node, &reading) else { return nil }
            var member = BalanceMemberSyntax()
            member.place = target.place
            member.target = target
            return member
        }
    }
}

extension ValueType where Value == UseSyntax {
    static var use: ValueType {
        let name: ValueType<Located<String>> = .located(.identifier)
        return ValueType(shape: .union([name.shape, .record { BalanceSyntax.table.description }])) { node, reading in
            if node.mapping != nil { return reading.record(node, BalanceSyntax.table).map { .balance($0) } }
            return name.read(node, &reading).map { .target($0) }
        }
    }
}

/// `overrides[]`.
package struct OverrideSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var id: Located<String>?
    package var who: ConditionSyntax?
    package var may: [Located<OverridePower>]?
    package var expires: Located<Timestamp>?

    package init() {}

    package static let table = RecordTable<Self>(
        "overrides[]",
        "Leave for some callers to choose by themselves; never past a guard or a hard budget.",
        [
            RecordField("id", \.id, .located(.identifier), "The rule's name in explanations."),
            .required(
                "who",
                \.who,
                .condition,
                "The requests that have the leave, by `user`, `group`, `tenant` or any attribute."
            ),
            .required("may", \.may, .list(.located(.choice)), "What they may do."),
            RecordField("expires", \.expires, .located(.moment), "The moment from which on the leave is gone."),
        ]
    )
}

/// What an override allows.
public enum OverridePower: String, Sendable, CaseIterable {
    /// To name the target that answers.
    case pinTarget = "pin_target"
    /// To use a target whose circuit breaker is open.
    case ignoreBreaker = "ignore_breaker"
}

/// `invariants[]`.
package struct InvariantSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var id: Located<String>?
    package var never: NeverSyntax?
    package var always: AlwaysSyntax?
    package var when: ConditionSyntax?
    package var assume: AssumeSyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "invariants[]",
        "A promise about the whole policy, which `turnout verify` proves or refutes.",
        [
            RecordField("id", \.id, .located(.identifier), "The invariant's name in reports."),
            RecordField("never", \.never, .record, "What must not happen to any request that `when` matches."),
            RecordField("always", \.always, .record, "What must hold for every request that `when` matches."),
            RecordField("when", \.when, .condition, "The requests that are meant; all, if left out."),
            RecordField("assume", \.assume, .record, "What may be taken for granted; all else may be down."),
        ],
        exactlyOne: ["never", "always"]
    )
}

/// `invariants[].never`.
package struct NeverSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var dispatch: ConditionSyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "invariants[].never",
        "What must not happen.",
        [.required("dispatch", \.dispatch, .targetCondition, "The targets that must never be reached.")]
    )
}

/// `invariants[].always`.
package struct AlwaysSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var eligible: EligibleSyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "invariants[].always",
        "What must hold.",
        [.required("eligible", \.eligible, .record, "How many targets may be used.")]
    )
}

/// `invariants[].always.eligible`.
package struct EligibleSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var atLeast: Int?

    package init() {}

    package static let table = RecordTable<Self>(
        "invariants[].always.eligible",
        "How many targets may be used.",
        [.required("at_least", \.atLeast, .integer(1...1_000), "The least number.")]
    )
}

/// `invariants[].assume`.
package struct AssumeSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var up: [Located<String>]?

    package init() {}

    package static let table = RecordTable<Self>(
        "invariants[].assume",
        "What may be taken for granted.",
        [.required("up", \.up, .list(.located(.identifier)), "Providers or targets that are up.")]
    )
}
