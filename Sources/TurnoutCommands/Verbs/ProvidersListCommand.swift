import ArgumentParser
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// `turnout providers list`: the services that a policy names, and the servers on this machine.
struct ProvidersListCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "Show a policy's providers, and find servers on this machine.",
        usage: "turnout providers list [--policy <file>] [--discover] [<options>]",
        discussion: """
            Without --discover nothing is sent. With it, the usual ports of Ollama, llama.cpp, vLLM and LM Studio \
            are asked which models they have, without any credential.

            Examples:

              turnout providers -p policy.yaml
              turnout providers --discover
              turnout providers list --discover --host 192.168.1.20

            Exit codes: 0 shown, whether or not anything was found; 2 usage; 3 the policy has errors.
            """)

    /// The form of the list.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Option(
        name: .shortAndLong, help: ArgumentHelp("The policy.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var policy: String?

    @OptionGroup var root: RootOption

    @Flag(help: "Look for servers on this machine.")
    var discover = false

    @Option(help: ArgumentHelp("With --discover: look there in place of this machine.", valueName: "host"))
    var host: String?

    @Option(help: ArgumentHelp("With --discover: these ports, as 8080,11434.", valueName: "ports"))
    var ports: String?

    @Option(help: "The form of the list.")
    var format: Format = .text

    func run(in context: CommandContext) async throws -> ExitStatus {
        if policy == nil, !discover {
            throw UsageError(
                nil, "there is nothing to show", help: "name a policy with `-p`, or look for servers with `--discover`")
        }
        if !discover, host != nil || ports != nil {
            throw UsageError(host != nil ? "--host" : "--ports", "this needs `--discover`")
        }
        var report = ProvidersReport()
        if let policy {
            let result = try root.load(policy, in: context)
            guard let loaded = result.policy else {
                try PolicyReport.printErrors(of: result, path: policy, in: context)
                return .policyInvalid
            }
            let credentials = EnvironmentCredentials(lookup: context.environment)
            report.providers = PolicyProvider.all(of: loaded, credentials: credentials)
        }
        if discover { report.search = try await search(context) }
        switch format {
        case .text: try context.output.print(report.text(style: context.outputStyle, columns: context.output.columns))
        case .json: try context.output.print(report.json().prettyText() + "\n")
        }
        return .holds
    }

    private func search(_ context: CommandContext) async throws -> ProvidersReport.Search {
        let ports = try parsedPorts()
        let carrier = try context.carrier()
        // A port that swallows what is sent there may keep its connection for seconds; nobody waits for it.
        defer { Task { await carrier.close() } }
        let host = host ?? LocalDiscovery.loopback
        let discovery: LocalDiscovery
        do throws(Endpoint.Problem) {
            discovery = try LocalDiscovery(transport: carrier.transport, host: host, ports: ports)
        } catch {
            throw UsageError("--host", "`\(host)` is neither a name nor an address")
        }
        return ProvidersReport.Search(host: host, ports: ports, servers: await discovery.servers())
    }

    private func parsedPorts() throws(UsageError) -> [Int] {
        guard let ports else { return LocalDiscovery.usualPorts }
        let words = ports.split { $0 == "," || $0 == " " }
        let numbers = words.compactMap { Int($0) }.filter { (1...65_535).contains($0) }
        guard numbers.count == words.count, (1...64).contains(numbers.count) else {
            throw UsageError("--ports", "`\(ports)` is no list of ports", help: "write it as `8080,11434`")
        }
        return numbers
    }
}
