import Testing

@testable import TurnoutPrivacy

/// Texts made to be slow. What counts is the work, not the clock: it must grow with the text and no faster.
@Suite struct HostileTextTests {
    static let units = [
        "1 ", "12 ", "123 ", "1234 ", "12-", "12.", "1.", "123.123.", "201-555-", "(201) ", "1-201-", "00",
        "4111-", "4111 ", "4111.", "a:", "ab:", "::", ":", "1:", "f::", "a@a.", "a@", "@", ".", "a.", "@a.a", "+1 (",
        "+",
        "+49 ", "(", "((", "(1", "sk-", "sk-ant-", "sk_live_", "AKIA", "gh" + "p_", "pat", "pat.", "SG.", "eyJ.", "eyJ",
        "eyJhbGciOiJ", "eyJhbGciOiJ.", "phone 12 ", "phone 1 ", "tel:", "tel 1-", "password=a ", "password=",
        "password:",
        "password:\"", "pass\\", "key:", "key=", "key ", "token token ", "token is ", "\"token\"", "secret='", "basic ",
        "Basic QQ", "bearer ", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----", "-----BEGIN PRIVATE KEY-----\"",
        "-----END ",
        "-", "--user ", "-u a:", "A1b2", "a", "\u{200B}a", "é", "é@", "a://b:", "://", "a://", "a://b:c@", "a://@",
        "GB29 NWBK 6016 ", "GB29", "GB29-", "DE", "M.a", "Nabcdefghijabcdefghijabc.", "пароль:", "：", "密码：", "=", "==",
        "a=", "discord.com/api/webhooks/", "1234567890:", "hooks.slack.com/services/", "atlasv1.", "a.atlasv1.",
    ]

    @Test(arguments: units) func workIsLinear(_ unit: String) {
        let small = scan(unit, bytes: 2_048)
        let large = scan(unit, bytes: 16_384)
        #expect(small.failures.isEmpty)
        #expect(large.work <= 24 * 16_384, "\(Double(large.work) / 16_384) per byte")
        #expect(large.work <= 9 * small.work + 4096)
    }

    @Test func mixedTextsStayWithinTheBudget() {
        var generator = SeededGenerator(seed: 51)
        for round in 0..<30 {
            var text = ""
            while text.utf8.count < 8_192 {
                let unit = HostileTextTests.units.randomElement(using: &generator) ?? "a"
                text += String(repeating: unit, count: Int.random(in: 1...40, using: &generator))
            }
            let result = Scanner.standard.scan(text)
            #expect(result.work <= 32 * text.utf8.count, "seed \(generator.seed), round \(round)")
            #expect(result.failures.isEmpty, "seed \(generator.seed), round \(round)")
        }
    }

    private func scan(_ unit: String, bytes: Int) -> ScanResult {
        Scanner.standard.scan(String(repeating: unit, count: max(1, bytes / unit.utf8.count)))
    }
}
