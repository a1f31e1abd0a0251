import ArgumentParser
import TurnoutCore
import TurnoutPolicy

/// `turnout check`: all that is wrong with policies, at once.
struct CheckCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Show all problems of policies, with their places and what to do.",
        discussion: """
            Example:

              turnout check policies/*.yaml
              turnout check --format sarif policy.yaml > policy.sarif

            Exit codes: 0 all can be used (warnings allowed, unless --strict), 1 --strict and a warning, \
            3 a policy has errors.
            """)

    /// The form of the report.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json, sarif, github }

    @Argument(
        help: ArgumentHelp("The policies.", valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @OptionGroup var root: RootOption

    @Option(help: "The form of the report; sarif is version 2.1.0, github are workflow commands.")
    var format: Format = .text

    @Flag(help: "Count warnings as findings: exit with 1.")
    var strict = false

    func run(in context: CommandContext) async throws -> ExitStatus {
        var report = CheckReport()
        for file in files { report.add(file, try root.load(file, in: context)) }
        switch format {
        case .text: try context.output.print(report.text(style: context.outputStyle, columns: context.output.columns))
        case .json: try context.output.print(report.json().prettyText() + "\n")
        case .sarif: try context.output.print(report.sarif().prettyText() + "\n")
        case .github: try context.output.print(report.github())
        }
        return report.status(isStrict: strict)
    }
}
