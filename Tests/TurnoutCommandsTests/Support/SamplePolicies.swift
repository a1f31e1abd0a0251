import TurnoutPolicy

/// Policies that tests decide by.
enum SamplePolicies {
    /// The whole of the language in one policy; `p.yaml`.
    static let whole = MemoryFiles(["p.yaml": wholeText])

    static let wholeText = """
        version: 1
        name: acme-hybrid
        vocabulary:
          attributes: {feature: {enum: [chat, batch]}, team: string}
        providers:
          ollama:
            kind: ollama
            models: {llama3.2: {context: 128k, capabilities: [chat, stream, tools]}}
          anthropic:
            kind: anthropic
            credentials: {env: ANTHROPIC_API_KEY}
            data: {regions: [us], retention: 30d, trains: false}
            models:
              claude-sonnet: {id: claude-sonnet-4-5, price: {input: 3.00 USD/1M, output: 15.00 USD/1M}}
        classify:
          task:
            - {id: explicit, from: request}
            - {id: long, when: {tokens: {gte: 8000}}, set: complex}
          sensitivity:
            - {id: pii, when: {labels: {any_of: [pii]}}, at_least: confidential}
            - {id: secrets, when: {labels: {any_of: [secret]}}, at_least: restricted}
        guards:
          - {id: stay-home, deny: {locality: external}, when: {sensitivity: {gte: confidential}}}
        budgets:
          - {id: user-day, per: [user], period: day, limit: 5.00 USD, on_hard: {deny: {priced: true}}}
        routes:
          - {id: sensitive, when: {sensitivity: {gte: confidential}}, use: [ollama/llama3.2]}
          - {id: frugal, when: {task: complex, budget.user-day: soft}, use: [ollama/llama3.2, anthropic/claude-sonnet]}
          - {id: quality, task: complex, use: [anthropic/claude-sonnet, ollama/llama3.2]}
          - {id: default, use: [ollama/llama3.2, anthropic/claude-sonnet]}
        tests:
          - name: a mail address stays home
            request: {task: complex, labels: [pii.email]}
            expect: {outcome: allow, route: sensitive, never_contacts: {locality: external}}
        """
}
