extension ContextSymbols {
    /// Steps over characters that no word begins with, while no word is under way.
    ///
    /// Most words of a text say nothing, and their first three letters show it: they are stepped over without a look at
    /// the automaton, whose tables are larger than what a processor keeps at hand.
    ///
    /// - Parameter state: The automaton's state: 0, or the one behind a separator.
    /// - Returns: The position and state to go on from with single steps, which lead to the same findings.
    mutating func skip(
        _ words: ContextWords, in text: borrowing TextBytes, from start: Int, to end: Int, _ state: Int
    ) -> (position: Int, state: Int) {
        guard end <= text.count, let begin = idleState(state != 0) else { return (start, state) }
        let buffer = text.buffer
        var position = start
        var idle = begin
        while true {
            while position < end {
                let next = words.idleSteps[Int(buffer[position])] &>> UInt32(idle) & 0xFF
                if next >= IdleSteps.stop { break }
                idle = UInt8(truncatingIfNeeded: next)
                position &+= 1
            }
            guard position < end else { break }
            // A letter that may begin a word, or what only single steps can tell.
            let byte = buffer[position]
            guard byte | 0x20 &- UInt8(ascii: "a") < 26 else {
                // A digit begins a word of its own.
                if byte < 0x80, idle != IdleSteps.digit { idle = IdleSteps.start }
                break
            }
            idle = IdleSteps.start
            let length = ContextSymbols.idleLetters(words, in: text, at: position)
            guard length > 0, position + length <= end else { break }
            position += length
            idle = buffer[position - 1] & 0x20 != 0 ? IdleSteps.lower : IdleSteps.upper
        }
        switch idle {
        case IdleSteps.lower: last = .lower
        case IdleSteps.upper: last = .upper
        case IdleSteps.digit: last = .digit
        default: last = .separator
        }
        return (position, idle == IdleSteps.start ? words.beginning : 0)
    }

    /// Where among ``IdleSteps`` a walk stands; nil where only single steps lead on.
    private func idleState(_ atStart: Bool) -> UInt8? {
        if atStart { return IdleSteps.start }
        switch last {
        case .lower: return IdleSteps.lower
        case .upper: return IdleSteps.upper
        case .digit: return IdleSteps.digit
        case .separator, .other: return nil
        }
    }

    /// How many letters at the start of a word show that no phrase begins there; 0 when one may.
    @inline(__always)
    private static func idleLetters(_ words: ContextWords, in text: borrowing TextBytes, at start: Int) -> Int {
        let (first, second, third) = (text[start], text[start + 1], text[start + 2])
        guard second < 0x80 else { return 0 }
        let secondCode = code(second, behind: first)
        if secondCode == 0 { return words.starts.contains(first, 0, 0) ? 0 : 1 }
        guard third < 0x80 else { return 0 }
        let thirdCode = code(third, behind: second)
        guard words.starts.contains(first, secondCode, thirdCode) else { return thirdCode == 0 ? 2 : 3 }
        let fourth = text[start + 3]
        guard thirdCode != 0, fourth < 0x80 else { return 0 }
        let fourthCode = code(fourth, behind: third)
        return words.seconds.contains(secondCode, thirdCode, fourthCode) ? 0 : fourthCode == 0 ? 3 : 4
    }

    /// The low bits of a letter that goes on with a word; 0 for what ends it.
    @inline(__always)
    private static func code(_ byte: UInt8, behind before: UInt8) -> UInt8 {
        guard byte | 0x20 &- UInt8(ascii: "a") < 26 else { return 0 }
        return byte & 0x20 == 0 && before & 0x20 != 0 ? 0 : byte & 31
    }
}

/// How text goes on while no word is under way, looked up by byte: where a walk that stands at one of four places is
/// behind the byte.
enum IdleSteps {
    /// Behind a separator, or where a word begins without one.
    static let start: UInt8 = 0
    /// In small letters of a word that says nothing.
    static let lower: UInt8 = 8
    /// In its capitals.
    static let upper: UInt8 = 16
    /// In its digits.
    static let digit: UInt8 = 24
    /// Not known from one byte.
    static let stop: UInt32 = 32

    /// For each byte the place behind it, eight bits for each place before it.
    ///
    /// - Parameter startsWithDigit: Whether some word begins with a digit.
    static func table(startsWithDigit: Bool) -> [UInt32] {
        (UInt8.min...UInt8.max).map { byte in
            [start, lower, upper, digit].reduce(0) { $0 | next($1, byte, startsWithDigit) << UInt32($1) }
        }
    }

    private static func next(_ place: UInt8, _ byte: UInt8, _ startsWithDigit: Bool) -> UInt32 {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): place == start ? stop : UInt32(lower)
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): place == start || place == lower ? stop : UInt32(upper)
        case UInt8(ascii: "0")...UInt8(ascii: "9"): place != digit && startsWithDigit ? stop : UInt32(digit)
        case 0x80...: stop
        default: UInt32(start)
        }
    }
}
