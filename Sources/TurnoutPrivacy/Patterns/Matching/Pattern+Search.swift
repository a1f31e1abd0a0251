extension Pattern {
    /// Where the pattern matches: leftmost first, none overlapping another, as UTF-8 offsets.
    ///
    /// - Parameters:
    ///   - text: The text, valid UTF-8.
    ///   - limit: How many matches are wanted; the search ends soon behind that many.
    ///   - budget: What is left for the scan. The work is at most proportional to the text's length times ``size``;
    ///     when the budget is exhausted afterwards, matches may be missing.
    public func matches(
        in text: borrowing TextBytes, limit: Int = Scanner.findingLimit, budget: inout WorkBudget
    ) -> [Range<Int>] {
        var matches: [Range<Int>] = []
        if let literal, literal.firstPlace(in: text, budget: &budget) == nil { return [] }
        search(text, into: &matches, limit: limit, budget: &budget)
        return matches
    }

    /// How many steps a search by attempts may take before the search that needs none takes over.
    static func allowance(_ count: Int) -> Int { count.multipliedReportingOverflow(by: 8).partialValue &+ 256 }

    /// Tries every place that fits the fingerprint, and changes over when that proves slow.
    func search(
        _ text: borrowing TextBytes, into matches: inout [Range<Int>], limit: Int, budget: inout WorkBudget
    ) {
        guard let table else {
            return searchLinearly(text, from: 0, into: &matches, limit: limit, budget: &budget)
        }
        let allowance = Pattern.allowance(text.count)
        var steps = 0
        var position = 0
        while position < text.count, matches.count <= limit {
            guard fingerprint.fits(text, at: position) else {
                position &+= 1
                continue
            }
            let end = table.end(in: text, from: position, steps: &steps)
            if end > position { matches.append(position..<end) }
            position = max(end, position &+ 1)
            if steps > allowance {
                searchLinearly(text, from: position, into: &matches, limit: limit, budget: &budget)
                break
            }
        }
        budget.spend(position &+ steps)
    }

    func searchLinearly(
        _ text: borrowing TextBytes, from start: Int, into matches: inout [Range<Int>], limit: Int,
        budget: inout WorkBudget
    ) {
        var search = LinearSearch(program, alphabet: alphabet)
        search.matches(in: text, from: start, into: &matches, limit: limit, budget: &budget)
    }
}
