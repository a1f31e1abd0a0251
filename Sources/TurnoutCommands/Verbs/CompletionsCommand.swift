import ArgumentParser

/// `turnout completions`: a script that completes verbs and flags in a shell.
struct CompletionsCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Print a script that completes commands in a shell.",
        discussion: """
            Examples:

              turnout completions bash > ~/.local/share/bash-completion/completions/turnout
              turnout completions fish > ~/.config/fish/completions/turnout.fish
            """)

    /// The shells that there are scripts for.
    enum Shell: String, ExpressibleByArgument, CaseIterable { case bash, zsh, fish }

    @Argument(help: "The shell.")
    var shell: Shell

    func run(in context: CommandContext) async throws -> ExitStatus {
        let script: CompletionShell =
            switch shell {
            case .bash: .bash
            case .zsh: .zsh
            case .fish: .fish
            }
        try context.output.print(TurnoutCommand.completionScript(for: script) + "\n")
        return .holds
    }
}
