import ArgumentParser

/// The root of the command line. A verb is one file in `Verbs` and one line here.
struct TurnoutCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "turnout",
        abstract: "Decides which language model may see a request, and says why.",
        discussion: """
            A policy in YAML says which targets there are and which requests they may get. \
            Start with `turnout init`, then:

              turnout check policy.yaml
              turnout route -p policy.yaml --task complex "Compare B-trees and LSM trees."

            Exit codes: 0 all is well, or allowed; 1 a finding, a failed test, a rejection; 2 usage; 3 a policy \
            with errors; 4 inconclusive; 70 an internal error.
            """,
        version: TurnoutVersion.current,
        groupedSubcommands: [
            CommandGroup(
                name: "Policies",
                subcommands: [InitCommand.self, CheckCommand.self, TestCommand.self]),
            CommandGroup(
                name: "Requests",
                subcommands: [
                    RouteCommand.self, RunCommand.self, ScanCommand.self, TokensCommand.self, AuditCommand.self,
                ]),
            CommandGroup(
                name: "Money",
                subcommands: [UsageCommand.self, BudgetCommand.self]),
            CommandGroup(
                name: "Services",
                subcommands: [ProvidersCommand.self, ModelsCommand.self]),
            CommandGroup(
                name: "Reference",
                subcommands: [ExplainCommand.self, SchemaCommand.self, CompletionsCommand.self]),
        ])

    /// The names of all verbs.
    static var verbs: [String] {
        var types = configuration.subcommands
        for group in configuration.groupedSubcommands { types += group.subcommands }
        return types.compactMap { $0.configuration.commandName }
    }
}
