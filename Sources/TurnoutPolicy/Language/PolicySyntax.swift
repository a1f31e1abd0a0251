import TurnoutYAML

/// A policy file as it was written.
package struct PolicySyntax: RecordSyntax {
    package var place = Place.nowhere
    package var version: Located<Int>?
    package var name: String?
    package var description: String?
    package var include: [Located<String>]?
    package var safeDefaults: Located<Bool>?
    package var vocabulary: VocabularySyntax?
    package var providers: [NamedValue<ProviderSyntax>]?
    package var classify: ClassifySyntax?
    package var guards: [GuardSyntax]?
    package var sanitise: [SanitiseSyntax]?
    package var currencies: [NamedValue<Located<Int64>>]?
    package var budgets: [BudgetSyntax]?
    package var alerts: [AlertSyntax]?
    package var ledger: LedgerSyntax?
    package var limits: RouterLimitsSyntax?
    package var queue: QueueSyntax?
    package var dispatch: DispatchSyntax?
    package var breakers: [NamedValue<BreakerSyntax>]?
    package var retries: [NamedValue<RetrySyntax>]?
    package var timeouts: TimeoutSyntax?
    package var routes: [RouteSyntax]?
    package var overrides: [OverrideSyntax]?
    package var invariants: [InvariantSyntax]?
    package var tests: [TestSyntax]?

    package init() {}

    /// The version of the language.
    package static let currentVersion = 1

    package static let table = RecordTable<Self>(
        "the policy",
        "A policy: which targets there are, who may see a request, and who answers it.",
        [
            RecordField(
                "version", \.version, .version,
                "The version of the language, `1`. Required in the policy itself, not in the files that it includes."),
            RecordField("name", \.name, .text, default: "the file's name", "The policy's name in records."),
            RecordField("description", \.description, .text, "What the policy is for."),
            RecordField(
                "include",
                \.include,
                .list(.located(.text), orSingle: true),
                "Files whose parts are added. A file's own routes and rules stand before those that it includes."
            ),
            RecordField(
                "safe_defaults",
                \.safeDefaults,
                .located(.flag),
                default: "true",
                "Whether the built-in rules hold: detected labels raise the sensitivity, and nothing confidential goes external."
            ),
            RecordField("vocabulary", \.vocabulary, .record, "The words that requests and rules share."),
            RecordField(
                "providers",
                \.providers,
                .map(.record, key: "provider"),
                "The services that answer, and their models."
            ),
            RecordField("classify", \.classify, .record, "How task and sensitivity are found."),
            RecordField(
                "guards",
                \.guards,
                .list(.record, allowsEmpty: true),
                "Hard rules: a deny always wins, in any order."
            ),
            RecordField(
                "sanitise",
                \.sanitise,
                .list(.record, allowsEmpty: true),
                "What models must not say in their answers."
            ),
            RecordField(
                "currencies",
                \.currencies,
                .map(.located(.currencyRate), key: "currency"),
                default: "US dollars only",
                "What other currencies are worth."
            ),
            RecordField("budgets", \.budgets, .list(.record, allowsEmpty: true), "What may be spent."),
            RecordField(
                "alerts",
                \.alerts,
                .list(.record, allowsEmpty: true),
                default: "to the log",
                "Where alerts of budgets go."
            ),
            RecordField("ledger", \.ledger, .record, "What is kept of calls and of what they cost."),
            RecordField("limits", \.limits, .record, "What the router as a whole, and each user, may ask for."),
            RecordField("queue", \.queue, .record, "What requests wait in while limits are reached."),
            RecordField("dispatch", \.dispatch, .record, "How a request walks the chain of its route."),
            RecordField(
                "breakers",
                \.breakers,
                .map(.record, key: "provider, target or `default`"),
                "Circuit breakers; the nearest setting holds: target, provider, `default`."
            ),
            RecordField(
                "retries",
                \.retries,
                .map(.record, key: "provider, target or `default`"),
                "Retries; the nearest setting holds."
            ),
            RecordField("timeouts", \.timeouts, .record, "How long the parts of an answer may take."),
            RecordField("routes", \.routes, .list(.record), "Which targets answer: the first route that matches."),
            RecordField(
                "overrides",
                \.overrides,
                .list(.record, allowsEmpty: true),
                "Who may choose a target by themselves."
            ),
            RecordField("invariants", \.invariants, .list(.record, allowsEmpty: true), "Promises that are proved."),
            RecordField(
                "tests",
                \.tests,
                .list(.record, allowsEmpty: true),
                "Requests and what must be decided for them."
            ),
        ]
    )
}

extension ValueType where Value == Located<Int> {
    /// The version of the language.
    static var version: ValueType {
        ValueType(shape: .integer(PolicySyntax.currentVersion...PolicySyntax.currentVersion)) { node, reading in
            guard let text = reading.text(node, expected: "the version, `1`") else { return nil }
            guard text == String(PolicySyntax.currentVersion) else {
                reading.report(
                    .unsupportedVersion,
                    "version `\(text.shortened)` is not supported",
                    at: node.span,
                    help: "this release reads version 1",
                    replacement: "1"
                )
                return nil
            }
            return Located(value: PolicySyntax.currentVersion, place: reading.place(node.span))
        }
    }
}
