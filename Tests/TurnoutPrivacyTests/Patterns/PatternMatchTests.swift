import Testing

@testable import TurnoutPrivacy

/// What patterns match, by each of the ways there are to search.
@Suite struct PatternMatchTests {
    static let cases =
        CharacterCases.literals + CharacterCases.classes + CharacterCases.cases + StructureCases.order
        + StructureCases.repeats + StructureCases.places + StructureCases.ordinary

    @Test(arguments: cases) func everySearchFindsTheSame(_ sample: PatternCase) throws {
        let pattern = try Pattern(parsing: sample.pattern)
        #expect(matches(of: pattern, in: sample.text) == sample.matches)
        #expect(linearMatches(of: pattern, in: sample.text) == sample.matches)
        #expect(sharedMatches(of: pattern, in: sample.text) == sample.matches)
    }

    @Test func wholeWordsEndAtWordBoundaries() throws {
        let text = "ab cab abc a-ab _ab"
        #expect(matches(of: try Pattern(parsing: "ab", wholeWord: true), in: text) == ["ab", "ab"])
        // A longer alternative that keeps the boundary is found where the preferred one does not.
        #expect(matches(of: try Pattern(parsing: "ab|abc", wholeWord: true), in: "abc") == ["abc"])
        #expect(matches(of: try Pattern(parsing: "#\\d+", wholeWord: true), in: "#1 a#2 #3b") == ["#1", "#2"])
    }

    @Test func caseIsIgnoredOnRequest() throws {
        #expect(matches(of: try Pattern(parsing: "ab", ignoringCase: true), in: "AB ab") == ["AB", "ab"])
    }

    @Test func matchesAcrossBlocksOfTheLinearSearch() throws {
        let long = String(repeating: "x", count: 500)
        for (pattern, text, expected) in [
            ("a.*b", "a\(long)b\na\(long)", ["a\(long)b"]), ("ax*b|a", "a\(long)b a\(long)", ["a\(long)b", "a"]),
            ("\\bx+\\b", "\(long) \(long)", [long, long]),
            ("x{64}", String(long.prefix(130)), [String(long.prefix(64)), String(long.prefix(64))]),
        ] {
            let pattern = try Pattern(parsing: pattern)
            #expect(linearMatches(of: pattern, in: text) == expected)
            #expect(matches(of: pattern, in: text) == expected)
        }
    }

    @Test func manyPatternsShareAPass() throws {
        let patterns = try (0..<150).map { try Pattern(parsing: "\\bk\($0)-[a-z]+") }
        let text = (0..<150).reversed().map { "k\($0)-abc" }.joined(separator: " ")
        var budget = WorkBudget(limit: .max)
        let found = Array(text.utf8).withUnsafeBufferPointer {
            PatternSet(patterns).matches(in: TextBytes($0), limit: 1000, budget: &budget)
        }
        #expect(Set(found.map(\.pattern)) == Set(0..<150))
        #expect(found.count == 150)
    }

    @Test func aLimitEndsTheSearch() throws {
        var budget = WorkBudget(limit: .max)
        let bytes = [UInt8](repeating: UInt8(ascii: "a"), count: 1000)
        let pattern = try Pattern(parsing: "a")
        let found = bytes.withUnsafeBufferPointer { pattern.matches(in: TextBytes($0), limit: 10, budget: &budget) }
        #expect((10...11).contains(found.count))
    }
}
