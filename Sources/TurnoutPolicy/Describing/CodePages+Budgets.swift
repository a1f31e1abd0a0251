extension CodePage {
    static let budgetInClassify = CodePage(
        .budgetInClassify, "A rule of `classify` tests a budget.",
        why: "What a request is cannot depend on what was spent.",
        mend: "Test the budget in a route, a guard or an override.",
        wrong: "budgets: [{id: team, period: day, limit: 5 USD}]\n"
            + "classify:\n  task:\n    - {when: {budget.team: hard}, set: simple}",
        right: "budgets: [{id: team, period: day, limit: 5 USD}]\n"
            + "routes:\n  - {when: {budget.team: hard}, use: [ollama/llama3.2]}\n  - {use: [openai/gpt-4o-mini]}")

    static let budgetPerTarget = CodePage(
        .budgetPerTarget, "A condition tests a budget that has a pot for each target.",
        why: "A request has no target yet, so there is not one state to test.",
        mend: "Use the budget's own `on_soft` or `on_hard`, which judge each target by its pot.",
        wrong: "budgets: [{id: each, per: provider, period: day, limit: 5 USD}]\n"
            + "routes:\n  - {when: {budget.each: ok}, use: [openai/gpt-4o-mini]}",
        right: "budgets: [{id: each, per: provider, period: day, limit: 5 USD, on_soft: {deny: {priced: true}}}]\n"
            + "routes:\n  - {use: [openai/gpt-4o-mini, ollama/llama3.2]}")

    static let unpricedBudget = CodePage(
        .unpricedBudget, .warning, "A budget cannot bound the cost of models without a price.",
        why:
            "Their calls cost something, and nobody said how much. A hard budget refuses them when its `on_hard` denies them; "
            + "any other budget never sees what they cost.",
        mend: "Give these models a `price`. Models in the catalogue (`turnout models`) have one already.",
        wrong: "providers:\n  acme: {kind: openai_compatible, endpoint: https://llm.example.com/v1, models: {m: {}}}\n"
            + "budgets: [{id: team, period: day, limit: 5 USD}]\nroutes: [{use: [acme/m]}]",
        right: "providers:\n  acme:\n    kind: openai_compatible\n    endpoint: https://llm.example.com/v1\n"
            + "    models: {m: {max_output: 4k, price: {input: 2.50 USD/1M, output: 10 USD/1M}}}\n"
            + "budgets: [{id: team, period: day, limit: 5 USD}]\nroutes: [{use: [acme/m]}]")

    static let unboundedBudget = CodePage(
        .unboundedBudget, .warning, "A hard budget counts models whose longest answer is not known.",
        why:
            "A hard budget sets the worst case of a call aside before it is made, and an answer of any length has none. "
            + "Only requests that name a limit of output tokens get through.",
        mend: "Give these models `max_output`, or at least `context`. Models in the catalogue have both already.",
        wrong: "providers:\n  acme:\n    kind: openai_compatible\n    endpoint: https://llm.example.com/v1\n"
            + "    models: {m: {price: {input: 2.50 USD/1M, output: 10 USD/1M}}}\n"
            + "budgets: [{id: team, period: day, limit: 5 USD}]\nroutes: [{use: [acme/m]}]",
        right: "providers:\n  acme:\n    kind: openai_compatible\n    endpoint: https://llm.example.com/v1\n"
            + "    models: {m: {max_output: 4k, price: {input: 2.50 USD/1M, output: 10 USD/1M}}}\n"
            + "budgets: [{id: team, period: day, limit: 5 USD}]\nroutes: [{use: [acme/m]}]")

    static let unchargedBudget = CodePage(
        .unchargedBudget, .warning, "Nothing can be charged to a budget: all targets are free.",
        why: "It never fills, so it has no effect.",
        mend: "Give a model a `price`, or remove the budget. A local model may have a price of its own, too.",
        wrong: "providers:\n  ollama: {kind: ollama, models: {llama3.2: {}}}\n"
            + "budgets: [{id: team, period: day, limit: 5 USD}]\nroutes: [{use: [ollama/llama3.2]}]",
        right: "providers:\n  ollama:\n    kind: ollama\n"
            + "    models: {llama3.2: {max_output: 4k, price: {input: 0.01 USD/1M, output: 0.02 USD/1M}}}\n"
            + "budgets: [{id: team, period: day, limit: 5 USD}]\nroutes: [{use: [ollama/llama3.2]}]")
}
