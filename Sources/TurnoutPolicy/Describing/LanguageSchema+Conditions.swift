import TurnoutCore

extension SchemaBuilder {
    /// Adds what conditions and the facts of tests look like.
    mutating func addConditions() {
        define("operand", ["type": ["string", "number", "boolean"]])
        define(
            "operands",
            [
                "anyOf": [
                    Self.reference("operand"),
                    ["type": "array", "items": Self.reference("operand"), "minItems": 1],
                ]
            ])
        define("condition", condition())
        define("targetCondition", targetCondition())
        define(
            "facts",
            [
                "description": "A request: `text`, `pin`, and attributes with their values.",
                "type": "object",
                "additionalProperties": [
                    "anyOf": [
                        Self.reference("operand"),
                        ["type": "array", "items": Self.reference("operand"), "minItems": 1],
                    ]
                ],
            ])
    }

    private func condition() -> JSONValue {
        let attributes = BuiltinAttribute.allCases.map { attribute in
            // Tasks, levels and the values of some texts are the policy's own: any word goes.
            let kind = attribute.kind(tasks: [], levels: [])
            return JSONMember(
                attribute.rawValue, test(attribute.summary, operators: kind.operators, words: Self.words(of: kind)))
        }
        let budget = AttributeKind.choice(BudgetState.allCases.map(\.rawValue), ordered: true)
        return combined(
            "condition", "A condition on requests: attributes, and what each must be; all of them must hold.",
            attributes,
            more: [
                JSONMember(
                    "patternProperties",
                    .object([
                        JSONMember(
                            #"^budget\."#,
                            test("The state of a budget.", operators: budget.operators, words: Self.words(of: budget)))
                    ])),
                JSONMember(
                    "additionalProperties",
                    test("An attribute that `vocabulary.attributes` declares.", operators: Self.operators, words: nil)),
            ])
    }

    private func targetCondition() -> JSONValue {
        combined(
            "targetCondition", "A condition on targets: attributes, and what each must be; all of them must hold.",
            TargetAttribute.allCases.map { attribute in
                JSONMember(
                    attribute.rawValue, test(attribute.summary, operators: attribute.operators, words: attribute.words))
            },
            more: [JSONMember("additionalProperties", false)])
    }

    private func combined(
        _ name: String, _ summary: String, _ attributes: [JSONMember], more: [JSONMember]
    ) -> JSONValue {
        let list: JSONValue = ["type": "array", "items": Self.reference(name), "minItems": 1]
        let combinations = [
            JSONMember("all", list), JSONMember("any", list), JSONMember("not", Self.reference(name)),
        ]
        return .object(
            [
                JSONMember("description", .string(summary)), JSONMember("type", "object"),
                JSONMember("minProperties", 1),
                JSONMember("properties", .object(combinations + attributes)),
            ] + more)
    }

    /// A test of one attribute: a value, a list of values, or operators with theirs.
    private func test(_ summary: String, operators: [ConditionOperator], words: [String]?) -> JSONValue {
        let operand: JSONValue = words.map { ["enum": .array($0.map(Self.plain))] } ?? Self.reference("operand")
        let operands: JSONValue =
            words == nil
            ? Self.reference("operands") : ["anyOf": [operand, ["type": "array", "items": operand, "minItems": 1]]]
        let known = operators.map { one -> JSONMember in
            let value: JSONValue =
                switch one {
                case .exists: ["type": "boolean"]
                case .greaterOrEqual, .greater, .lessOrEqual, .less: operand
                default: operands
                }
            return JSONMember(one.rawValue, ["description": .string(one.sentence), "allOf": [value]])
        }
        guard !known.isEmpty else { return ["description": .string(summary), "allOf": [operands]] }
        return [
            "description": .string(summary),
            "anyOf": [
                operands,
                [
                    "type": "object", "minProperties": 1, "additionalProperties": false, "properties": .object(known),
                ],
            ],
        ]
    }

    private static let operators = ConditionOperator.allCases.filter { ![.equals, .within, .notWithin].contains($0) }

    /// `true` and `false` are no texts for YAML.
    private static func plain(_ word: String) -> JSONValue {
        switch word {
        case "true": true
        case "false": false
        default: .string(word)
        }
    }

    private static func words(of kind: AttributeKind) -> [String]? {
        switch kind {
        case .choice(let words, _), .set(.some(let words)): words.isEmpty ? nil : words
        case .flag: ["true", "false"]
        case .text, .number, .set(nil): nil
        }
    }
}

extension TargetAttribute {
    /// The values that the attribute has, where they are the same in all policies.
    var words: [String]? {
        switch self {
        case .kind: ProviderKind.allCases.map(\.rawValue)
        case .locality: Locality.allCases.map(\.rawValue)
        case .capabilities: Capability.allCases.map(\.rawValue)
        case .trains, .priced: ["true", "false"]
        case .provider, .model, .target, .regions, .retention, .context: nil
        }
    }
}

extension ConditionOperator {
    /// What the operator asks, as a sentence.
    var sentence: String { summary.prefix(1).uppercased() + summary.dropFirst() + "." }
}
