extension PatternParser {
    /// Reads what begins with a backslash outside a class.
    mutating func escape() throws(PatternError) -> PatternNode {
        let start = index
        if let set = try escapedSet() { return scalarNode(set) }
        guard let letter = peek(1) else { throw error(.badEscape, at: start) }
        let assertion: PatternAssertion
        switch letter {
        case "b": assertion = .wordBoundary
        case "B": assertion = .noWordBoundary
        case "A": assertion = .textStart
        case "z": assertion = .textEnd
        case "Z": throw error(.badEscape, "`\\Z` means different things in different languages; write `\\z` or `$`")
        case "1"..."9", "k", "g": throw error(.backReference)
        default: throw error(.badEscape)
        }
        index += 2
        return .assertion(assertion)
    }

    /// Reads an escape that stands for a character or a set of them; nil, and stays, when it stands for neither.
    mutating func escapedSet() throws(PatternError) -> ScalarSet? {
        let start = index
        guard let letter = peek(1) else { throw error(.badEscape, at: start) }
        index += 2
        switch letter {
        case "d": return .digit
        case "D": return ScalarSet.digit.inverted
        case "w": return .word
        case "W": return ScalarSet.word.inverted
        case "s": return .space
        case "S": return ScalarSet.space.inverted
        case "n": return ScalarSet("\n")
        case "t": return ScalarSet("\t")
        case "r": return ScalarSet("\r")
        case "f": return ScalarSet("\u{0C}")
        case "a": return ScalarSet("\u{07}")
        case "e": return ScalarSet("\u{1B}")
        case "x", "u": return ScalarSet(try hexadecimal(fixed: letter == "x" ? 2 : 4, from: start))
        case "p", "P": throw error(.unicodeProperty, at: start)
        default: break
        }
        let isWord = ScalarSet.word.contains(letter.value) && letter != "_"
        if !isWord { return ScalarSet(letter) }
        index = start
        return nil
    }

    /// Reads a fixed number of digits, or any number between braces.
    private mutating func hexadecimal(fixed: Int, from start: Int) throws(PatternError) -> Unicode.Scalar {
        let isBraced = skip("{")
        var value: UInt32 = 0
        var count = 0
        while count < (isBraced ? 8 : fixed), let next = peek(), next.isASCII,
            let digit = Character(next).hexDigitValue
        {
            guard value <= 0x10FFFF else { break }
            value = value &* 16 &+ UInt32(digit)
            count += 1
            index += 1
        }
        guard isBraced ? count > 0 && skip("}") : count == fixed, let scalar = Unicode.Scalar(value) else {
            throw error(.badCharacter, at: start)
        }
        return scalar
    }
}
