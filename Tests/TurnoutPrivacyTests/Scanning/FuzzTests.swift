import Testing

@testable import TurnoutPrivacy

/// Random texts, some of noise and some of broken pieces of what the detectors look for.
@Suite struct FuzzTests {
    @Test(arguments: [61, 62, 63, 64] as [UInt64])
    func findingsStayInsideTheTextAndApart(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let words = try WordListDetector(id: "words", label: "internal.name", words: ["a1", "key", "é", "4111 4"])
        let scanner = Scanner(detectors: [BuiltinDetector(), words])
        for round in 0..<400 {
            let bytes = text(using: &generator)
            let result = scanner.scan(bytes)
            var end = 0
            for finding in result.findings {
                #expect(finding.range.lowerBound >= end, "seed \(seed), round \(round)")
                #expect(!finding.range.isEmpty && finding.range.upperBound <= bytes.count)
                #expect((0...1).contains(finding.score))
                end = finding.range.upperBound
            }
            #expect(result == scanner.scan(bytes), "seed \(seed), round \(round)")
        }
    }

    @Test func whatSurroundsAnAddressDoesNotHideIt() {
        var generator = SeededGenerator(seed: 65)
        for round in 0..<300 {
            let address = "kim." + Samples.text(Samples.lowercase, 6, using: &generator) + "@example.org"
            let lead = Samples.text(Array("ab1 .,;(\n日é\"'<+-4:"), 20, using: &generator)
            let text = lead + " " + address + " " + lead
            #expect(found(text).contains("EMAIL_ADDRESS \(address)"), "seed 65, round \(round): \(text)")
        }
    }

    private func text(using generator: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...40, using: &generator) {
            switch Int.random(in: 0...4, using: &generator) {
            case 0:
                bytes += (0..<Int.random(in: 1...12, using: &generator)).map { _ in
                    .random(in: 0...255, using: &generator)
                }
            case 1:
                bytes += (0..<Int.random(in: 1...30, using: &generator)).map { _ in
                    .random(in: 32...126, using: &generator)
                }
            case 2:
                bytes += Array(Samples.text(Array("0123456789-. :()+/"), 16, using: &generator).utf8)
            default:
                let unit = Array((HostileTextTests.units.randomElement(using: &generator) ?? "").utf8)
                bytes += unit.prefix(Int.random(in: 1...max(1, unit.count), using: &generator))
            }
        }
        return bytes
    }
}
