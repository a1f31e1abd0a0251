/// One walk over a text: finds the places where a candidate may begin and hands each to its parser.
///
/// A parser answers with the offset to go on from. What it has looked at without success is either short, or stepped
/// over as a whole, so that no byte is read more than a fixed number of times.
///
/// Its helpers are mutating even where they change nothing: a borrowed structure of this size is copied for each call.
struct BuiltinPass: ~Copyable {
    let text: TextBytes
    let tables: BuiltinTables
    var budget: WorkBudget
    var findings: [Finding] = []
    var context: ContextTracker
    /// The end of the last finding or stepped-over token: parsers that look back stop here.
    var floor = 0
    /// The run of bytes last read as a value.
    var valueRun = 0..<0
    /// Where the chain of words with dashes between them began, and what it holds so far.
    var chainStart = 0
    var chainEnd = -1
    var chainSeen = ByteClass()
    /// The end of the last value behind a dash that was none: names within it are not tried again.
    var dashedFloor = 0
    /// Counts of characters, all zero between uses.
    var histogram = [UInt16](repeating: 0, count: 256)
    /// The digits of the candidate at hand, as values.
    var digits: [UInt8] = []

    init(text: consuming TextBytes, tables: BuiltinTables, budget: WorkBudget) {
        self.text = text
        self.tables = tables
        self.budget = budget
        context = ContextTracker(words: tables.contextWords)
        digits.reserveCapacity(40)
    }

    /// The class of the byte at an offset.
    @inline(__always)
    func kind(_ offset: Int) -> ByteClass {
        ByteClass(rawValue: tables.classes[Int(text[offset])])
    }

    @inline(__always)
    func isWord(_ offset: Int) -> Bool { !kind(offset).isDisjoint(with: .word) }

    @inline(__always)
    func isDigit(_ offset: Int) -> Bool { text[offset] &- 48 < 10 }

    mutating func run() throws(DetectorError) {
        var offset = 0
        while offset < text.count {
            let begin = offset
            var seen = kind(offset)
            if seen.isDisjoint(with: .word) {
                offset = seen.contains(.anchor) ? anchor(at: offset) : offset + 1
            } else {
                var end = offset + 1
                while true {
                    let kind = kind(end)
                    if kind.isDisjoint(with: .word) { break }
                    seen.formUnion(kind)
                    end += 1
                }
                offset = word(offset, end, seen)
            }
            budget.spend(offset - begin)
            if budget.isExhausted { throw DetectorError(detector: "builtin", reason: .workBudgetExceeded) }
            if findings.count > Scanner.findingLimit {
                throw DetectorError(detector: "builtin", reason: .tooManyFindings)
            }
        }
    }

    /// A word of letters, digits and underscores: what it may begin or name.
    private mutating func word(_ start: Int, _ end: Int, _ seen: ByteClass) -> Int {
        let first = text[start]
        let second = Int(text[start + 1] & 63)
        if tables.secondBytes[Int(first)] >> UInt64(second) & 1 != 0, let next = token(at: start) { return next }
        if !seen.contains(.nonHex), end - start == 2 || end - start == 4, let next = hardwareAddress(start, end) {
            return next
        }
        if seen.contains(.digit) {
            if first &- 48 < 10 {
                if seen.isDisjoint(with: [.lower, .upper, .underscore]), let next = number(start, end) { return next }
            } else if isDigit(start + 2), isDigit(start + 3), let next = iban(at: start) {
                return next
            }
            if let next = mixedWord(start, end, seen) { return next }
        }
        if !seen.contains(.nonHex), end - start <= 4, text[end] == UInt8(ascii: ":"), let next = ipv6(at: start) {
            return next
        }
        if end - start >= 23, let next = shapedToken(start, end, seen) ?? cryptoAddress(start, end, seen) {
            return next
        }
        let last = Int(text[end - 1])
        if tables.beforeLast[last] >> UInt64(text[end - 2] & 63) & 1 != 0 || seen.contains(.digit) && isDigit(end - 1),
            let next = namedSecret(start, end)
        {
            return next
        }
        // The rest of a word that has letters of other alphabets: the end of `contraseña`, of `hasło`.
        if text[start - 1] >= 0x80, end - start <= 8, tables.foreignLast[last],
            let next = foreignPassword(at: end - 1)
        {
            return next
        }
        if chainEnd == start - 1, kind(chainEnd).contains(.dash) {
            chainSeen.formUnion(seen)
        } else {
            chainStart = start
            chainSeen = seen
        }
        chainEnd = end
        if end - chainStart >= 16, chainSeen.contains(.digit), !kind(end).contains(.dash),
            let next = opaqueToken(chainStart, end)
        {
            return next
        }
        return end
    }

    /// Punctuation that may begin a candidate, or stand in its middle.
    private mutating func anchor(at offset: Int) -> Int {
        switch text[offset] {
        case UInt8(ascii: "@"): return email(at: offset) ?? offset + 1
        case UInt8(ascii: "+"): return internationalPhone(at: offset) ?? offset + 1
        case UInt8(ascii: "("): return isDigit(offset + 1) ? phone(at: offset) ?? offset + 1 : offset + 1
        case UInt8(ascii: "-"): return dashes(at: offset)
        case UInt8(ascii: "~"): return tildeToken(at: offset) ?? offset + 1
        case UInt8(ascii: "$"): return passwordHash(at: offset) ?? offset + 1
        case UInt8(ascii: ":"):
            if text[offset + 1] == UInt8(ascii: "/"), text[offset + 2] == UInt8(ascii: "/") {
                return urlCredentials(at: offset) ?? offset + 3
            }
            if text[offset + 1] == UInt8(ascii: ":"), !isWord(offset - 1) { return ipv6(at: offset) ?? offset + 2 }
            return offset + 1
        case let byte:
            guard byte >= 0x80, tables.foreignBefore[Int(byte)] >> UInt64(text[offset - 1] & 63) & 1 != 0 else {
                return offset + 1
            }
            return foreignPassword(at: offset) ?? offset + 1
        }
    }

    /// Adds a finding and remembers its end.
    mutating func report(
        _ type: EntityType, _ subtype: String?, _ part: String, _ range: Range<Int>, _ score: Double
    ) {
        findings.append(
            Finding(type: type, subtype: subtype, detector: part, range: range, score: score)
        )
        floor = max(floor, range.upperBound)
    }

    /// Whether a context word stands shortly before an offset.
    mutating func has(_ kind: ContextWords.Kind, before offset: Int, within distance: Int = ContextTracker.reach)
        -> Bool
    {
        context.holds(kind, in: text, before: offset, within: distance, budget: &budget)
    }

    /// Measures how the characters of a range are spread.
    mutating func spread(_ range: Range<Int>) -> SymbolSpread {
        budget.spend(range.count * 2)
        var spread = SymbolSpread()
        var previous = ByteClass()
        var run = 0
        for offset in range {
            let byte = text[offset]
            let kind = kind(offset).intersection(.alphanumeric)
            histogram[Int(byte)] &+= 1
            if kind.contains(.digit) {
                spread.digits += 1
            } else if kind.contains(.lower) {
                spread.lowers += 1
            } else if kind.contains(.upper) {
                spread.uppers += 1
            } else {
                spread.symbols += 1
            }
            if !kind.isEmpty, !previous.isEmpty, kind != previous {
                spread.switches += 1
                if kind.contains(.digit) != previous.contains(.digit) { spread.digitSwitches += 1 }
            }
            run = offset > range.lowerBound && text[offset - 1] == byte ? run + 1 : 1
            spread.longestRun = max(spread.longestRun, run)
            previous = kind
        }
        spread.count = range.count
        for offset in range {
            let count = Int(histogram[Int(text[offset])])
            spread.squares += count * count
            histogram[Int(text[offset])] = 0
        }
        return spread
    }
}
