extension CodePage {
    static let duplicateID = CodePage(
        .duplicateID, "Two things of one kind have the same name.",
        why:
            "Explanations, conditions and overrides refer to them by name. With `include`, the other may stand in another file.",
        mend: "Rename one of them. The finding shows the first place as well.",
        wrong: "guards:\n  - {id: home, deny: {locality: external}}\n  - {id: home, deny: {trains: true}}",
        right: "guards:\n  - {id: home, deny: {locality: external}}\n  - {id: no-training, deny: {trains: true}}")

    static let unknownProvider = CodePage(
        .unknownProvider, "A condition names a provider that the policy does not have.",
        why: "A guard against a misspelt provider would guard against nothing.",
        mend: "Take the suggestion, or define the provider.",
        wrong: "guards:\n  - {deny: {provider: opnai}}",
        right: "guards:\n  - {deny: {provider: openai}}")

    static let unknownTarget = CodePage(
        .unknownTarget, "A target, `provider/model`, is named that the policy does not have.",
        why: "A route to it would lead nowhere.",
        mend: "Take the suggestion, or add the model to its provider. A provider's name alone is no target.",
        wrong: "routes:\n  - {use: [ollama/llama3.3]}",
        right: "routes:\n  - {use: [ollama/llama3.2]}")

    static let unknownTask = CodePage(
        .unknownTask, "A rule names a task that the policy does not have.",
        why: "No request would ever have it.",
        mend: "Take the suggestion, or add the task to `vocabulary.tasks`.",
        wrong: "routes:\n  - {task: complx, use: [ollama/llama3.2]}",
        right: "routes:\n  - {task: complex, use: [ollama/llama3.2]}")

    static let unknownLevel = CodePage(
        .unknownLevel, "A rule names a level of sensitivity that the policy does not have.",
        why: "A guard that waits for a misspelt level would never hold.",
        mend: "Take the suggestion, or add the level to `vocabulary.sensitivity`.",
        wrong: "guards:\n  - {deny: {trains: true}, when: {sensitivity: {gte: secret}}}",
        right: "guards:\n  - {deny: {trains: true}, when: {sensitivity: {gte: internal}}}")

    static let unknownLabel = CodePage(
        .unknownLabel, "A rule names a label that no detector gives and the policy does not declare.",
        why: "A rule about a misspelt label would never match, and what it should protect would go out.",
        mend: "Take the suggestion, or declare it under `vocabulary.labels`.",
        wrong: "routes:\n  - {when: {labels: pii.emial}, use: [ollama/llama3.2]}",
        right: "routes:\n  - {when: {labels: pii.email}, use: [ollama/llama3.2]}")

    static let unknownAttribute = CodePage(
        .unknownAttribute, "A condition tests an attribute that does not exist here.",
        why:
            "Requests and targets have different attributes: `when` is about requests, `deny` about targets. The state of "
            + "breakers and of health cannot be tested at all: it only skips targets.",
        mend: "Take the suggestion, or declare your own under `vocabulary.attributes`.",
        wrong: "routes:\n  - {when: {departement: sales}, use: [ollama/llama3.2]}",
        right: "vocabulary: {attributes: {departement: string}}\n"
            + "routes:\n  - {when: {departement: sales}, use: [ollama/llama3.2]}")

    static let unknownBudget = CodePage(
        .unknownBudget, "A budget is named that the policy does not have.",
        why: "The rule would never see it run low.",
        mend: "Take the suggestion, or add the budget.",
        wrong: "routes:\n  - {when: {budget.team: soft}, use: [ollama/llama3.2]}\n  - {use: [openai/gpt-4o-mini]}",
        right: "budgets: [{id: team, period: day, limit: 5 USD}]\n"
            + "routes:\n  - {when: {budget.team: soft}, use: [ollama/llama3.2]}\n  - {use: [openai/gpt-4o-mini]}")

    static let unknownRoute = CodePage(
        .unknownRoute, "A test expects a route that the policy does not have.",
        why: "The test could never pass.",
        mend:
            "Take the suggestion. A route without `id` is named after its only task, else `route-1`, `route-2` and so on.",
        wrong: "tests:\n  - {name: small talk, request: {task: simple}, expect: {route: fats}}\n"
            + "routes:\n  - {id: fast, use: [ollama/llama3.2]}",
        right: "tests:\n  - {name: small talk, request: {task: simple}, expect: {route: fast}}\n"
            + "routes:\n  - {id: fast, use: [ollama/llama3.2]}")

    static let unknownZone = CodePage(
        .unknownZone, "A time zone is not in the IANA database.",
        why: "The zone's midnight starts a budget's period.",
        mend: "Take the suggestion, or name a zone as `Europe/Berlin`.",
        wrong: "budgets:\n  - {id: day, period: day, zone: Europe/Berln, limit: 5 USD}",
        right: "budgets:\n  - {id: day, period: day, zone: Europe/Berlin, limit: 5 USD}")

    static let unknownCurrency = CodePage(
        .unknownCurrency, "An amount of money is in a currency that the policy does not declare.",
        why:
            "Everything is counted in US dollars, and nobody said what the other currency is worth. The first place is shown.",
        mend: "Declare it under `currencies`, or write the amount in US dollars.",
        wrong: "budgets:\n  - {id: team, period: day, limit: 5 EUR}",
        right: "currencies: {EUR: 1.0850 USD}\nbudgets:\n  - {id: team, period: day, limit: 5 EUR}")
}
