import Testing

@testable import TurnoutPrivacy

/// How identifiers stand in texts: names glued to them, field names, words behind them, and what only looks alike.
@Suite struct IdentifierTextTests {
    private static func ssn(_ separator: String, using generator: inout some RandomNumberGenerator) -> String {
        [("1"..."7", 3), ("1"..."9", 2), ("1"..."9", 4)]
            .map { Samples.text(Array("123456"), $0.1, using: &generator) }.joined(separator: separator)
    }

    @Test func fieldNamesInEverySpelling() {
        var generator = SeededGenerator(seed: 211)
        let number = IdentifierTextTests.ssn("", using: &generator)
        for text in [
            "ssn=\(number)", "\"ssn\": \"\(number)\"", "user_ssn=\(number)", "customerSsn: \(number)", "SSN\(number)",
            "social-security-number: \(number)", "socialSecurityNumber: \(number)", "SOCIAL  SECURITY NUMBER \(number)",
            "<ssn>\(number)</ssn>", "ssn,\(number),x", "ssn_\(number).pdf", "SSN #\(number)",
        ] {
            #expect(found(text) == ["US_SSN \(number)"], "\(text)")
        }
    }

    @Test func theWordMayStandBehind() {
        var generator = SeededGenerator(seed: 212)
        let number = IdentifierTextTests.ssn("", using: &generator)
        for text in ["\(number) (SSN)", "\(number) is my SSN", "\(number) ist meine social security number"] {
            #expect(found(text) == ["US_SSN \(number)"], "\(text)")
        }
        #expect(found("\(number), SSN unknown") == [])
    }

    @Test func anotherWordInBetweenSaysThatItIsSomethingElse() {
        var generator = SeededGenerator(seed: 213)
        let number = IdentifierTextTests.ssn("", using: &generator)
        for text in [
            "SSN pending, order \(number)", "passport lost; Rechnung \(number)", "bank account opened on \(number)",
            "SSN: n/a, tracking \(number)",
        ] {
            #expect(found(text) == [], "\(text)")
        }
    }

    @Test(arguments: [
        "order %9 shipped", "serial %9", "timestamp 20230115123456", "version 1.2.3.4", "commit %10", "id %11",
        "born to run 1975 album", "he was born in 1985 and moved", "Released 12.05.1980 by the label",
        "The meeting is on 12/05/1980", "lines 230-2743", "bus 12-34-56", "area 666-45-1234 is never issued",
        "MIT license 2024", "aba 12", "routing table has 6011 entries", "the PIN 12345678", "EAN 4006381333931",
        "ISBN 978-3-16-148410-0", "GET /users/%11/profile", "md5 %10", "size %10 bytes", "1,234,567,890",
        "100 123 45 6789 200 300", "3.14159265358979", "10 20 30 40 50 60 70 80", "account balance: $7649.22",
        "birth rate fell by 3%", "chr1:28016221-40201067", "passport control at gate 12", "flight LH884 seat 82A",
        "sha 0a1b2c3d4e5f", "550e8400-e29b-41d4-a716-446655440000", "订单号 %18", "Auftrag %11", "pedido %9",
    ])
    func lookAlikesAreNotFound(_ pattern: String) {
        var generator = SeededGenerator(seed: 214)
        for _ in 0..<20 {
            var text = pattern
            if let sign = text.firstIndex(of: "%"),
                let count = Int(text[text.index(after: sign)...].prefix { $0.isNumber })
            {
                let end = text[text.index(after: sign)...].firstIndex { !$0.isNumber } ?? text.endIndex
                text.replaceSubrange(sign..<end, with: "1" + Samples.text(Samples.digits, count - 1, using: &generator))
            }
            #expect(found(text) == [], "\(text)")
        }
    }

    @Test func aGeneralWordPicksTheTypeWhoseCheckFits() {
        var generator = SeededGenerator(seed: 215)
        for type in ["PL_PESEL", "ZA_ID_NUMBER", "DE_TAX_ID", "IN_AADHAAR"] {
            guard let definition = IdentifierSamples.definitions.first(where: { $0.type == type }),
                let shape = IdentifierSamples.shapes(definition.shapes, using: &generator).first,
                let number = IdentifierSamples.make(shape, definition, using: &generator)
            else {
                Issue.record("no sample of \(type)")
                continue
            }
            let result = Scanner.standard.scan("national ID number \(number) or tax number \(number)")
            #expect(result.findings.count == 2 && result.findings.allSatisfy { $0.score <= 0.75 }, "\(type) \(number)")
        }
    }
}
