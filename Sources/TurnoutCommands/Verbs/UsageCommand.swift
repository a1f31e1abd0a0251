import ArgumentParser

/// `turnout usage`: what calls used and cost.
struct UsageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "usage",
        abstract: "Show what calls used and cost, by provider, model, user, day …",
        discussion: """
            It is read from the ledger that `turnout run` and routers keep. Calls that failed count too, when they \
            cost something.

            Examples:

              turnout usage --by user --since month
              turnout usage --by day --since 7d --zone Europe/Berlin
              turnout usage --format html --output november.html --since 2026-11-01
              turnout usage expensive -p policy.yaml
            """,
        subcommands: [UsageShowCommand.self, UsageExpensiveCommand.self],
        defaultSubcommand: UsageShowCommand.self)
}
