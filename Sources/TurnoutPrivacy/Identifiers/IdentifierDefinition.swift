/// What is known of one way in which an identifier is written.
///
/// Shapes are patterns divided by `|`: `9` stands for a digit, `A` for a letter, `*` for either, `~` for one kind of
/// separator (space, dash, dot or slash) throughout, and a space, `-`, `.`, `/`, `+` or brackets for themselves.
/// `{2-4}` repeats what is before it.
struct IdentifierDefinition: Sendable {
    /// Whether characters, as values 0...9 and 10...35, can be such an identifier.
    typealias Check = @Sendable (ArraySlice<UInt8>) -> Bool

    /// The type's name.
    var type: String
    /// The shapes that count when a word nearby says what they are.
    var shapes: String
    /// The shapes that speak for themselves.
    var strong = ""
    /// The score of a strong shape without any word for it.
    var alone = 0.85
    /// The score with a word for exactly this type.
    var known = 0.95
    /// The score with a word that says less, such as "identity number".
    var hinted = 0.7
    /// The kinds of words that say less.
    var hints: [ContextWords.Kind] = []
    /// How far behind the word the number may stand, in bytes.
    var reach = 56
    /// Whether small letters are fine without a word nearby.
    var anyCase = false
    /// Whether only small words may stand between the word and the number, and the word never behind it.
    var isBare = false
    /// The check that all of it has to pass.
    var check: Check
}

extension IdentifierDefinition {
    /// A number with a check of its own.
    static func checked(
        _ type: String, _ shapes: String, strong: String = "", alone: Double = 0.85, known: Double = 0.95,
        hints: [ContextWords.Kind] = [], anyCase: Bool = false, _ check: @escaping Check
    ) -> IdentifierDefinition {
        IdentifierDefinition(
            type: type, shapes: shapes, strong: strong, alone: alone, known: known, hints: hints, anyCase: anyCase,
            check: check)
    }

    /// A number that only its words give away, which have to stand close by.
    static func bare(
        _ type: String, _ shapes: String, known: Double = 0.7, reach: Int = 32,
        check: @escaping Check = NationalNumber.isVaried
    ) -> IdentifierDefinition {
        IdentifierDefinition(
            type: type, shapes: shapes, known: known, reach: reach, isBare: true, check: check)
    }
}
