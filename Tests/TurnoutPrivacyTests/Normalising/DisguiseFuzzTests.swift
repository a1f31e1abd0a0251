import Testing

@testable import TurnoutPrivacy

/// Random texts of pieces that fold, disguise and break.
@Suite struct DisguiseFuzzTests {
    private static let pieces = [
        "4111", "1111", " ", "-", "–", "\u{200B}", "\u{AD}", "\u{FE0F}", "４", "٤", "𝟜", "²", "①", "\u{336}", "a", "Z9",
        "рас", "жук", "Ωο", "。", "·", "@",
        "＠", ".org", "kim", "%40", "%E2%80%8B", "%", "&#64;", "&#", "&commat;", "\\u0040", "\\ud83d\\ude00", "\\x4",
        "\\", " [at] ", "(dot)",
        " dot ", " at ", "**", "`", "\n", "\r\n", "> ", "/", "_", "  ", "4 1 1 1 1 1 1 1 1", "a.b.c.d.e.f.g.h.i",
        "a2ltQGV4YW1wbGUub3Jn", "6b696d406578",
        "日本", "é", "🙂", "=", ":", "card ", "DE", "GB29", "gh" + "p_", "sk-",
    ]

    private func text(_ generator: inout SeededGenerator) -> String {
        (0..<Int.random(in: 1...60, using: &generator)).map { _ in
            DisguiseFuzzTests.pieces.randomElement(using: &generator) ?? ""
        }.joined()
    }

    @Test(arguments: [91, 92, 93] as [UInt64])
    func placesAreWholeCharactersOfTheText(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<1500 {
            let text = text(&generator)
            let bytes = Array(text.utf8)
            let result = Scanner.standard.scan(text)
            #expect(result.failures.isEmpty, "seed \(seed), round \(round)")
            var end = 0
            for finding in result.findings {
                #expect(
                    finding.range.lowerBound >= end && finding.range.upperBound <= bytes.count,
                    "seed \(seed), round \(round)")
                #expect(!finding.range.isEmpty && (0...1).contains(finding.score), "seed \(seed), round \(round)")
                #expect(String(validating: bytes[finding.range], as: UTF8.self) != nil, "seed \(seed), round \(round)")
                end = finding.range.upperBound
            }
        }
    }

    @Test(arguments: [94, 95, 96] as [UInt64])
    func foldingTwiceIsFoldingOnce(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<2000 {
            let text = text(&generator)
            guard let once = folded(text) else { continue }
            #expect(folded(once) == nil, "seed \(seed), round \(round): \(text.debugDescription)")
        }
    }

    @Test(arguments: [97, 98] as [UInt64])
    func viewsAreValidAndNoLongerThanTheText(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<1500 {
            var text = text(&generator)
            text.withUTF8 { buffer in
                var finder = ViewFinder(text: buffer)
                finder.run()
                for view in [finder.decoded, finder.worded, finder.joined, finder.wrapped, finder.blobs] {
                    #expect(view.count <= buffer.count, "seed \(seed), round \(round)")
                    #expect(String(validating: view.view.bytes, as: UTF8.self) != nil, "seed \(seed), round \(round)")
                    for offset in stride(from: 0, to: view.count, by: 3) {
                        let place = view.view.map.source(of: offset..<min(view.count, offset + 3))
                        #expect(
                            place.lowerBound >= 0 && place.upperBound <= buffer.count, "seed \(seed), round \(round)")
                    }
                }
            }
        }
    }

    @Test func plainTextIsReadWithoutACopy() {
        var generator = SeededGenerator(seed: 99)
        for _ in 0..<500 {
            var text = Samples.text(Array(" abcXYZ0123456789-.:@/\n\"'"), 200, using: &generator)
            #expect(folded(text) == nil)
            let plain = text.withUTF8 { buffer in
                var pass = ScanPass(detectors: [BuiltinDetector()], thresholds: [:], budget: WorkBudget(limit: .max))
                pass.run(buffer)
                return pass.result(of: buffer).findings
            }
            #expect(Scanner.standard.scan(text).findings == plain)
        }
    }
}
