import ArgumentParser
import TurnoutCore
import TurnoutLedger

/// Which ledger a command uses.
struct LedgerOptions: ParsableArguments {
    /// The environment variable that names the ledger's file.
    static let variable = "TURNOUT_LEDGER"

    @Option(
        help: ArgumentHelp(
            "The ledger; else that of TURNOUT_LEDGER, else turnout/ledger.db in XDG_STATE_HOME or ~/.local/state.",
            valueName: "file"),
        completion: .file(extensions: ["db"]))
    var ledger: String?

    /// The file that the flag or the environment names; `nil` when neither does.
    func named(in context: CommandContext) -> String? { Self.named(flag: ledger, in: context) }

    private static func named(flag: String?, in context: CommandContext) -> String? {
        flag ?? context.environment(variable).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The file, by default that of the XDG base directory specification, which wants paths that are absolute.
    ///
    /// - Throws: an error that says what to do when the environment names no home.
    static func path(flag: String?, in context: CommandContext) throws(LedgerFailure) -> String {
        if let named = named(flag: flag, in: context) { return named }
        for (variable, rest) in [("XDG_STATE_HOME", ""), ("HOME", "/.local/state")] {
            if let folder = context.environment(variable), folder.hasPrefix("/") {
                let trimmed = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
                return "\(trimmed)\(rest)/turnout/ledger.db"
            }
        }
        throw LedgerFailure(.io, "nothing says where the ledger is: name it with `--ledger`, or set \(variable)")
    }

    /// Opens the ledger.
    func open(_ access: OpenLedger.Access, in context: CommandContext) throws(LedgerFailure) -> OpenLedger {
        try context.ledger(try Self.path(flag: ledger, in: context), access)
    }

    /// Opens the ledger, hands it to the body and closes it.
    ///
    /// - Throws: a ``UsageError`` when the ledger cannot be opened, read or written.
    func using<Result>(
        _ access: OpenLedger.Access, in context: CommandContext, _ body: (any Ledger) async throws -> Result
    ) async throws -> Result {
        let path: String
        do throws(LedgerFailure) { path = try Self.path(flag: ledger, in: context) } catch {
            throw UsageError("--ledger", error.description)
        }
        return try await context.withLedger(path, access, body)
    }
}

extension CommandContext {
    /// Opens a ledger, hands it to the body and closes it.
    ///
    /// - Throws: a ``UsageError`` when the ledger cannot be opened, read or written.
    func withLedger<Result>(
        _ path: String, _ access: OpenLedger.Access, _ body: (any Ledger) async throws -> Result
    ) async throws -> Result {
        do {
            let open = try ledger(path, access)
            do {
                let result = try await body(open.ledger)
                await open.close()
                return result
            } catch {
                await open.close()
                throw error
            }
        } catch let failure as LedgerFailure {
            throw UsageError("--ledger", failure.description)
        }
    }
}
