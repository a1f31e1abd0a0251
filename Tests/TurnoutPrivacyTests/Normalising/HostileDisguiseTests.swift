import Testing

@testable import TurnoutPrivacy

/// Texts full of one disguise: the work for each byte must not grow with the text.
@Suite struct HostileDisguiseTests {
    static let units = [
        "%25", "%40", "a%40", "%", "%E4%B8", "&#", "&#64;", "&#x", "&", "&amp;", "&commat;a", "\\u0040", "\\u", "\\x4",
        "\\", "a ", "4 ", "a.", "a-", "1 1",
        "[at]", " at ", "(", "[", "a dot ", " dot ", "a [dot] ", "a at b dot ", " @ a.bc", "@ ", "**", "a**", "`", "1`",
        "1 **", "4111.", "4111/", "41 ", "4 1 ", "1  ",
        "DE89.", "DE89  ", "a1_", "1/1/1/", "\n", "1\n", "a1\n", "1-\n", "a1b2\n", "abcdef1234\r\n", "\u{200B}",
        "a\u{200B}", "аa", "aа.", "а-", "–", "1–",
        "a–", "·1", "²", "1²", "①", "４", "٤", "\u{336}", "4\u{336}", "a\u{FE0F}", "QUJD", "YWFhYWFhYWFh", "Zm9v/",
        "Zm9vYmFyZm9vYmFyCg-", "3431", "41414141414141414141 ",
        "a2ltQGV4YW1wbGUub3Jn ", "a2ltQGV4YW1wbGUub3JnIGFuZCBzbyBvbiBhbmQgc28gb24gYW5kIHNvIG9uIG9u\n", "=", "aGVs=",
        "。", "a。", "@。a",
    ]

    @Test(arguments: units) func workIsLinear(_ unit: String) {
        let small = scan(unit, bytes: 4_096)
        let large = scan(unit, bytes: 65_536)
        #expect(small.failures.isEmpty)
        #expect(large.failures.allSatisfy { $0.reason == .tooManyFindings })
        #expect(large.work <= 2 * 16 * small.work, "\(small.work) and \(large.work)")
    }

    @Test func encodedTextIsDecodedOnce() {
        let inner = "kim@example.org is the address, kim@example.org"
        let once = HostileDisguiseTests.base64(inner)
        #expect(found("x \(once)").contains { $0.hasPrefix("EMAIL_ADDRESS") })
        let twice = HostileDisguiseTests.base64(once)
        #expect(Scanner.standard.scan("x \(twice)").findings.isEmpty)
    }

    @Test func mixedDisguisesStayWithinTheBudget() {
        var generator = SeededGenerator(seed: 101)
        for round in 0..<30 {
            var text = ""
            while text.utf8.count < 8_192 {
                let unit = HostileDisguiseTests.units.randomElement(using: &generator) ?? "a"
                text += String(repeating: unit, count: Int.random(in: 1...40, using: &generator))
            }
            #expect(Scanner.standard.scan(text).failures.isEmpty, "seed \(generator.seed), round \(round)")
        }
    }

    static func base64(_ text: String) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
        var out = ""
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(bytes.count, start + 3)]
            let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
            for index in 0...group.count { out.append(alphabet[bits >> (18 - 6 * index) & 63]) }
            out += String(repeating: "=", count: 3 - group.count)
        }
        return out
    }

    private func scan(_ unit: String, bytes: Int) -> ScanResult {
        Scanner.standard.scan(String(repeating: unit, count: max(1, bytes / unit.utf8.count)))
    }
}
