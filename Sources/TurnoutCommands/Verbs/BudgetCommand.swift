import ArgumentParser

/// `turnout budget`: what is left of budgets, and beginning one anew.
struct BudgetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "budget",
        abstract: "Show what budgets have spent, held and left; begin one anew.",
        discussion: """
            Each budget has a pot for every user, feature … that it is kept apart by. Spent is what calls have cost; \
            held is set aside for calls that have not ended.

            Examples:

              turnout budget -p policy.yaml
              turnout budget --format json
              turnout budget reset user-day --scope user=ada -p policy.yaml
            """,
        subcommands: [BudgetShowCommand.self, BudgetResetCommand.self],
        defaultSubcommand: BudgetShowCommand.self)
}
