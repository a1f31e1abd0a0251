extension BuiltinPass {
    /// Rejected tokens longer than this are stepped over as a whole.
    private static var stepOver: Int { 48 }

    /// A key with a known prefix at an offset, or a JSON web token.
    mutating func token(at start: Int) -> Int? {
        let first = text[start]
        if first == UInt8(ascii: "e"), text[start + 1] == UInt8(ascii: "y"), text[start + 2] == UInt8(ascii: "J") {
            return jwt(at: start)
        }
        let rules = tables.ruleStarts[Int(first)]..<tables.ruleStarts[Int(first) + 1]
        var longest = start
        for index in rules where text.hasPrefix(tables.rules[index].prefix, at: start) {
            let rule = tables.rules[index]
            let begin = start + rule.prefix.count
            let end = bodyEnd(of: rule, from: begin)
            longest = max(longest, end)
            guard rule.length.contains(end - begin), accepts(rule, begin, end) else { continue }
            let lead = rule.provider == "terraform" ? identifierStart(before: start) : start
            report(.apiKey, rule.provider, "builtin.token", lead..<end, 0.97)
            return end
        }
        if longest - start > BuiltinPass.stepOver {
            floor = max(floor, longest)
            return longest
        }
        return nil
    }

    private mutating func bodyEnd(of rule: TokenRule, from begin: Int) -> Int {
        let allowed = rule.body.allowed
        let refused = rule.body.refused
        let limit = begin + rule.length.upperBound + 1
        var end = begin
        while end < limit {
            let kind = kind(end)
            if kind.isDisjoint(with: allowed) || !kind.isDisjoint(with: refused) { break }
            end += 1
        }
        budget.spend(end - begin)
        // A dot or a dash at the end belongs to the sentence.
        while end > begin, kind(end - 1).contains(.dot) { end -= 1 }
        return end
    }

    private mutating func accepts(_ rule: TokenRule, _ begin: Int, _ end: Int) -> Bool {
        guard !isWord(end) else { return false }
        let spread = spread(begin..<end)
        guard spread.digits >= 1 || spread.uppers >= 4 else { return false }
        return spread.effectiveSymbols >= 5 && spread.longestRun <= max(4, spread.count / 8)
            && !Placeholder.isExample(text, begin..<end)
    }

    private func identifierStart(before start: Int) -> Int {
        var lead = start - 1
        guard text[lead] == UInt8(ascii: ".") else { return start }
        while start - lead < 20, !kind(lead - 1).isDisjoint(with: .alphanumeric) { lead -= 1 }
        return lead
    }

    /// Tokens told by their shape alone: JSON web tokens, Discord bots, Mailchimp.
    mutating func shapedToken(_ start: Int, _ end: Int, _ seen: ByteClass) -> Int? {
        if seen.isDisjoint(with: .nonHex), end - start == 32, text[end] == UInt8(ascii: "-"),
            text[end + 1] == UInt8(ascii: "u"), text[end + 2] == UInt8(ascii: "s"), isDigit(end + 3)
        {
            let stop = isDigit(end + 4) ? end + 5 : end + 4
            guard !isWord(stop) else { return nil }
            report(.apiKey, "mailchimp", "builtin.token", start..<stop, 0.9)
            return stop
        }
        guard end - start <= 32, text[end] == UInt8(ascii: "."), !seen.contains(.underscore),
            (UInt8(ascii: "M")...UInt8(ascii: "O")).contains(text[start]), seen.isSuperset(of: [.lower, .upper])
        else { return nil }
        let middle = run(from: end + 1, of: .urlSafe, limit: 8)
        guard middle - end - 1 == 6, text[middle] == UInt8(ascii: ".") else { return nil }
        let stop = run(from: middle + 1, of: .urlSafe, limit: 48)
        guard (27...46).contains(stop - middle - 1), !isWord(stop), spread(start..<stop).looksRandom else { return nil }
        report(.apiKey, "discord", "builtin.token", start..<stop, 0.9)
        return stop
    }

    /// The end of a run of bytes of some classes.
    mutating func run(from start: Int, of kinds: ByteClass, limit: Int) -> Int {
        var end = start
        while end - start < limit, !kind(end).isDisjoint(with: kinds) { end += 1 }
        budget.spend(end - start)
        return end
    }
}
