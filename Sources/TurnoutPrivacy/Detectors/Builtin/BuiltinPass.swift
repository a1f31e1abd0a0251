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
    /// Where the chain of words with dashes between them began, and whether it holds a digit.
    var chainStart = 0
    var chainEnd = -1
    var chainHasDigit = false
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
        let buffer = text.buffer
        let count = text.count
        let classes = tables.classes
        var offset = 0
        var block = -ByteMasks.width
        var masks = ByteMasks()
        while offset < count {
            let begin = offset
            if offset &- block >= ByteMasks.width || offset < block {
                block = offset & ~(ByteMasks.width - 1)
                masks = ByteMasks(buffer, at: block, classes: classes)
            }
            let events = (masks.word | masks.anchor) &>> UInt64(offset & 63)
            guard events != 0 else {
                offset = block &+ ByteMasks.width
                budget.spend(min(offset, count) &- begin)
                continue
            }
            offset &+= events.trailingZeroBitCount
            let place = UInt64(offset & 63)
            if masks.word &>> place & 1 == 0 {
                offset = anchor(at: offset)
            } else {
                let length = (~(masks.word &>> place)).trailingZeroBitCount
                var end = offset &+ length
                var hasDigit = masks.digit &>> place & ByteMasks.lowest(length) != 0
                while end & 63 == 0, end < count {
                    block = end
                    masks = ByteMasks(buffer, at: block, classes: classes)
                    let rest = (~masks.word).trailingZeroBitCount
                    if rest == 0 { break }
                    if masks.digit & ByteMasks.lowest(rest) != 0 { hasDigit = true }
                    end &+= rest
                }
                offset = word(offset, end, hasDigit)
            }
            budget.spend(offset &- begin)
            if budget.isExhausted { throw DetectorError(detector: "builtin", reason: .workBudgetExceeded) }
            if findings.count > Scanner.findingLimit {
                throw DetectorError(detector: "builtin", reason: .tooManyFindings)
            }
        }
    }

    /// The classes of all bytes of a word.
    private mutating func kinds(_ start: Int, _ end: Int) -> ByteClass {
        var seen = ByteClass()
        for offset in start..<end { seen.formUnion(kind(offset)) }
        return seen
    }

    /// A word of letters, digits and underscores: what it may begin or name.
    @inline(__always)
    private mutating func word(_ start: Int, _ end: Int, _ hasDigit: Bool) -> Int {
        let length = end &- start
        let after = text[end]
        // Most words are but words: whether one is anything else is known from its first and last letters, from its
        // length and what stands around it, before any of the parsers is asked.
        let begins = tables.keyStarts.contains(text.four(at: start))
        let names = tables.nameEnds.contains(text.four(at: end &- 4))
        // Two or four hexadecimal digits with a colon, dash or dot behind them may begin an address.
        let isShort =
            after == UInt8(ascii: ":") && length <= 4
            || length == 2 && after == UInt8(ascii: "-") || length == 4 && after == UInt8(ascii: ".")
        if begins || names || hasDigit || isShort && !kind(start).contains(.nonHex) || length >= 23
            || text[start &- 1] >= 0x80,
            let next = candidate(start, end, hasDigit, begins, names)
        {
            return next
        }
        if chainEnd == start &- 1, text[chainEnd] == UInt8(ascii: "-") {
            if hasDigit { chainHasDigit = true }
        } else {
            chainStart = start
            chainHasDigit = hasDigit
        }
        chainEnd = end
        if chainHasDigit, end &- chainStart >= 16, after != UInt8(ascii: "-"), let next = opaqueToken(chainStart, end) {
            return next
        }
        return end
    }

    /// What a word that is not only a word may be.
    @inline(never)
    private mutating func candidate(
        _ start: Int, _ end: Int, _ hasDigit: Bool, _ begins: Bool, _ names: Bool
    ) -> Int? {
        let length = end - start
        if begins, let next = token(at: start) { return next }
        let seen = hasDigit || length <= 4 || length >= 23 ? kinds(start, end) : ByteClass()
        if length == 2 || length == 4, !seen.contains(.nonHex), let next = hardwareAddress(start, end) { return next }
        if hasDigit {
            if text[start] &- 48 < 10 {
                if seen.isDisjoint(with: [.lower, .upper, .underscore]), let next = number(start, end) { return next }
            } else if isDigit(start + 2), isDigit(start + 3), let next = iban(at: start) {
                return next
            }
            if let next = mixedWord(start, end, seen) { return next }
        }
        let isNumber = hasDigit && seen == .digit
        if length <= 4, !isNumber, !seen.contains(.nonHex), text[end] == UInt8(ascii: ":"), let next = ipv6(at: start) {
            return next
        }
        if length >= 23, let next = shapedToken(start, end, seen) ?? cryptoAddress(start, end, seen) { return next }
        if names || hasDigit && !isNumber && isDigit(end - 1), let next = namedSecret(start, end) { return next }
        // The rest of a word that has letters of other alphabets: the end of `contraseña`, of `hasło`.
        if text[start - 1] >= 0x80, length <= 8, tables.foreignLast[Int(text[end - 1])],
            let next = foreignPassword(at: end - 1)
        {
            return next
        }
        return nil
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
