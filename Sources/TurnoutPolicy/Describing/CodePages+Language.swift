extension CodePage {
    static let unsupportedVersion = CodePage(
        .unsupportedVersion, "The policy is written in a version of the language that this release does not read.",
        why: "Guessing what a rule of another version means could let a request out.",
        mend: "Write `version: 1`, or use a release that reads the version.",
        wrong: "version: 2",
        right: "version: 1")

    static let unknownKey = CodePage(
        .unknownKey, "A key does not belong to this part of the language.",
        why: "Passing over a misspelt key would silently drop the rule that it was meant to be.",
        mend: "Take the suggestion, or move the key to the section that the finding names.",
        wrong: "timeouts: {frist_token: 30s}",
        right: "timeouts: {first_token: 30s}")

    static let missingKey = CodePage(
        .missingKey, "A key that must be there is missing.",
        why: "The part has no meaning without it, and no value could be assumed safely.",
        mend: "Add the key.",
        wrong: "routes:\n  - task: simple",
        right: "routes:\n  - task: simple\n    use: [ollama/llama3.2]")

    static let wrongType = CodePage(
        .wrongType, "A list, a mapping or a text stands where something else is expected.",
        why: "The table of the language says for each key what its value is.",
        mend: "Write the value in the form that the finding names.",
        wrong: "routes:\n  use: [ollama/llama3.2]",
        right: "routes:\n  - use: [ollama/llama3.2]")

    static let invalidValue = CodePage(
        .invalidValue, "A value does not have the form that its key needs.",
        why:
            "Numbers carry their units, so that 30 is never taken for milliseconds by one reader and seconds by another.",
        mend: "Write it like the example in the finding.",
        wrong: "timeouts: {idle: 30}",
        right: "timeouts: {idle: 30s}")

    static let unknownChoice = CodePage(
        .unknownChoice, "A word is none of those that may stand here.",
        why: "The list of words is closed, so a misspelt one is found now and not by a request.",
        mend: "Take the suggestion or one of the words in the finding.",
        wrong: "routes:\n  - use: [ollama/llama3.2]\n    otherwise: rejct",
        right: "routes:\n  - use: [ollama/llama3.2]\n    otherwise: reject")

    static let outOfRange = CodePage(
        .outOfRange, "A number is smaller or larger than its key allows.",
        why: "Outside the range the setting makes no sense, or is a typing mistake.",
        mend: "Write a number within the range that the finding names.",
        wrong: "retries: {default: {attempts: 100}}",
        right: "retries: {default: {attempts: 3}}")

    static let emptyList = CodePage(
        .emptyList, "A list has no elements where at least one is needed.",
        why: "An empty list could mean “all” or “none”; the language takes neither for granted.",
        mend: "Name at least one, or leave the key out.",
        wrong: "routes:\n  - use: []",
        right: "routes:\n  - use: [ollama/llama3.2]")

    static let invalidIdentifier = CodePage(
        .invalidIdentifier, "A name has characters that names cannot have, or is taken.",
        why: "Names stand in conditions, logs and commands, where spaces and brackets would break them.",
        mend: "Use letters, digits and `_`, and behind the first character also `-`, `.`, `:`, `/`, `@` and `+`.",
        wrong: "budgets:\n  - {id: per user, period: day, limit: 5 USD}",
        right: "budgets:\n  - {id: per-user, period: day, limit: 5 USD}")

    static let literalSecret = CodePage(
        .literalSecret, "A credential stands in the policy.",
        why:
            "Policies are shared, reviewed and kept in version control. A key in one is a leak. Its place is shown as "
            + "asterisks, and no message repeats it.",
        mend:
            "Put it into an environment variable or a file and name that. If the policy was ever shared, replace the "
            + "key at the provider: it is known.",
        wrong: "providers:\n  openai: {kind: openai, credentials: my-key, models: {gpt-4o: {}}}\n"
            + "routes: [{use: [openai/gpt-4o]}]",
        right: "providers:\n  openai: {kind: openai, credentials: {env: OPENAI_API_KEY}, models: {gpt-4o: {}}}\n"
            + "routes: [{use: [openai/gpt-4o]}]")

    static let interpolation = CodePage(
        .interpolation, "`${NAME}` is written wrongly, or stands in a condition.",
        why:
            "The environment may fill in endpoints and identifiers. A condition that it changes could not be checked, "
            + "proved or replayed.",
        mend: "Write `${NAME}` or `${NAME:-default}`. In a condition, write the value itself.",
        wrong: "routes:\n  - {when: {tenant: \"${TENANT}\"}, use: [ollama/llama3.2]}\n  - {use: [openai/gpt-4o-mini]}",
        right: "routes:\n  - {when: {tenant: acme}, use: [ollama/llama3.2]}\n  - {use: [openai/gpt-4o-mini]}")

    static let undefinedVariable = CodePage(
        .undefinedVariable, "`${NAME}` names an environment variable that is not set.",
        why: "An empty endpoint would send requests nowhere, or to a default that nobody chose.",
        mend: "Set the variable, or give a default: `${NAME:-http://127.0.0.1:11434}`.",
        wrong: "providers:\n  ollama: {kind: ollama, endpoint: \"${NO_SUCH_VARIABLE}\", models: {llama3.2: {}}}\n"
            + "routes: [{use: [ollama/llama3.2]}]",
        right: "providers:\n  ollama:\n    kind: ollama\n    endpoint: ${NO_SUCH_VARIABLE:-http://127.0.0.1:11434}\n"
            + "    models: {llama3.2: {}}\nroutes: [{use: [ollama/llama3.2]}]")

    static let invalidOperator = CodePage(
        .invalidOperator, "An operator does not exist, or does not fit the attribute.",
        why: "`gte` needs an order, `prefix` a text, `any_of` a set.",
        mend: "Use one of the operators that the finding names.",
        wrong: "routes:\n  - {when: {user: {gte: 5}}, use: [ollama/llama3.2]}",
        right: "routes:\n  - {when: {tokens: {gte: 5}}, use: [ollama/llama3.2]}")

    static let emptyCondition = CodePage(
        .emptyCondition, "A condition tests nothing.",
        why: "It could mean “always” or “never”. A rule without `when` says “always” plainly.",
        mend: "Name an attribute, or leave the key out.",
        wrong: "guards:\n  - {deny: {locality: external}, when: {}}",
        right: "guards:\n  - {deny: {locality: external}}")

    static let conflictingKeys = CodePage(
        .conflictingKeys, "Two keys stand together that exclude each other, or one without what it needs.",
        why: "Only one of them could be followed.",
        mend: "Keep the one that you mean.",
        wrong: "classify:\n  task:\n    - {set: complex, from: request}",
        right: "classify:\n  task:\n    - {from: request}\n    - {when: {tokens: {gte: 8k}}, set: complex}")
}
