extension CodePage {
    static let emptyDocument = CodePage(
        .emptyDocument, "A file holds nothing but white space and comments.",
        why: "An empty policy would have no targets and no rules.",
        mend: "Begin with `version: 1`, providers and routes; `turnout init` writes a first policy.",
        wrong: "# to be written")

    static let multipleDocuments = CodePage(
        .multipleDocuments, "A second YAML document begins in the file.",
        why: "Only one of them could be the policy, and a reader could take the other for it.",
        mend: "Keep one document in a file. Put further parts into files of their own and name them under `include`.",
        wrong: """
            version: 1
            name: first
            ---
            name: second
            """)

    static let directiveNotAllowed = CodePage(
        .directiveNotAllowed, "A line begins with `%` and is a YAML directive other than `%YAML 1.1` or `%YAML 1.2`.",
        why: "Directives change what the rest of the file means.",
        mend: "Remove the line.",
        wrong: """
            %TAG ! tag:example.com,2026:
            ---
            version: 1
            """)

    static let anchorNotAllowed = CodePage(
        .anchorNotAllowed, "`&` begins a YAML anchor.",
        why: "What holds at a place must stand at that place, where a reviewer looks.",
        mend: "Write the value out. Put quotes around a text that begins with `&`.",
        wrong: "description: &words a shared text",
        right: "description: \"&words, a text\"")

    static let aliasNotAllowed = CodePage(
        .aliasNotAllowed, "`*` begins a YAML alias.",
        why: "What holds at a place must stand at that place; aliases of aliases can also fill the memory.",
        mend: "Write the value out. Put quotes around a text that begins with `*`.",
        wrong: "description: *words",
        right: "description: \"*words\"")

    static let mergeKeyNotAllowed = CodePage(
        .mergeKeyNotAllowed, "`<<` merges another mapping into this one.",
        why: "The keys that hold would not be seen where they hold.",
        mend: "Write the keys out. `breakers` and `retries` have `default` for what many targets share.",
        wrong: "timeouts:\n  <<: {connect: 5s}\n  idle: 30s",
        right: "timeouts:\n  connect: 5s\n  idle: 30s")

    static let tagNotAllowed = CodePage(
        .tagNotAllowed, "`!` begins a YAML tag.",
        why: "The type of every value follows from its key; a tag could only contradict it.",
        mend: "Remove the tag. Put quotes around a text that begins with `!`.",
        wrong: "name: !!str acme",
        right: "name: acme")

    static let duplicateKey = CodePage(
        .duplicateKey, "A key stands twice in one mapping.",
        why: "YAML tools differ in which of the two they take, so neither can be trusted.",
        mend: "Keep one of them. The finding shows the first place as well.",
        wrong: "timeouts: {idle: 30s, idle: 60s}",
        right: "timeouts: {idle: 30s}")

    static let nonScalarKey = CodePage(
        .nonScalarKey, "A key is a list or a mapping.",
        why: "Keys of policies are names.",
        mend: "Write a name. Often a bracket or a quote is missing: put quotes around `{` and `[` in texts.",
        wrong: "timeouts: {[idle]: 30s}",
        right: "timeouts: {idle: 30s}")

    static let tabIndentation = CodePage(
        .tabIndentation, "A tab stands where YAML takes spaces only.",
        why: "Tabs have no fixed width, so what belongs to what could not be told.",
        mend: "Indent with spaces; most editors can turn tabs into spaces.",
        wrong: "timeouts:\n\tidle: 30s",
        right: "timeouts:\n  idle: 30s")

    static let badIndentation = CodePage(
        .badIndentation, "The indentation of a line fits none of the lines above.",
        why: "Indentation says what belongs to what.",
        mend: "Align the line with those that it belongs to.",
        wrong: "timeouts:\n  connect: 5s\n idle: 30s",
        right: "timeouts:\n  connect: 5s\n  idle: 30s")

    static let unclosedQuote = CodePage(
        .unclosedQuote, "A quote is not closed.",
        why: "All that follows counts as text up to the next quote.",
        mend: "Close it. Double a single quote that belongs to the text, or use the other kind of quote.",
        wrong: "description: 'our policy\nname: acme",
        right: "description: 'our policy'\nname: acme")

    static let unclosedBracket = CodePage(
        .unclosedBracket, "A `[` or `{` is not closed, or not by its own kind.",
        why: "All that follows counts as part of the list or mapping.",
        mend: "Add the closing bracket, and a comma between items. Put quotes around a text that has brackets in it.",
        wrong: "timeouts: {connect: 5s, idle: 30s",
        right: "timeouts: {connect: 5s, idle: 30s}")

    static let unmatchedBracket = CodePage(
        .unmatchedBracket, "A `]`, `}` or comma stands where no list or mapping is open.",
        why: "Often an opening bracket is missing before it, or it is one too many.",
        mend: "Remove it, or add the opening bracket. Put quotes around a text that begins with one.",
        wrong: "timeouts: {connect: 5s}}",
        right: "timeouts: {connect: 5s}")

    static let unexpectedColon = CodePage(
        .unexpectedColon, "A second `: ` stands in a line whose value began already.",
        why: "It could be part of the text or begin another key.",
        mend: "Put quotes around the text, or write an inner mapping with `{` and `}`.",
        wrong: "description: team: payments",
        right: "description: \"team: payments\"")

    static let missingColon = CodePage(
        .missingColon, "A line among keys has no `:` behind its key.",
        why: "Without it the line is a text that belongs to nothing.",
        mend: "Write `key: value`, with a space behind the colon.",
        wrong: "name: acme\ndescription\nsafe_defaults: true",
        right: "name: acme\ndescription: our policy\nsafe_defaults: true")

    static let missingValue = CodePage(
        .missingValue, "A value is missing before a comma or bracket.",
        why: "A list has no empty places.",
        mend: "Add the value, or remove one comma.",
        wrong: "vocabulary: {tasks: [summary, , review]}",
        right: "vocabulary: {tasks: [summary, review]}")

    static let unexpectedDash = CodePage(
        .unexpectedDash, "A list item `- ` stands where no list can be.",
        why: "A list under a key begins on the next line, and all its items stand in one column.",
        mend: "Begin the list on a line of its own, or write `[a, b]`.",
        wrong: "include: - hybrid.yaml",
        right: "include:\n  - hybrid.yaml")

    static let unexpectedText = CodePage(
        .unexpectedText, "Text follows a value that is complete.",
        why: "A quoted text or a list in brackets ends at its closing mark.",
        mend: "Put quotes around the whole, or escape the quote that belongs to the text.",
        wrong: "description: \"our\" policy",
        right: "description: 'our \"own\" policy'")

    static let unexpectedCharacter = CodePage(
        .unexpectedCharacter, "A text without quotes begins with a character that YAML keeps for itself.",
        why: "`@`, a backtick and `%` can begin no text without quotes.",
        mend: "Put quotes around the text.",
        wrong: "description: @payments",
        right: "description: \"@payments\"")

    static let badEscape = CodePage(
        .badEscape, "A backslash in double quotes begins an escape that YAML does not have.",
        why: "Other tools might read another character.",
        mend: "Double the backslash, or use single quotes, in which it has no meaning.",
        wrong: #"description: "C:\policies""#,
        right: #"description: 'C:\policies'"#)

    static let badBlockText = CodePage(
        .badBlockText, "Something stands behind `|` or `>` that cannot stand there.",
        why: "A block text begins on the next line.",
        mend: "Put the text on the next line and indent it.",
        wrong: "description: > our policy",
        right: "description: >\n  our policy")

    static let syntax = CodePage(
        .syntax, "The file is no valid YAML.",
        why: "The parser gave up at this place in words of its own; what follows was not read.",
        mend: "Look at the line and the one above for a quote, a bracket, a colon or the indentation.")
}
