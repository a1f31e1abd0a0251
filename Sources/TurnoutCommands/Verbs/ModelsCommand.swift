import ArgumentParser

/// `turnout models`: what is known of models, and where it comes from.
struct ModelsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "models",
        abstract: "List and compare models: sizes, prices, abilities; take in newer facts.",
        discussion: """
            A policy that leaves out a model's context, price or capabilities takes them from this catalogue. \
            Prices are in US dollars for a million tokens.

            Examples:

              turnout models --provider anthropic
              turnout models -p policy.yaml
              turnout models --compare gpt-4o claude-opus-4-5
              turnout models show gpt-4o
              turnout models update model_prices.json
            """,
        subcommands: [ModelsListCommand.self, ModelsShowCommand.self, ModelsUpdateCommand.self],
        defaultSubcommand: ModelsListCommand.self)

    /// The form of what is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }
}
