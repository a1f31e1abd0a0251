import ArgumentParser
import Turnout

/// `turnout audit`: the decision log, checked and read.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "Check a decision log, and tell one request from it.",
        discussion: """
            `turnout run --audit` and routers keep the log: what was decided from what, before a request is sent, and \
            what came of it. Each line holds the digest of the one before.

            Examples:

              turnout audit verify log.jsonl
              turnout audit verify /var/log/turnout --format json
              turnout audit show 4f0c2a9be1d84d6c9a7de2f1b0c35a68 log.jsonl
            """,
        subcommands: [AuditVerifyCommand.self, AuditShowCommand.self])

    /// The form of what is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    /// The logs that were named.
    static func logs(_ paths: [String]) throws(InputError) -> [DecisionLog] {
        do throws(AuditFailure) { return try DecisionLog.find(paths) } catch { throw InputError(error.description) }
    }
}
