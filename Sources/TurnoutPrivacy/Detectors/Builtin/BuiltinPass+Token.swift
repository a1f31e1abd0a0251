extension BuiltinPass {
    /// Rejected tokens longer than this are stepped over as a whole.
    private static var stepOver: Int { 48 }

    /// A key with a known prefix at an offset, or a JSON web token.
    mutating func token(at start: Int) -> Int? {
        let first = text[start]
        if first == UInt8(ascii: "e"), text[start + 1] == UInt8(ascii: "y"), text[start + 2] == UInt8(ascii: "J") {
            return jwt(at: start)
        }
        if first == UInt8(ascii: "P"), let next = puttyKey(at: start) { return next }
        guard tables.keyStarts.contains(text.four(at: start)) else { return nil }
        let rules = tables.ruleStarts[Int(first)]..<tables.ruleStarts[Int(first) + 1]
        var longest = start
        let head = head(at: start)
        for index in rules
        where head & tables.ruleMasks[index] == tables.ruleHeads[index]
            && text.hasPrefix(tables.rules[index].prefix, at: start)
        {
            let rule = tables.rules[index]
            let begin = start + rule.prefix.count
            let end = bodyEnd(of: rule, from: begin)
            longest = max(longest, end)
            guard rule.length.contains(end - begin), accepts(rule, begin, end) else { continue }
            let lead = rule.provider == "terraform" ? identifierStart(before: start) : start
            report(.apiKey, rule.provider, "builtin.token", lead..<end, isChecked(rule, begin, end) ? 0.99 : 0.97)
            return end
        }
        if longest - start > BuiltinPass.stepOver {
            floor = max(floor, longest)
            return longest
        }
        return nil
    }

    /// Eight bytes from an offset on, the first in the lowest place.
    @inline(__always)
    private mutating func head(at start: Int) -> UInt64 {
        var head: UInt64 = 0
        for index in 0..<8 { head |= UInt64(text[start + index]) << UInt64(8 * index) }
        return head
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
        if isChecked(rule, begin, end) { return true }
        let spread = spread(begin..<end)
        // A short prefix begins names and classes of style sheets as well.
        if rule.prefix.count <= 5, rule.body != .base32, !spread.looksRandom, !spread.mixesCases,
            !isMixedThroughout(spread)
        {
            return false
        }
        guard spread.digits >= 1 || spread.uppers >= 4 else { return false }
        return spread.effectiveSymbols >= 5 && spread.longestRun <= max(4, spread.count / 8)
            && !Placeholder.isExample(text, begin..<end)
    }

    /// Whether letters of both cases, without a digit, are too evenly mixed to be words.
    private func isMixedThroughout(_ spread: SymbolSpread) -> Bool {
        spread.count >= 30 && spread.uppers * 4 >= spread.count && spread.lowers * 4 >= spread.count
            && spread.switches * 3 >= spread.count && spread.effectiveSymbols >= 14
    }

    /// Whether the last six characters are the checksum of those before them.
    private mutating func isChecked(_ rule: TokenRule, _ begin: Int, _ end: Int) -> Bool {
        guard end - begin == 36, rule.provider == "github" || rule.provider == "npm", rule.body == .alphanumeric else {
            return false
        }
        budget.spend(36)
        let digits = CRC32.base62(of: (begin..<end - 6).map { text[$0] })
        return text.hasPrefix(digits, at: end - 6)
    }

    private mutating func identifierStart(before start: Int) -> Int {
        var lead = start - 1
        guard text[lead] == UInt8(ascii: ".") else { return start }
        while start - lead < 20, !kind(lead - 1).isDisjoint(with: .alphanumeric) { lead -= 1 }
        return lead
    }

    /// Tokens told by their shape alone: JSON web tokens, Discord bots, Mailchimp.
    mutating func shapedToken(_ start: Int, _ end: Int, _ seen: ByteClass) -> Int? {
        if end - start >= 40, let next = markedToken(start, end) { return next }
        if seen.isSuperset(of: [.underscore, .digit]), let next = stagedToken(start, end) { return next }
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

    /// A client's secret of Microsoft Entra around its `8Q~`: three characters before it, 31 to 34 behind it.
    mutating func tildeToken(at tilde: Int) -> Int? {
        guard text[tilde - 1] == UInt8(ascii: "Q"), isDigit(tilde - 2) else { return nil }
        let start = tilde - 5
        guard start >= floor, !isWord(start - 1),
            (start..<tilde).allSatisfy({ !kind($0).isDisjoint(with: [.urlSafe, .dot]) })
        else { return nil }
        var end = tilde + 1
        while end - tilde <= 36, !kind(end).isDisjoint(with: [.urlSafe, .dot]) || text[end] == UInt8(ascii: "~") {
            end += 1
        }
        budget.spend(end - start)
        while end > tilde, kind(end - 1).contains(.dot) { end -= 1 }
        guard (31...34).contains(end - tilde - 1), spread(start..<end).looksRandom else { return nil }
        report(.apiKey, "azure", "builtin.token", start..<end, 0.95)
        return end
    }

    /// Keys with a mark within: the ingest keys of New Relic end in one, those of Azure DevOps have it at a fixed place.
    private mutating func markedToken(_ start: Int, _ end: Int) -> Int? {
        let provider: String
        switch end - start {
        case 44 where text.hasPrefix(BuiltinPass.newRelicMark, at: end - 8): provider = "newrelic"
        case 84 where text.hasPrefix(BuiltinPass.azureMark, at: start + 76): provider = "azure-devops"
        default: return nil
        }
        guard spread(start..<end - 8).looksRandom else { return nil }
        report(.apiKey, provider, "builtin.token", start..<end, 0.95)
        return end
    }

    private static let newRelicMark = Array("FFFFNRAL".utf8)
    private static let azureMark = Array("AZDO".utf8)

    private static let stages = ["live_", "test_", "prod_", "sandbox_", "production_", "secret_"].map { Array($0.utf8) }

    /// `abc_live_…`: how many services name a key after the stage it is for.
    private mutating func stagedToken(_ start: Int, _ end: Int) -> Int? {
        var body = start
        for offset in start + 1..<min(end - 16, start + 14) where text[offset] == UInt8(ascii: "_") {
            for stage in BuiltinPass.stages where text.hasPrefixIgnoringCase(stage, at: offset + 1) {
                body = offset + 1 + stage.count
            }
        }
        budget.spend(14)
        // Publishable keys are made to be seen.
        guard body > start, end - body >= 16, text[start] | 0x20 != UInt8(ascii: "p") || text[start + 1] | 0x20 != 107
        else { return nil }
        let spread = spread(body..<end)
        guard spread.symbols == 0, spread.looksRandom, !Placeholder.isExample(text, body..<end) else { return nil }
        report(.apiKey, "staged", "builtin.token", start..<end, 0.9)
        return end
    }

    /// The end of a run of bytes of some classes.
    mutating func run(from start: Int, of kinds: ByteClass, limit: Int) -> Int {
        var end = start
        while end - start < limit, !kind(end).isDisjoint(with: kinds) { end += 1 }
        budget.spend(end - start)
        return end
    }
}
