/// Why a pattern cannot be used: where, a stable code, and what to do instead. It never holds text of the pattern.
public struct PatternError: Error, Sendable, Hashable {
    /// What kind of fault it is; the raw value is stable.
    public enum Code: String, Sendable, Hashable, CaseIterable {
        /// The pattern is empty.
        case empty
        /// The pattern's text has too many bytes.
        case tooLong = "too_long"
        /// The pattern, its repeats written out, has too many steps.
        case tooLarge = "too_large"
        /// Groups or repeats lie too deep in one another.
        case tooDeep = "too_deep"
        /// The pattern matches the empty text.
        case matchesEmpty = "matches_empty"
        /// A `)` closes nothing.
        case unmatchedParenthesis = "unmatched_parenthesis"
        /// A group is not closed.
        case unclosedGroup = "unclosed_group"
        /// A `[` is not closed.
        case unclosedClass = "unclosed_class"
        /// A class has no member.
        case emptyClass = "empty_class"
        /// A range in a class runs backwards, or one of its ends is no single character.
        case badRange = "bad_range"
        /// `[:name:]` with an unknown name.
        case unknownClassName = "unknown_class_name"
        /// A repeat stands where there is nothing to repeat.
        case nothingToRepeat = "nothing_to_repeat"
        /// A repeat's numbers are too large, or in the wrong order.
        case badRepeat = "bad_repeat"
        /// An unknown or unfinished escape.
        case badEscape = "bad_escape"
        /// A number that names no character.
        case badCharacter = "bad_character"
        /// `(?…` with an unknown meaning.
        case unknownGroup = "unknown_group"
        /// A reference to what a group matched.
        case backReference = "back_reference"
        /// `(?=`, `(?!`, `(?<=` or `(?<!`.
        case lookAround = "look_around"
        /// `(?>…)`, or a repeat with `+` behind it.
        case possessive
        /// `(?R)` and its like.
        case recursion
        /// `(?(…)…)`.
        case conditional
        /// `\p` and `\P`.
        case unicodeProperty = "unicode_property"
    }

    /// The kind of fault.
    public var code: Code
    /// Where in the pattern, as a UTF-8 offset.
    public var offset: Int
    /// What is wrong and what to do instead, in a sentence or two.
    public var message: String

    init(_ code: Code, at offset: Int, _ message: String? = nil) {
        self.code = code
        self.offset = offset
        self.message = message ?? code.sentence
    }
}

extension PatternError: CustomStringConvertible {
    /// Code, offset and message.
    public var description: String { "\(code.rawValue) at \(offset): \(message)" }
}

extension PatternError.Code {
    /// What is wrong and what to do instead, without the particulars of one pattern.
    public var sentence: String {
        switch self {
        case .empty: "the pattern is empty; write what it should match"
        case .tooLong: "the pattern is too long; split it into several"
        case .tooLarge: "the pattern is too large with its repeats written out; lower the repeat counts or split it"
        case .tooDeep: "groups or repeats are nested too deep; flatten them"
        case .matchesEmpty:
            "the pattern matches the empty text, so it would match everywhere; make a part of it required"
        case .unmatchedParenthesis: "this `)` closes no group; remove it or write `\\)`"
        case .unclosedGroup: "this group is not closed; add `)`"
        case .unclosedClass: "this class is not closed; add `]`, or write `\\[` for the character"
        case .emptyClass: "this class matches no character; name at least one"
        case .badRange: "this is no range; write the lower character first, or escape `-`"
        case .unknownClassName:
            "unknown class name; known are alnum, alpha, ascii, blank, cntrl, digit, graph, lower, print, punct, space, "
                + "upper, word, xdigit"
        case .nothingToRepeat: "there is nothing to repeat here; escape the character, or put a group before it"
        case .badRepeat: "write a repeat as {n}, {n,} or {n,m} with n <= m <= 1000"
        case .badEscape: "unknown escape; a letter behind `\\` needs a meaning, other characters may always be escaped"
        case .badCharacter: "no such character; write \\xHH or \\u{H…} with a Unicode scalar value in hexadecimal"
        case .unknownGroup: "unknown group; use (…), (?:…), (?<name>…) or flags out of i, m, s as in (?i) and (?i:…)"
        case .backReference: "back-references are not supported, since their time has no bound; write the text out"
        case .lookAround:
            "look-ahead and look-behind are not supported; use \\b, \\B, ^, $, whole_word or context words"
        case .possessive: "atomic groups and possessive repeats are not supported nor needed; use a plain repeat"
        case .recursion: "recursion is not supported, since its time has no bound; write the levels out"
        case .conditional: "conditions are not supported; write the cases as alternatives with |"
        case .unicodeProperty: "Unicode properties are not supported; write ranges, such as [\\u{430}-\\u{44F}]"
        }
    }
}
