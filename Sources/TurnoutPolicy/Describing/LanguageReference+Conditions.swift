extension LanguageReference {
    /// A policy that shows conditions.
    static let conditionExample = """
        vocabulary:
          attributes:
            channel: {enum: [web, phone]}
        routes:
          - id: long-or-hard
            when:
              tenant: {not_in: [trial]}          # all lines must hold
              any:                               # of these, one
                - tokens: {gte: 8k, lt: 100k}    # both
                - complexity: {gte: 70}
                - {channel: phone, labels: pii}  # both
            use: [ollama/llama3.2]
          - use: [openai/gpt-4o-mini, ollama/llama3.2]
        """
}

extension ReferenceWriter {
    /// Adds what conditions may test.
    mutating func addConditions() {
        add("## Conditions")
        add(
            """
            A condition is a mapping from attributes to what they must be; all of its lines must hold. `all`, `any` and \
            `not` combine conditions. A line compares one attribute with constants, never two attributes, and there are \
            no expressions and no patterns: that is what makes it possible to prove things about a policy. Behind an \
            attribute stands a value, a list of values of which one must match, or a mapping of operators that must all \
            hold.
            """)
        add(yaml: LanguageReference.conditionExample)
        add("A test of an attribute that the request does not have fails, except for `not_in` and `exists: false`.")
        add("### Attributes of requests")
        addTable(
            ["Attribute", "Values", "Operators beside the value", "What it holds"],
            BuiltinAttribute.allCases.map { attribute in
                let kind = attribute.kind(tasks: ["`simple`", "…"], levels: Vocabulary.builtinLevels)
                return [
                    "`\(attribute.rawValue)`", kind.words(for: attribute), kind.operators.list, attribute.summary,
                ]
            } + [
                [
                    "`budget.NAME`", BudgetState.allCases.map(\.rawValue).quotedList,
                    AttributeKind.choice([], ordered: true).operators.list,
                    "The state of a budget; not in `classify`, nor for a budget with a pot for each target.",
                ],
                [
                    "your own", "as declared", "by their type",
                    "Attributes that `vocabulary.attributes` declares.",
                ],
            ])
        add("### Operators")
        addTable(
            ["Operator", "What it asks"],
            ConditionOperator.allCases.filter { $0 != .equals }.map { ["`\($0.rawValue)`", $0.sentence] })
        add("### Conditions on targets")
        add(
            """
            `deny` in guards and budgets, `dispatch` in invariants and `never_contacts` in tests are conditions on \
            targets. They are answered when the policy is loaded. What a provider does not say counts as the worst.
            """)
        addTable(
            ["Attribute", "Operators beside the value", "What it holds"],
            TargetAttribute.allCases.map { ["`\($0.rawValue)`", $0.operators.list, $0.summary] })
    }

    /// Adds how numbers are written.
    mutating func addUnits() {
        add("## Units")
        add("A number carries its unit. Money is counted in decimal US dollars and never rounded.")
        addTable(
            ["Kind", "Written like", "Remarks"],
            [
                ["tokens", "`8000`, `128k`, `1.5M`", "`k` is a thousand and `M` a million."],
                ["duration", "`250ms`, `30s`, `5m` or `5min`, `2h`, `30d`, `1w`", "A day has 24 hours."],
                ["percentage", "`80%`", "A whole number from 1 to 100, or from 0 where the key says so."],
                ["money", "`5 USD`, `0.05 USD`", "US dollars, or a currency of `currencies`; up to nine decimals."],
                ["price", "`2.50 USD/1M`", "For a million tokens, in any of these currencies; up to six decimals."],
                ["rate", "`10/s`, `600/min`, `400k/h`, `1M/d`", "A number per second, minute, hour or day."],
                ["moment", "`2027-01-01`, `2027-01-01T08:30:00+01:00`", "A date alone begins at midnight in UTC."],
                ["truth value", "`true`, `false`", "Nothing else: `no` and `off` are texts."],
            ])
        add(
            """
            What a value is follows from its key and not from YAML's guesses: `no`, `017` and `1:30` are texts where a \
            text is expected. Anchors, aliases, merge keys, tags and second documents are errors.
            """)
    }
}

extension [ConditionOperator] {
    fileprivate var list: String { isEmpty ? "none" : map(\.rawValue).quotedList }
}

extension AttributeKind {
    /// The values in a few words.
    fileprivate func words(for attribute: BuiltinAttribute) -> String {
        switch self {
        case .choice(let words, let ordered):
            attribute == .task ? "a task" : "\(words.quotedList)\(ordered ? ", from low to high" : "")"
        case .text: "a text"
        case .number(let unit): "a number, such as `\(unit.example)`"
        case .flag: "`true` or `false`"
        case .set(.some(let words)): "a set of \(words.quotedList)"
        case .set(nil): "a set of words"
        }
    }
}
