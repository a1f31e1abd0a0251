/// An identifier that the rules found, before it is reported.
struct IdentifierMatch {
    /// The place of the type in ``IdentifierRules/types``.
    var type: Int
    var range: Range<Int>
    var score: Double
    /// Whether a word nearby says that it is exactly this.
    var isNamed: Bool
    /// Where that word ends.
    fileprivate var word: Int
}

/// What an identifier stands behind.
private enum Standing {
    /// Something that no number continues.
    case free
    /// A letter, dash or the like: only its own name may stand there.
    case tied
    /// Something that makes it another thing.
    case refused
}

extension BuiltinPass {
    /// Reports the identifier that begins with the word at an offset, if one does.
    mutating func identifierWord(at start: Int) -> Int? {
        guard let match = identifier(at: start) else { return nil }
        return reportIdentifier(match)
    }

    /// Reports the identifier at an offset when a word before it names it: `driving license: …` is no key of an API.
    mutating func namedIdentifier(at start: Int) -> Int? {
        guard !kind(start).isDisjoint(with: .alphanumeric), (start..<start + 8).contains(where: { isDigit($0) }),
            let match = identifier(at: start), match.isNamed
        else { return nil }
        return reportIdentifier(match)
    }

    mutating func reportIdentifier(_ match: IdentifierMatch) -> Int {
        report(IdentifierRules.types[match.type], nil, "builtin.identifier", match.range, match.score)
        return match.range.upperBound
    }

    /// The identifier that begins with the word at an offset, or with one or two short words of capitals before it.
    mutating func identifier(at start: Int) -> IdentifierMatch? {
        let standing = standing(at: start)
        guard standing != .refused else { return nil }
        let groups = identifierGroups(from: start)
        guard groups.total >= 4 else { return nil }
        var best = match(groups, from: start, standing)
        if let earlier = letters(before: start) {
            let longer = identifierGroups(from: earlier)
            if let match = match(longer, from: earlier, self.standing(at: earlier)), isBetter(match, best) {
                best = match
            }
            if let first = letters(before: earlier), start - first == 8 {
                let longest = identifierGroups(from: first)
                if let match = match(longest, from: first, self.standing(at: first)), isBetter(match, best) {
                    best = match
                }
            }
        }
        return best
    }

    private mutating func isBetter(_ match: IdentifierMatch, _ other: IdentifierMatch?) -> Bool {
        guard let other else { return true }
        if match.isNamed != other.isNamed { return match.isNamed }
        if match.isNamed, match.word != other.word { return match.word > other.word }
        return match.score > other.score || match.score == other.score && match.range.count > other.range.count
    }

    /// The start of a word of one to six letters before an offset and a separator.
    private mutating func letters(before start: Int) -> Int? {
        let separator = text[start - 1]
        guard IdentifierShape.separator(separator) != 0 else { return nil }
        var begin = start - 1
        while start - begin <= 8, kind(begin - 1).isDisjoint(with: .word) == false {
            if kind(begin - 1).isDisjoint(with: .letter) { return nil }
            begin -= 1
        }
        // A longer word in small letters is one of the sentence.
        let isWordOfSentence = start - begin > 5 && !kind(begin + 1).contains(.upper)
        return (2...7).contains(start - begin) && begin >= floor && !isWordOfSentence ? begin : nil
    }

    private mutating func standing(at start: Int) -> Standing {
        let before = text[start - 1]
        switch before {
        case UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "@"), UInt8(ascii: "~"), UInt8(ascii: "^"):
            return .refused
        case UInt8(ascii: "+"): return .refused
        case UInt8(ascii: "."), UInt8(ascii: ","):
            if before == UInt8(ascii: ","), isDigit(start - 2) { return isThousands(start) ? .refused : .free }
            return isDigit(start - 2) ? .refused : isWord(start - 2) || before == UInt8(ascii: ".") ? .tied : .free
        case UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "*"):
            if before == UInt8(ascii: ":") { return isDigit(start - 2) ? .tied : .free }
            return isDigit(start - 2) ? .refused : .tied
        default:
            return isWord(start - 1) ? .tied : .free
        }
    }

    /// Whether a comma before an offset groups the digits of one number, as in `1,234,567`, rather than divides cells.
    private mutating func isThousands(_ start: Int) -> Bool {
        let isLong = isDigit(start - 3) && isDigit(start - 4) && isDigit(start - 5)
        return !isLong && isDigit(start) && isDigit(start + 1) && isDigit(start + 2) && !isWord(start + 3)
    }

    /// The best reading of groups, or of the first few of them.
    private mutating func match(
        _ groups: IdentifierGroups, from start: Int, _ standing: Standing
    ) -> IdentifierMatch? {
        guard standing != .refused else { return nil }
        var best: IdentifierMatch?
        var behind: [ContextWords.Kind]?
        var isRead = false
        var areValuesRead = false
        for last in stride(from: groups.count - 1, through: 0, by: -1) {
            let total = groups.total(last)
            guard total >= 5 else { break }
            let places = tables.identifiers.places(of: groups.shape(last))
            guard !places.range.isEmpty else { continue }
            let end = start + groups.end(last)
            guard endsIdentifier(groups, last, at: end) else { continue }
            let spread = UInt32(truncatingIfNeeded: (1 << UInt64(total)) - 1)
            let first = firstRule(places, letters: groups.letters & spread)
            guard first < Int(places.range.upperBound) else { continue }
            let mayBeNamed = standing == .free && mayBeNamedBehind(end)
            if !isRead { context.read(in: text, to: start, budget: &budget) }
            isRead = true
            // Without any word nearby, only what speaks for itself can be found.
            let isNamed = start - context.lastWord <= (standing == .tied ? 2 : tables.identifiers.reach)
            guard isNamed || mayBeNamed || places.speaksAlone && standing == .free else { continue }
            for place in first..<Int(places.range.upperBound) {
                let rule = tables.identifiers.rules[place]
                guard (groups.letters & spread ^ rule.letters) & ~rule.free == 0 else { continue }
                guard rule.alone > 0 || isNamed || mayBeNamed else { continue }
                budget.spend(1)
                if !areValuesRead { readValues(from: start, count: groups.total) }
                areValuesRead = true
                let word = nearest(rule, before: start, standing)
                var score = word >= 0 ? rule.known : 0
                if word < 0, standing == .free {
                    if rule.alone > 0, rule.anyCase || groups.smallLetters & spread == 0,
                        groups.letters & spread != 0 || !isInRow(groups, last, from: start, end)
                    {
                        score = rule.alone
                    }
                    if rule.hinted > score, hasHint(rule, before: start) { score = rule.hinted }
                }
                // A word behind the number is looked for only when nothing before it says anything.
                if score == 0, !rule.isBare, mayBeNamed, tables.identifiers.checks[place](digits[..<total]) {
                    let kinds = behind ?? kindsBehind(end)
                    behind = kinds
                    if kinds.contains(rule.kind) { score = rule.known - 0.1 }
                }
                guard score > 0 else { continue }
                let match = IdentifierMatch(
                    type: rule.type, range: start..<end, score: score, isNamed: word >= 0, word: word)
                guard isBetter(match, best) else { continue }
                budget.spend(total)
                if tables.identifiers.checks[place](digits[..<total]) { best = match }
            }
        }
        return best
    }

    /// The first rule of a shape that has letters where a candidate has them, or the end of the rules.
    private mutating func firstRule(_ places: IdentifierRules.Places, letters: UInt32) -> Int {
        var place = Int(places.range.lowerBound)
        while place < Int(places.range.upperBound) {
            let rule = tables.identifiers.rules[place]
            if (letters ^ rule.letters) & ~rule.free == 0 { break }
            place += 1
        }
        return place
    }

    /// Where the nearest word for a rule's type ends, or -1 when there is none near enough.
    private mutating func nearest(_ rule: IdentifierRule, before start: Int, _ standing: Standing) -> Int {
        let end = context.end(of: rule.kind)
        let reach = standing == .tied ? 2 : rule.reach
        guard end >= 0, end <= start, start - end <= reach, !isElsewhere(end) else { return -1 }
        return rule.isBare && !isClose(end, start) ? -1 : end
    }

    /// Whether only small words and punctuation stand between a word and a number: `passport no. is 123456789` has
    /// them, `account opened 12345678` has not.
    private mutating func isClose(_ word: Int, _ start: Int) -> Bool {
        var letters = 0
        for offset in word..<start {
            let kind = kind(offset)
            if kind.contains(.digit) { return false }
            letters = kind.isDisjoint(with: .letter) ? 0 : letters + 1
            // `number`, `nummer` and `numero` have six.
            if letters > 6 || letters == 6 && ByteClass.lowercased(text[offset - 5]) != UInt8(ascii: "n") {
                return false
            }
        }
        return true
    }

    /// Whether a word stands nearby that says less than the type, and none that names another type.
    private mutating func hasHint(_ rule: IdentifierRule, before start: Int) -> Bool {
        var rest = rule.hints
        while rest != 0 {
            let end = context.end(of: ContextWords.Kind(rawValue: rest.trailingZeroBitCount))
            if end > context.lastIdentifierWord, end <= start, start - end <= 40, !isElsewhere(end) { return true }
            rest &= rest - 1
        }
        return false
    }

    /// Whether a word for something else stands nearer than a word that ends at an offset.
    private mutating func isElsewhere(_ end: Int) -> Bool {
        context.end(of: .other) > end || context.end(of: .phone) > end
    }

    private mutating func kindsBehind(_ end: Int) -> [ContextWords.Kind] {
        var kinds: [ContextWords.Kind] = []
        context.forEachKind(in: text, behind: end, budget: &budget) { kinds.append($0) }
        return kinds
    }

    /// Whether what follows a number may name it: `(SSN)`, ` is my SSN`, ` als BSN`, `が…`.
    private mutating func mayBeNamedBehind(_ end: Int) -> Bool {
        if text[end] >= 0xE1 { return true }
        guard text[end] == UInt8(ascii: " ") || text[end] == UInt8(ascii: "(") else { return false }
        if text[end] == UInt8(ascii: "(") || text[end + 1] == UInt8(ascii: "(") { return true }
        if text[end + 1] >= 0xC3 { return true }
        // ` is my`, ` ist meine`, ` es mi`, ` est mon`, ` as`, ` jest`, ` är`.
        let first = ByteClass.lowercased(text[end + 1])
        let third = text[end + 3]
        return
            (first == UInt8(ascii: "i") || first == UInt8(ascii: "e") || first == UInt8(ascii: "a")
            || first == UInt8(ascii: "j"))
            && (third == UInt8(ascii: " ") || text[end + 4] == UInt8(ascii: " "))
    }

    /// Whether a number may end behind a group.
    private mutating func endsIdentifier(_ groups: IdentifierGroups, _ last: Int, at end: Int) -> Bool {
        if isWord(end) { return false }
        switch text[end] {
        case UInt8(ascii: "-"), UInt8(ascii: "+"): return !isWord(end + 1)
        case UInt8(ascii: "."), UInt8(ascii: ","): return !isDigit(end + 1) || text[end] == UInt8(ascii: ",")
        case UInt8(ascii: "/"), UInt8(ascii: ":"): return !isDigit(end + 1)
        case UInt8(ascii: "%"), UInt8(ascii: "@"): return false
        default: return true
        }
    }

    /// Whether a number in groups with spaces stands among other numbers, as in a table.
    private mutating func isInRow(_ groups: IdentifierGroups, _ last: Int, from start: Int, _ end: Int) -> Bool {
        guard last > 0, groups.hasSpaces else { return false }
        return text[start - 1] == UInt8(ascii: " ") && isDigit(start - 2)
            || text[end] == UInt8(ascii: " ") && isDigit(end + 1)
    }

    /// Fills ``digits`` with the values of so many letters and digits, whatever stands between them.
    private mutating func readValues(from start: Int, count: Int) {
        digits.removeAll(keepingCapacity: true)
        var offset = start
        while digits.count < count, offset < text.count {
            let byte = text[offset]
            let letter = byte | 0x20 &- UInt8(ascii: "a")
            if byte &- 48 < 10 { digits.append(byte &- 48) } else if letter < 26 { digits.append(letter &+ 10) }
            offset += 1
        }
    }

    /// Reads groups of letters and digits.
    private mutating func identifierGroups(from start: Int) -> IdentifierGroups {
        var groups = IdentifierGroups()
        var count = 0
        var offset = start
        var separator: UInt8 = 0
        while groups.count < IdentifierShape.groupLimit {
            let begin = offset
            var hasDigit = false
            while count <= IdentifierShape.characterLimit {
                let byte = text[offset]
                if byte &- 48 < 10 {
                    hasDigit = true
                } else {
                    let letter = byte | 0x20 &- UInt8(ascii: "a")
                    guard letter < 26 else { break }
                    groups.letters |= 1 &<< UInt32(truncatingIfNeeded: count)
                    if byte >= UInt8(ascii: "a") { groups.smallLetters |= 1 &<< UInt32(truncatingIfNeeded: count) }
                }
                count += 1
                offset += 1
            }
            let length = offset - begin
            // Words of a sentence are no groups; a few letters are.
            guard length > 0, count <= IdentifierShape.characterLimit,
                hasDigit || length <= (groups.count == 0 ? 6 : 4),
                text[offset] != UInt8(ascii: "_")
            else { break }
            var end = offset
            if separator == IdentifierShape.separator(UInt8(ascii: "(")) {
                guard length == 1, text[offset] == UInt8(ascii: ")") else { break }
                end += 1
            }
            groups.append(length: length, end: end - start, separator: separator)
            if end > offset { break }
            separator = IdentifierShape.separator(text[offset])
            if separator == 1, text[offset + 1] == UInt8(ascii: "-"), text[offset + 2] == UInt8(ascii: " ") {
                separator = 7
                offset += 2
            } else if separator == 1, text[offset + 1] == UInt8(ascii: "(") {
                separator = 6
                offset += 1
            } else if separator == 7 {
                break
            }
            guard separator != 0, !kind(offset + 1).isDisjoint(with: .alphanumeric) else { break }
            if separator == 1 { groups.hasSpaces = true }
            // What no shape goes on with is not read: most numbers stand among words.
            if groups.total >= 4, !tables.identifiers.goesOn(groups.shape(groups.count - 1), separator: separator) {
                break
            }
            offset += 1
        }
        budget.spend(offset - start)
        return groups
    }
}

extension BuiltinPass {
    /// A word of letters and digits: an identifier, or a name with its number right behind it (`BSN123456782`,
    /// `passport_123456789`).
    mutating func mixedWord(_ start: Int, _ end: Int, _ seen: ByteClass) -> Int? {
        guard !seen.isDisjoint(with: [.lower, .upper, .underscore]), isDigit(start) || end - start <= 48 else {
            return nil
        }
        if isDigit(start), end - start <= 4, let next = ordinalDate(start, end) { return next }
        if !seen.contains(.underscore), end - start <= IdentifierShape.characterLimit,
            let next = identifierWord(at: start)
        {
            return next
        }
        // The last part: behind the last underscore, or the digits at the end.
        var part = end
        while end - part < IdentifierShape.characterLimit, part > start, isDigit(part - 1) { part -= 1 }
        budget.spend(end - part)
        guard part > start + 1, end - part >= 6 else { return nil }
        return identifierWord(at: part)
    }
}
