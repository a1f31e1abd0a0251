import Testing

@testable import TurnoutPrivacy

@Suite struct TokenTests {
    /// Every rule finds a key of each length it allows, made of what it allows.
    @Test func everyRuleFindsItsKeys() {
        var generator = SeededGenerator(seed: 113)
        for rule in TokenRules.all {
            for length in Set([rule.length.lowerBound, rule.length.upperBound]).sorted() where length < 600 {
                let key = SecretSamples.key(rule, length: length, using: &generator)
                let result = Scanner.standard.scan("use \(key) now")
                #expect(result.findings.map(\.range) == [4..<(4 + key.utf8.count)], "\(rule.provider) \(length)")
                #expect(result.findings.first?.type == .apiKey && result.findings.first?.subtype != nil)
            }
        }
    }

    @Test func rulesAreUnique() {
        let rules = TokenRules.all.map { "\($0.prefix) \($0.body) \($0.length)" }
        #expect(Set(rules).count == rules.count)
        #expect(TokenRules.all.allSatisfy { $0.prefix.count >= 2 })
    }

    @Test(arguments: ["sk-", "sk-ant-", "gh" + "p_", "gl" + "pat-", "npm_", "hf_", "xoxb-", "AKIA", "AIza", "sk_live_"])
    func fillsAndWordsAreNone(_ prefix: String) {
        for body in [
            String(repeating: "x", count: 36), String(repeating: "*", count: 36), "<your-key>", "...", "",
            "learn-and-some-more-words-here-today", String(repeating: "X", count: 16),
        ] {
            #expect(found("use \(prefix)\(body) now") == [], "\(prefix)\(body)")
        }
    }

    @Test func examplesOfTheProviderAreNone() {
        #expect(found("AKIA" + "IOSFODNN7" + "EXAMPLE") == [])
    }

    @Test func theNameBeforeAKeyDoesNotHideItsProvider() {
        var generator = SeededGenerator(seed: 112)
        let key = "gh" + "p_" + Samples.token(36, using: &generator)
        for text in [
            "token=\(key)", "TOKEN: \"\(key)\"", "Bearer \(key)", "GITHUB_TOKEN='\(key)'",
            "Authorization: token \(key)",
        ] {
            let finding = Scanner.standard.scan(text).findings.first
            #expect(finding?.subtype == "github", "\(text)")
        }
    }

    @Test func webTokensNeedAHeaderThatNamesTheAlgorithm() {
        let payload = "eyJzdWIiOiIxMjM0NTY3ODkwIn0"
        let signed = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9." + payload + ".dBjftJeZ4CVP"
        #expect(found("Bearer \(signed)") == ["JWT \(signed)"])
        #expect(found("eyJ0eXAiOiJKV1QiLCJ4IjoxfQ." + payload + ".dBjftJeZ4CVP") == [])
        #expect(found("eyJ.eyJ.eyJ") == [])
    }
}
