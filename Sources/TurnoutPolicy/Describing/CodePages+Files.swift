extension CodePage {
    static let fileUnreadable = CodePage(
        .fileUnreadable, "A file of the policy cannot be read.",
        why: "Nothing can be decided without it. The message gives the reason of the operating system.",
        mend: "Check that the file is there, that it is a file and no folder, and that you may read it.")

    static let includeNotFound = CodePage(
        .includeNotFound, "A file named under `include` does not exist.",
        why: "A path under `include` counts from the folder of the file that it stands in, not from where you are.",
        mend: "Correct the path. While a file is missing, names that it may define are not reported as unknown.",
        wrong: "include: [hybird.yaml]",
        right: "include: [hybrid.yaml]")

    static let includeOutsideRoot = CodePage(
        .includeOutsideRoot, "A file named under `include` lies outside the policy's root folder.",
        why:
            "A policy from elsewhere must not be able to read any file of the machine. The root is the policy's own "
            + "folder, or the folder above it if it is named `policies`; symbolic links are followed before the check.",
        mend: "Move the file below the root, or name a wider root with `--root`.",
        wrong: "include: [../../shared/routes.yaml]",
        right: "include: [hybrid.yaml]")

    static let includeCycle = CodePage(
        .includeCycle, "A file includes itself, directly or through others.",
        why: "Which rules come first could not be said.",
        mend: "Remove one of the includes in the circle. A file that two others include is fine: it is added once.",
        wrong: "include: [policy.yaml]",
        right: "include: [hybrid.yaml]")

    static let includeTooMany = CodePage(
        .includeTooMany, "More than 64 files are included.",
        why: "So many files are a mistake or an attack, and nobody could review what the policy says.",
        mend: "Join some of the files.")

    static let tooLarge = CodePage(
        .tooLarge, "A file has more than 1 MiB, or all files together more than 4 MiB.",
        why: "Checking must stay quick, and a person must be able to read a policy.",
        mend: "Split a large file and name the parts under `include`; split a large policy into several.")

    static let tooDeep = CodePage(
        .tooDeep, "Lists and mappings are nested more than 64 levels deep.",
        why: "No part of the language is that deep, and conditions of such a depth cannot be understood.",
        mend: "Flatten the structure: a deep condition is often a list under `any` or `all`, or several rules.")

    static let tooManyEvents = CodePage(
        .tooManyEvents, "A file has more than 200,000 values, keys and brackets.",
        why: "Checking must stay quick, and a person must be able to read a policy.",
        mend: "Split the policy and name the parts under `include`.")

    static let tooManyProblems = CodePage(
        .tooManyProblems, "There are more errors than are listed.",
        why: "Often one mistake at the top causes many below.",
        mend: "Fix the first errors and check again.")

    static let tooManyWarnings = CodePage(
        .tooManyWarnings, .warning, "There are more warnings than are listed.",
        why: "A file of another language or encoding can have one on every line.",
        mend: "Fix the first warnings and check again.")

    static let outOfMemory = CodePage(
        .outOfMemory, "There is not enough memory to read a file.",
        why: "The file was not read to its end, so there is no policy.",
        mend: "Free memory, or allow the process more of it, and try again.")

    static let unsupportedEncoding = CodePage(
        .unsupportedEncoding, "A file is UTF-16 or UTF-32.",
        why: "Policies are UTF-8, so that every tool reads the same text.",
        mend: "Save the file as UTF-8 in your editor.")

    static let invalidUTF8 = CodePage(
        .invalidUTF8, "A file has bytes that are no UTF-8.",
        why: "Tools would guess different letters, and names would no longer match.",
        mend: "Save the file as UTF-8. The finding shows the first wrong byte.")

    static let controlCharacter = CodePage(
        .controlCharacter, "A character stands in the file that cannot be seen and that YAML forbids.",
        why: "Control characters can hide text from a reader, or confuse a terminal.",
        mend: "Remove it. Where a text needs it, write an escape in double quotes, such as \"\\x07\".")

    static let ambiguousLineBreak = CodePage(
        .ambiguousLineBreak, "U+0085, U+2028 or U+2029 stands in the file.",
        why: "Some tools end a line there and others do not, so two readers would see two policies.",
        mend: "Use a plain line break, or an escape in double quotes.")

    static let bidirectionalCharacter = CodePage(
        .bidirectionalCharacter, .warning, "A character changes the direction of the text around it.",
        why: "The file may not read as it looks: a reviewer can be shown another rule than the one that holds.",
        mend: "Remove it.")

    static let invisibleCharacter = CodePage(
        .invisibleCharacter, .warning, "A character without width stands in the file.",
        why: "Two names that look the same would be different.",
        mend: "Remove it.")

    static let lookalikeCharacter = CodePage(
        .lookalikeCharacter, .warning,
        "A Cyrillic or Greek letter looks like a Latin one in a word with Latin letters.",
        why: "Two names that look the same would be different, and a rule could name another thing than it seems to.",
        mend: "Type the word again. Words that are wholly of another script are fine.",
        wrong: "description: the p\u{430}yments team's policy",
        right: "description: the payments team's policy")
}
