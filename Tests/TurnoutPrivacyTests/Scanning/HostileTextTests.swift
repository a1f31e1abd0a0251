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
        "password is ", "password for ", "passwords ", "login: a ", "login a/", "in with a ", "-p a ", "mysql -p1",
        "sig=", "&sig=A1", "pin: 1", "$2b$", "$1$a", "key-", "A1-", "a1b2c3d4-", "token a1b2c3d4e5f6g7h8 ",
        "A1b2C3d4E5f6G7h8 ",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "bc1q", "1A1b2C3d4E5f6G7h8J9k1M2n3P4q5R6s7T ", "11:", "aa-bb-",
        "aa:bb:cc:dd:ee:ff:", "1234.5678.", "<password>", "name: token\n", "\"token\",\"value\"", "auth(\"", "пароль ",
        "密码",
        "contraseña ", "PuTTY-User-Key-File-", "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----", "abc_live_", "PuTTY",
        "chartmogul ", "token: ", "secret is set to be now ", "s", "password\n",
        "key-1", "secret-a1-", "token-A1b2C3d4-",
    ]

    /// Every fifth of them: the sizes of the benchmark take their time in a debug build.
    static let sample = units.enumerated().filter { $0.offset % 5 == 0 }.map(\.element)

    /// What the benchmarks of time ask of the clock, asked of the count: a byte of a long text costs no more than twice
    /// what a byte of a short one does.
    @Test(arguments: sample) func aByteOfALongTextCostsNoMore(_ unit: String) {
        let small = scan(unit, bytes: 4_096)
        let large = scan(unit, bytes: 65_536)
        #expect(Double(large.work) / 65_536 <= 2 * Double(max(small.work, 4_096)) / 4_096)
    }

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
