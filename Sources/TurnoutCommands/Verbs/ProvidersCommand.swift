import ArgumentParser

/// `turnout providers`: what there is to be asked, and whether it answers.
///
/// It has no options of its own: they would be taken from those of a command below it.
struct ProvidersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "providers",
        abstract: "Show a policy's providers, find servers, and ask whether they are there.",
        usage: """
            turnout providers [--policy <file>] [--discover] [<options>]
            turnout providers health --policy <file> [<options>]
            """,
        discussion: """
            Examples:

              turnout providers -p policy.yaml
              turnout providers --discover
              turnout providers health -p policy.yaml

            `turnout help providers list` and `turnout help providers health` show the options.
            """,
        subcommands: [ProvidersListCommand.self, ProvidersHealthCommand.self],
        defaultSubcommand: ProvidersListCommand.self)
}
