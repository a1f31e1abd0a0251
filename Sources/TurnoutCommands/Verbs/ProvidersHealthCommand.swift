import ArgumentParser
import Turnout
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// `turnout providers health`: asks each provider of a policy whether it is there.
struct ProvidersHealthCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "health",
        abstract: "Ask each provider of a policy whether it is there.",
        usage: "turnout providers health --policy <file> [<options>]",
        discussion: """
            Each is asked at once, by a call that is free and carries no content. A credential is told to be \
            accepted where the service looks at it for such calls.

            Example:

              turnout providers health -p policy.yaml --timeout 2s

            TURNOUT_CA_FILE names a PEM file of certificate authorities to trust beside the machine's own.

            Exit codes: 0 all answer and none refuses its credential, 1 one is down or its credential is missing or \
            refused, 2 usage, 3 the policy has errors.
            """)

    @OptionGroup(title: "Policy") var policy: PolicyOptions

    @Option(help: ArgumentHelp("How long each may take, as 500ms or 5s.", valueName: "duration"))
    var timeout = "5s"

    @Option(help: "The form of the report.")
    var format: ProvidersListCommand.Format = .text

    func run(in context: CommandContext) async throws -> ExitStatus {
        guard let limit = Units.duration(timeout), limit > .zero, limit <= .seconds(600) else {
            throw UsageError("--timeout", "`\(timeout)` is no duration", help: "from `1ms` to `10m`, such as `5s`")
        }
        guard let policy = try policy.load(in: context) else { return .policyInvalid }
        let credentials = EnvironmentCredentials(lookup: context.environment)
        let carrier = try context.carrier()
        // Attempts to connect may outlast the limit; nothing is left to be sent on them.
        defer { Task { await carrier.close() } }
        let check = ProvidersCheck(
            registry: ProviderRegistry(transport: carrier.transport, credentials: credentials), limit: limit)
        let report = HealthReport(
            results: await check.results(of: PolicyProvider.all(of: policy, credentials: credentials)))
        switch format {
        case .text: try context.output.print(report.text(style: context.outputStyle, columns: context.output.columns))
        case .json: try context.output.print(report.json().prettyText() + "\n")
        }
        return report.isWell ? .holds : .finding
    }
}
