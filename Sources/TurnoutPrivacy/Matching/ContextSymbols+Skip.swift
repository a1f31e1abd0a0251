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
        var position = start
        var last = last
        var atStart = state != 0
        while position < end {
            let byte = text[position]
            if byte >= 0x80 { break }
            if atStart {
                if byte | 0x20 &- UInt8(ascii: "a") < 26 {
                    let length = ContextSymbols.idleLetters(words, in: text, at: position)
                    guard length > 0, position + length <= end else { break }
                    position += length
                    last = text[position - 1] & 0x20 != 0 ? .lower : .upper
                    atStart = false
                } else if byte &- 48 < 10 {
                    if words.startsWithDigit { break }
                    position += 1
                    last = .digit
                    atStart = false
                } else {
                    position += 1
                    last = .separator
                }
            } else if byte &- UInt8(ascii: "a") < 26 {
                if last == .other { break }
                last = .lower
                position += 1
            } else if byte &- UInt8(ascii: "A") < 26 {
                if last == .other { break }
                if last == .lower {
                    atStart = true
                } else {
                    position += 1
                    last = .upper
                }
            } else if byte &- 48 < 10 {
                if last == .other { break }
                if last == .digit { position += 1 } else { atStart = true }
            } else {
                atStart = true
                position += 1
            }
            // Behind a separator, and where a new word begins without one.
            if atStart { last = .separator }
        }
        self.last = last
        return (position, atStart ? words.beginning : 0)
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
