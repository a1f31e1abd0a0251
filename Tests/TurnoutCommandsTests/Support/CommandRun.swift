import TurnoutCore
import TurnoutLedger
import TurnoutPolicy

@testable import TurnoutCommands

/// One run of the command line, with all that it printed.
struct CommandRun {
    let status: Int32
    let output: String
    let errors: String

    /// Takes over what another way of running gave.
    init(status: Int32, output: String, errors: String) {
        self.status = status
        self.output = output
        self.errors = errors
    }

    /// Runs a command in a world of its own, at the beginning of 2026.
    init(
        _ arguments: String..., files: any PolicyFiles = MemoryFiles([String: String]()),
        input: any InputSource = MemoryInput(""), environment: [String: String] = [:], isTerminal: Bool = false,
        capacity: Int = .max, ledger: (any Ledger)? = nil
    ) async {
        await self.init(
            arguments: arguments, files: files, input: input, environment: environment, isTerminal: isTerminal,
            capacity: capacity, ledger: ledger)
    }

    init(
        arguments: [String], files: any PolicyFiles, input: any InputSource = MemoryInput(""),
        environment: [String: String] = [:], isTerminal: Bool = false, capacity: Int = .max,
        ledger: (any Ledger)? = nil
    ) async {
        let output = MemoryOutput(isTerminal: isTerminal, capacity: capacity)
        let errors = MemoryOutput(isTerminal: isTerminal)
        let context = CommandContext(
            environment: { environment[$0] }, input: input, output: output, errors: errors, files: files,
            ledger: ledger.map { ledger in { @Sendable (_, _) in OpenLedger(ledger: ledger) {} } },
            now: { Timestamp(rfc3339: "2026-01-01T00:00:00Z") ?? Timestamp(microseconds: 0) })
        status = await CommandLineTool.run(arguments: arguments, context: context)
        self.output = output.text
        self.errors = errors.text
    }
}

extension String {
    /// The lines, without their ends.
    var lines: [Substring] { split(separator: "\n", omittingEmptySubsequences: false) }

    /// The width of the widest line in characters.
    var widestLine: Int { lines.map(\.count).max() ?? 0 }
}
