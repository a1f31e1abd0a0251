import Testing

@testable import TurnoutPrivacy

/// What counts is how many bytes are looked at, not the clock.
@Suite struct SanitisingWorkTests {
    /// How often each byte of an answer is looked at, and the most bytes held at a time.
    private func work(_ answer: String, reach: Int = 0) throws -> (perByte: Double, held: Int) {
        let counter = CountingDetector()
        var sanitiser = StreamSanitiser(
            scanner: Scanner(detectors: [counter, BetweenMarks()]), reach: reach
        ) { _ in .replace(.redact) }
        var output = ""
        var held = 0
        var rest = answer.unicodeScalars[...]
        while !rest.isEmpty {
            try sanitiser.take(String(rest.prefix(7)), into: &output)
            rest = rest.dropFirst(7)
            held = max(held, sanitiser.held)
        }
        try sanitiser.finish(into: &output)
        return (Double(counter.bytes) / Double(answer.utf8.count), held)
    }

    @Test(arguments: [8_192, 65_536]) func eachByteIsSeenABoundedNumberOfTimes(size: Int) throws {
        let units = [
            "a few words, and then ", "averyveryverylongword", "z", "日本語の文章", "日本語の。", "a b c d ", "1,2,",
            "<<open for some time and then >> no more ", "<<\(String(repeating: "much longer ", count: 3_000))>> ",
            String(repeating: "QUJD", count: 19) + "\n",
        ]
        for unit in units {
            let answer = String(repeating: unit, count: max(1, size / unit.utf8.count))
            let (perByte, held) = try work(answer)
            #expect(perByte <= 9, "\(unit.prefix(40))")
            #expect(held <= 65_536, "\(unit.prefix(40))")
        }
        for reach in [200, 1_024, 100_000] where size > 10_000 {
            let (perByte, held) = try work(String(repeating: "a few words, and then ", count: size / 22), reach: reach)
            #expect(perByte <= 9, "reach \(reach)")
            #expect(held <= 3 * min(reach, 4_096), "reach \(reach)")
        }
    }

    @Test(arguments: HostileTextTests.units) func hostileAnswersNeverFail(_ unit: String) {
        let answer = String(repeating: unit, count: 2_048 / unit.utf8.count)
        let result = sanitise([answer], with: redacting())
        #expect(result.stop == nil)
        let passing = StreamSanitiser(scanner: .standard) { _ in nil }
        #expect(sanitise([answer], with: passing).text == answer)
    }
}
