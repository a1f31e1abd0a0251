import ArgumentParser
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// `turnout test`: runs the tests that policies hold.
struct TestCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Run the tests that policies hold.",
        discussion: """
            Example:

              turnout test policies/*.yaml

            Exit codes: 0 all tests pass, 1 a test fails or a policy holds none, 3 a policy has errors.
            """)

    /// The form of the report.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(
        help: ArgumentHelp("The policies.", valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
    var files: [String]

    @OptionGroup var root: RootOption

    @Option(help: "The form of the report.")
    var format: Format = .text

    func run(in context: CommandContext) async throws -> ExitStatus {
        var report = TestReport()
        var isInvalid = false
        for file in files {
            let result = try root.load(file, in: context)
            guard let policy = result.policy else {
                try PolicyReport.printErrors(of: result, path: file, in: context)
                isInvalid = true
                continue
            }
            report.add(file, try policy.runTests())
        }
        switch format {
        case .text: try context.output.print(report.text(style: context.outputStyle, columns: context.output.columns))
        case .json: try context.output.print(report.json().prettyText() + "\n")
        }
        return isInvalid ? .policyInvalid : report.hasPassed ? .holds : .finding
    }
}
