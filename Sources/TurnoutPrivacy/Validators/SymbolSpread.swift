/// How a token spreads over its characters: random keys do so widely, words and placeholders do not.
struct SymbolSpread {
    /// The number of characters.
    var count = 0
    /// How many of them are digits.
    var digits = 0
    var lowers = 0
    var uppers = 0
    /// How many are neither letters nor digits.
    var symbols = 0
    /// How often a digit stands beside a letter.
    var digitSwitches = 0
    /// How often the kind of character changes: small letter, capital, digit.
    var switches = 0
    /// The longest run of one character.
    var longestRun = 0
    /// The sum of the squares of the characters' counts.
    var squares = 0

    /// The number of equally likely characters that would collide as often: 2 to the power of the collision entropy
    /// (Rényi, order 2), in integers. Random hexadecimal text of 32 characters has about 11.
    var effectiveSymbols: Int { squares == 0 ? 0 : count * count / squares }

    var letters: Int { lowers + uppers }

    /// Whether capitals and small letters take turns more often than in names of many words.
    var mixesCases: Bool {
        lowers >= 4 && uppers >= 4 && switches * 5 >= count * 2 && effectiveSymbols >= 8
    }

    /// Whether the token looks made by a generator rather than by an author of identifiers.
    var looksRandom: Bool {
        guard effectiveSymbols >= 6, longestRun <= max(4, count / 8) else { return false }
        return digits >= 6 || digitSwitches >= 3 || digits >= 1 && switches * 20 >= count * 7
    }
}
