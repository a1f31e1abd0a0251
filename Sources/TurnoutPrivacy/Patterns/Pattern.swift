/// A regular expression whose matching takes time linear in the text, whatever the pattern and the text.
///
/// The syntax is the common core of RE2, PCRE and Python: literals, `.`, classes with ranges, negation and POSIX names,
/// `\d \w \s \b` and their negations (ASCII), `^ $ \A \z`, groups, the flags `i m s`, alternatives, greedy and lazy
/// repeats, `\xHH`, `\u{H…}` and `\Q…\E`. Groups capture nothing. `$` is the end of the text, or of a line under
/// `(?m)`. Back-references, look-around and whatever else has no bound are refused, and so is a pattern that matches
/// the empty text.
///
/// Of several matches at one place it takes the one a backtracking matcher finds first, as in Perl: leftmost, and
/// earlier alternatives before later ones. Neither the pattern's text nor what it matched shows up in descriptions.
public struct Pattern: Sendable {
    /// The most bytes a pattern's text may have.
    public static let lengthLimit = 4_096
    /// The most steps a pattern may take once its repeats are written out.
    public static let sizeLimit = PatternProgram.instructionLimit

    let program: PatternProgram
    let alphabet: ByteAlphabet
    /// The table to match with; without one, only the search that needs none is used.
    let table: PatternTable?
    let fingerprint: Fingerprint
    /// A text without which there is no match.
    let literal: RequiredLiteral?

    /// Reads and compiles a pattern.
    ///
    /// - Parameters:
    ///   - text: The pattern, at most ``lengthLimit`` bytes.
    ///   - ignoringCase: Whether letters match in either case throughout, as if it began with `(?i)`.
    ///   - wholeWord: Whether a match must neither begin nor end within a word of ASCII letters, digits and `_`.
    /// - Throws: ``PatternError``, which says where and what to do instead.
    public init(parsing text: String, ignoringCase: Bool = false, wholeWord: Bool = false) throws(PatternError) {
        let length = text.utf8.count
        guard length > 0 else { throw PatternError(.empty, at: 0) }
        guard length <= Pattern.lengthLimit else {
            throw PatternError(
                .tooLong, at: Pattern.lengthLimit,
                "the pattern has \(length) bytes, and \(Pattern.lengthLimit) is the most; split it into several")
        }
        var parser = PatternParser(text, ignoringCase: ignoringCase)
        var node = try parser.parse()
        guard !node.isNullable else { throw PatternError(.matchesEmpty, at: 0) }
        literal = RequiredLiteral(in: node)
        if wholeWord { node = .joined([.assertion(.notInsideWord), node, .assertion(.notInsideWord)]) }
        program = try PatternCompiler.compile(node)
        alphabet = program.alphabet()
        table = PatternTable(program)
        fingerprint = Fingerprint(program)
    }

    /// The number of steps the pattern takes once its repeats are written out, at most ``sizeLimit``.
    public var size: Int { program.instructions.count }
}

extension Pattern: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The size, and nothing of the pattern's text.
    public var description: String { "Pattern(size: \(size))" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Shows nothing but the size, so that `dump` does not print what the pattern looks for.
    public var customMirror: Mirror { Mirror(self, children: ["size": size]) }
}
