public import TurnoutCore
public import TurnoutLedger
public import TurnoutPolicy

/// All that a command touches of the world.
public struct CommandContext: Sendable {
    /// Looks up an environment variable.
    public var environment: @Sendable (String) -> String?
    /// What `-` reads, and where questions are answered.
    public var input: any InputSource
    /// Where results go.
    public var output: any OutputSink
    /// Where errors go, and what is said beside the result.
    public var errors: any OutputSink
    /// Where policies are read from.
    public var files: any PolicyFiles
    /// What carries requests to services; made for one command, and closed behind it.
    public var carrier: @Sendable () throws(InputError) -> Carrier
    /// Opens a ledger by the path of its file.
    public var ledger: @Sendable (String, OpenLedger.Access) throws(LedgerFailure) -> OpenLedger
    /// The wall clock.
    public var now: @Sendable () -> Timestamp

    /// Creates a context from its parts; without a carrier, requests go over the network as the environment says, and
    /// without something that opens ledgers, they are files.
    public init(
        environment: @escaping @Sendable (String) -> String?,
        input: any InputSource,
        output: any OutputSink,
        errors: any OutputSink,
        files: any PolicyFiles = DiskFiles(),
        carrier: (@Sendable () throws(InputError) -> Carrier)? = nil,
        ledger: (@Sendable (String, OpenLedger.Access) throws(LedgerFailure) -> OpenLedger)? = nil,
        now: @escaping @Sendable () -> Timestamp
    ) {
        self.environment = environment
        self.input = input
        self.output = output
        self.errors = errors
        self.files = files
        if let carrier {
            self.carrier = carrier
        } else {
            self.carrier = { () throws(InputError) in try Carrier.http(environment: environment) }
        }
        if let ledger {
            self.ledger = ledger
        } else {
            self.ledger = { (path, access) throws(LedgerFailure) in try OpenLedger.file(path, for: access) }
        }
        self.now = now
    }

    /// The context of this process: its environment, standard streams, disk and clock.
    public static var process: CommandContext {
        CommandContext(
            environment: { ProcessEnvironment.value($0) },
            input: DescriptorInput.standardInput,
            output: DescriptorOutput.standardOutput,
            errors: DescriptorOutput.standardError,
            now: { WallClock.now() })
    }

    /// How the result is dressed.
    var outputStyle: Style { style(for: output) }

    /// How errors are dressed.
    var errorStyle: Style { style(for: errors) }

    /// Colour only for people, and not against their wish (https://no-color.org).
    private func style(for sink: any OutputSink) -> Style {
        let refuses = environment("NO_COLOR").map { !$0.isEmpty } ?? false
        return Style(isColored: sink.isTerminal && !refuses && environment("TERM") != "dumb")
    }
}
