import Testing

@testable import TurnoutPrivacy

/// Random patterns over random texts.
@Suite struct PatternFuzzTests {
    private static let pieces = [
        "a", "b", "1", "é", "日", ".", "\\d", "\\w", "\\s", "\\W", "\\b", "\\B", "^", "$", "|", "(", ")", "(?:", "(?i:",
        "(?m)",
        "[ab]", "[^a]", "[a-z0-9]", "[", "]", "-", "*", "+", "?", "*?", "+?", "??", "{2}", "{1,3}", "{0,2}?", "{2,}",
        "{", "}",
        ",", "\\Q", "\\E", "\\x41", "\\u{e9}", "\\", "[[:alpha:]]", "(?", "(?P<n>", "\\1", "{999}", "😀",
    ]

    @Test(arguments: [91, 92, 93, 94] as [UInt64])
    func searchesAgreeAndStayInside(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var accepted = 0
        for round in 0..<300 {
            let source = (0..<Int.random(in: 1...10, using: &generator))
                .map { _ in PatternFuzzTests.pieces.randomElement(using: &generator) ?? "" }.joined()
            guard let pattern = try? Pattern(parsing: source) else { continue }
            accepted += 1
            let text = Samples.text(Array("aab1 -\nBé日"), .random(in: 0...80, using: &generator), using: &generator)
            let found = matches(of: pattern, in: text)
            #expect(!found.contains(""), "seed \(seed), round \(round): \(source)")
            #expect(linearMatches(of: pattern, in: text) == found, "seed \(seed), round \(round): \(source) \(text)")
            #expect(sharedMatches(of: pattern, in: text) == found, "seed \(seed), round \(round): \(source) \(text)")
        }
        #expect(accepted > 50, "seed \(seed)")
    }

    @Test(arguments: [95, 96] as [UInt64])
    func bytesAsPatternsNeverCrash(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<800 {
            let bytes = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                Bool.random(using: &generator)
                    ? UInt8.random(in: 0...255, using: &generator)
                    : "()[]{}*+?|\\^$.-:=!<>P".utf8.randomElement(using: &generator) ?? 0
            }
            let source = String(decoding: bytes, as: UTF8.self)
            do throws(PatternError) {
                let pattern = try Pattern(parsing: source)
                // A text that is no UTF-8 must not harm either.
                var budget = WorkBudget(limit: .max)
                let found = bytes.withUnsafeBufferPointer { pattern.matches(in: TextBytes($0), budget: &budget) }
                for range in found { #expect(range.upperBound <= bytes.count && !range.isEmpty) }
                #expect(budget.spent <= (bytes.count + 8) * (64 + 8 * pattern.size), "seed \(seed), round \(round)")
            } catch {
                #expect((0...source.utf8.count).contains(error.offset), "seed \(seed), round \(round)")
            }
        }
    }
}
