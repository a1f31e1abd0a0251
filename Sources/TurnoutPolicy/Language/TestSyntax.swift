package import TurnoutCore
import TurnoutYAML

/// `tests[]`.
package struct TestSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var name: Located<String>?
    package var request: FactsSyntax?
    package var given: GivenSyntax?
    package var expect: ExpectSyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "tests[]",
        "A request and what the policy must decide for it.",
        [
            .required("name", \.name, .located(.text), "What the test shows."),
            RecordField("request", \.request, .facts, "The request: `text`, and the attributes that it carries."),
            RecordField(
                "given",
                \.given,
                .record,
                "The state of the world; everything is up and no money is spent, if left out."
            ),
            .required("expect", \.expect, .record, "What must be decided; only what is named is compared."),
        ]
    )
}

/// The facts of a request as they were written: attributes with their values.
package struct FactsSyntax: Sendable {
    package var entries: [(name: Located<String>, values: [Located<String>])]
    package var place: Place
}

extension ValueType where Value == FactsSyntax {
    static var facts: ValueType {
        ValueType(shape: .facts) { node, reading in
            guard let entries = node.mapping else {
                reading.wrongType(
                    node, expected: "a mapping from attributes to their values", help: Reading.mappingHelp)
                return nil
            }
            let value: ValueType<[Located<String>]> = .list(.located(.text), orSingle: true)
            return FactsSyntax(
                entries: entries.compactMap { entry in
                    value.read(entry.value, &reading).map {
                        (Located(value: entry.name, place: reading.place(entry.key.span)), $0)
                    }
                },
                place: reading.place(node.span)
            )
        }
    }
}

/// `tests[].given`.
package struct GivenSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var breakers: [NamedValue<BreakerWord>]?
    package var budgets: [NamedValue<BudgetState>]?
    package var health: [NamedValue<HealthWord>]?
    package var offline: Bool?
    package var at: Timestamp?

    package init() {}

    package static let table = RecordTable<Self>(
        "tests[].given",
        "The state of the world.",
        [
            RecordField(
                "breakers",
                \.breakers,
                .map(.choice, key: "target"),
                "The circuit breakers that are not closed."
            ),
            RecordField("budgets", \.budgets, .map(.choice, key: "budget"), "The budgets that are not `ok`."),
            RecordField("health", \.health, .map(.choice, key: "provider or target"), "What is `down`."),
            RecordField("offline", \.offline, .flag, default: "false", "Whether the router is offline."),
            RecordField("at", \.at, .moment, default: "2026-01-01", "The moment of the request."),
        ]
    )
}

/// A circuit breaker's state, in words.
package enum BreakerWord: String, Sendable, CaseIterable {
    case closed, open
    case halfOpen = "half_open"
}

/// A target's health, in words.
package enum HealthWord: String, Sendable, CaseIterable { case up, down }

/// What is left of a budget.
public enum BudgetState: String, Sendable, CaseIterable, Comparable {
    /// Below the soft line.
    case ok
    /// From the soft line on.
    case soft
    /// Used up.
    case hard

    private var rank: Int { self == .ok ? 0 : self == .soft ? 1 : 2 }
    public static func < (lhs: BudgetState, rhs: BudgetState) -> Bool { lhs.rank < rhs.rank }
}

/// `tests[].expect`.
package struct ExpectSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var outcome: Located<OutcomeWord>?
    package var reason: Located<String>?
    package var task: Located<String>?
    package var sensitivity: Located<String>?
    package var route: Located<String>?
    package var target: Located<String>?
    package var chain: [Located<String>]?
    package var neverContacts: ConditionSyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "tests[].expect",
        "What must be decided.",
        [
            RecordField("outcome", \.outcome, .located(.choice), "Whether the request is let through."),
            RecordField("reason", \.reason, .located(.identifier), "The reason code of a rejection."),
            RecordField("task", \.task, .located(.identifier), "The task."),
            RecordField("sensitivity", \.sensitivity, .located(.identifier), "The sensitivity."),
            RecordField("route", \.route, .located(.identifier), "The route that matches."),
            RecordField("target", \.target, .located(.identifier), "The first target that may be used."),
            RecordField(
                "chain",
                \.chain,
                .list(.located(.identifier), allowsEmpty: true),
                "All targets that may be used, in order."
            ),
            RecordField("never_contacts", \.neverContacts, .targetCondition, "Targets that may not be among them."),
        ]
    )
}

/// Whether a request is let through.
package enum OutcomeWord: String, Sendable, CaseIterable { case allow, reject }
