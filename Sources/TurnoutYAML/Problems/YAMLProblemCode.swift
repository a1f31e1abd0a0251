/// The kinds of problems that reading YAML can find; the raw values are stable.
public enum YAMLProblemCode: String, Sendable, Hashable, CaseIterable {
    /// The text is larger than the limit.
    case tooLarge = "too_large"
    /// Collections are nested deeper than the limit.
    case tooDeep = "too_deep"
    /// The text has more values than the limit.
    case tooManyEvents = "too_many_events"
    /// More problems were found than are listed.
    case tooManyProblems = "too_many_problems"
    /// More warnings were found than are listed.
    case tooManyWarnings = "too_many_warnings"
    /// The parser could get no memory.
    case outOfMemory = "out_of_memory"

    /// The text is UTF-16 or UTF-32.
    case unsupportedEncoding = "unsupported_encoding"
    /// Bytes that are no UTF-8.
    case invalidUTF8 = "invalid_utf8"
    /// A control character, or another character that YAML does not allow.
    case controlCharacter = "control_character"
    /// U+0085, U+2028 or U+2029, which some tools take for the end of a line and others do not.
    case ambiguousLineBreak = "ambiguous_line_break"
    /// A character that changes the direction of the text around it.
    case bidirectionalCharacter = "bidirectional_character"
    /// A character without width.
    case invisibleCharacter = "invisible_character"
    /// A Cyrillic or Greek letter that looks like a Latin one, in a word with Latin letters.
    case lookalikeCharacter = "lookalike_character"

    /// There is no value in the text.
    case emptyDocument = "empty_document"
    /// A second document follows.
    case multipleDocuments = "multiple_documents"
    /// A directive other than `%YAML 1.1` or `%YAML 1.2`.
    case directiveNotAllowed = "directive_not_allowed"
    /// An anchor, `&name`.
    case anchorNotAllowed = "anchor_not_allowed"
    /// An alias, `*name`.
    case aliasNotAllowed = "alias_not_allowed"
    /// A merge key, `<<`.
    case mergeKeyNotAllowed = "merge_key_not_allowed"
    /// A tag, `!name`.
    case tagNotAllowed = "tag_not_allowed"
    /// A key stands twice in one mapping.
    case duplicateKey = "duplicate_key"
    /// A key that is a list or a mapping.
    case nonScalarKey = "non_scalar_key"

    /// A tab where spaces must indent.
    case tabIndentation = "tab_indentation"
    /// A line whose indentation fits none of the lines above.
    case badIndentation = "bad_indentation"
    /// A quote that is not closed.
    case unclosedQuote = "unclosed_quote"
    /// A `[` or `{` that is not closed.
    case unclosedBracket = "unclosed_bracket"
    /// A closing bracket or a comma without a list or mapping that it could belong to.
    case unmatchedBracket = "unmatched_bracket"
    /// A second `: ` where a value stands already.
    case unexpectedColon = "unexpected_colon"
    /// A line in a mapping that has no `:`.
    case missingColon = "missing_colon"
    /// A value is missing.
    case missingValue = "missing_value"
    /// A `- ` where no list item can stand.
    case unexpectedDash = "unexpected_dash"
    /// Text behind a value that is complete.
    case unexpectedText = "unexpected_text"
    /// A character that can begin no text without quotes.
    case unexpectedCharacter = "unexpected_character"
    /// An escape in double quotes that YAML does not have.
    case badEscape = "bad_escape"
    /// A faulty `|` or `>`.
    case badBlockText = "bad_block_text"
    /// Any other syntax error.
    case syntax = "syntax"

    /// How much a problem of this kind weighs.
    public var severity: YAMLProblem.Severity {
        switch self {
        case .bidirectionalCharacter, .invisibleCharacter, .lookalikeCharacter, .tooManyWarnings: .warning
        default: .error
        }
    }
}
