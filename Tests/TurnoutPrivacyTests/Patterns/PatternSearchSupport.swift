@testable import TurnoutPrivacy

/// What a pattern matches in a text, alone and with a table where it has one.
func matches(of pattern: Pattern, in text: String) -> [String] {
    ranges(in: text) { text, budget in pattern.matches(in: text, budget: &budget) }
}

/// The same by the search that needs no table.
func linearMatches(of pattern: Pattern, in text: String) -> [String] {
    ranges(in: text) { text, budget in
        var found: [Range<Int>] = []
        pattern.searchLinearly(text, from: 0, into: &found, limit: Scanner.findingLimit, budget: &budget)
        return found
    }
}

/// The same in one pass with other patterns.
func sharedMatches(of pattern: Pattern, in text: String) -> [String] {
    ranges(in: text) { text, budget in
        PatternSet([pattern, pattern, pattern, pattern]).matches(in: text, limit: 65_536, budget: &budget)
            .filter { $0.pattern == 2 }.map(\.range)
    }
}

private func ranges(
    in text: String, by search: (borrowing TextBytes, inout WorkBudget) -> [Range<Int>]
) -> [String] {
    let bytes = Array(text.utf8)
    var budget = WorkBudget(limit: .max)
    let ranges = bytes.withUnsafeBufferPointer { search(TextBytes($0), &budget) }
    return ranges.map { String(decoding: bytes[$0], as: UTF8.self) }
}
