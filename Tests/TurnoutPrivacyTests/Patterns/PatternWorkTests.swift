import Testing

@testable import TurnoutPrivacy

/// Patterns and texts made to be slow. What counts is the work: it grows with the text and no faster.
@Suite struct PatternWorkTests {
    static let patterns = [
        "(a+)+$", "(a|aa)+b", "(.*)*x", "(a*)*b", "(?:a.*b)|a", "a.*b|a", ".*a.{12}b|aa", "(?:a?){100}a{100}",
        "[ab]*a[ab]{60}c|aaa", "\\w+@", "\\w+\\d", "\\w+\\s*=", "a{1,500}b", "(?:a{0,30}){0,30}b", "(?:(?:a|b)+c?)+d",
        "(?m)^(?:.+)+$\\n", "\\b(?:\\w+\\s?)+!", "[^x]*x|a", "(?:a|b|ab)*c|ab", "(?i)(?:a+b?)+z|q",
    ]
    static let units = ["a", "ab", "a ", "b", "aa\n", "é", "a=", "a@", "1", "ax", "\n"]

    @Test(arguments: patterns) func workIsLinear(_ source: String) throws {
        let pattern = try Pattern(parsing: source)
        for unit in PatternWorkTests.units {
            let small = work(of: pattern, unit: unit, bytes: 1_024)
            let large = work(of: pattern, unit: unit, bytes: 8_192)
            // Attempts stay below 9 units a byte, and the search behind them below a few for each step of the pattern.
            #expect(large <= 8_192 * (16 + 4 * pattern.size), "\(unit.debugDescription)")
            // The tables of the search behind fill once, whatever the text's length.
            #expect(large <= 10 * small + 65_536, "\(unit.debugDescription): \(small), \(large)")
        }
    }

    @Test func oneTextCannotSpendMoreThanTheBudget() throws {
        let detector = try PatternDetector(
            id: "p", label: "x.y", patterns: PatternWorkTests.patterns.map { try Pattern(parsing: $0) })
        for unit in PatternWorkTests.units {
            let text = String(repeating: unit, count: 16_384 / unit.utf8.count)
            let result = Scanner(detectors: [detector], workPerByte: 8).scan(text)
            // A pattern's attempts are counted when it is done, so the budget may be passed by those of one pattern.
            #expect(result.work <= 40 * text.utf8.count)
            if result.work > 8 * text.utf8.count + 4096 {
                #expect(result.failures.contains { $0.reason == .workBudgetExceeded || $0.reason == .tooManyFindings })
            }
        }
    }

    private func work(of pattern: Pattern, unit: String, bytes: Int) -> Int {
        let text = Array(String(repeating: unit, count: bytes / unit.utf8.count).utf8)
        var budget = WorkBudget(limit: .max)
        _ = text.withUnsafeBufferPointer { pattern.matches(in: TextBytes($0), limit: 65_536, budget: &budget) }
        return budget.spent
    }
}
