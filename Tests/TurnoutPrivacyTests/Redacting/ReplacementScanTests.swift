import Testing

@testable import TurnoutPrivacy

/// What was put in must not be found again: a request is classified anew after it was rewritten.
@Suite struct ReplacementScanTests {
    private let contexts = [
        "•", "• • •", "password: •", "password=•", "\"password\": \"•\"", "passwort ist •", "my password is •",
        "api_key=•", "API_KEY = '•'", "token •", "Authorization: Bearer •", "secret:•", "-u •", "phone •", "Tel. •",
        "account number •", "SSN • please", "passport no. •", "born on •", "card • exp", "routing number: •",
        "driver licence •", "tax id •", "patient id: •", "https://•/path", "https://user:•@host.example/",
        "https://•@host.example/", "mailto:•", "kim at •", "•@•", "IBAN •", "wallet •", "ip •:8080", "(•)", "•-•", "+•",
        "版番号•です", "Basic •", "{\"•\":[\"•\"]}", "medical record number •", "1 • 2",
    ]

    @Test func replacementsAreNoFindings() throws {
        var generator = SeededGenerator(seed: 231)
        let rewriter = TextRewriter(hashKey: CorrelationKey(using: &generator))
        let map = PseudonymMap(using: &generator)
        for type in EntityType.builtin {
            for method in RedactionMethod.allCases {
                // A long value of digits, so that as much as possible is left of it.
                let value = Samples.text(Samples.digits, 19, using: &generator)
                let replaced = try rewriter.rewrite(value, [finding(0..<19, type)], map: map) { _ in method }.text
                for context in contexts {
                    if isOddPlace(context, for: type, method) { continue }
                    let text = context.replacing("•", with: replaced)
                    let found = Scanner.standard.scan(text).findings
                    #expect(found.isEmpty, "\(method) of \(type) in \(context): \(found)")
                }
            }
        }
    }

    /// Places where a value of the type would not have been found as one, and where what a mask leaves, or a type in
    /// angle brackets, reads like something else: a password of asterisks and digits, an element of XML. A finding
    /// there keeps the text at home, which is the safe side.
    private func isOddPlace(_ context: String, for type: EntityType, _ method: RedactionMethod) -> Bool {
        switch method {
        case .mask: !type.isSecret && (context.contains("pass") || context.contains("•@host"))
        case .redact: type == .password && context.contains("•@host")
        case .pseudonymise, .hash: false
        }
    }

    @Test func numbersWithManyDigitsAreNoFindings() throws {
        var generator = SeededGenerator(seed: 232)
        for round in 0..<50 {
            let type = EntityType.builtin.randomElement(using: &generator) ?? .email
            let text = PlaceholderGrammar.placeholder(
                name: PlaceholderGrammar.name(of: type), number: Int.random(in: 1...99_999, using: &generator),
                nonce: PlaceholderGrammar.nonce(using: &generator)
            )
            for context in contexts {
                let found = Scanner.standard.scan(context.replacing("•", with: text)).findings
                #expect(found.isEmpty, "round \(round): \(text) in \(context): \(found)")
            }
        }
    }
}
