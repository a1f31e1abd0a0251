import ArgumentParser
import Turnout
import TurnoutCore

/// `turnout audit verify`: whether a decision log is as it was written.
struct AuditVerifyCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "verify",
        abstract: "Check that a decision log is as it was written.",
        discussion: """
            A log stands for its older files too, FILE.000001 and on; a folder for all logs in it. The first place that \
            is not as it was written is named.

            That lines were cut off the end shows only to who keeps the last digest elsewhere: it is printed here, and \
            --expect-last wants its line to be there. It may have others behind it.

            Examples:

              turnout audit verify log.jsonl
              turnout audit verify /var/log/turnout --format json

            Exit codes: 0 as it was written, 1 not, 2 usage.
            """)

    @Argument(
        help: ArgumentHelp("Logs, single files of them, or folders.", valueName: "file"), completion: .file())
    var paths: [String]

    @Option(
        help: ArgumentHelp("The digest of a line that must be there: what was once the last.", valueName: "digest"))
    var expectLast: String?

    @Option(help: "The form of the answer.")
    var format: AuditCommand.Format = .text

    func validate() throws {
        guard let expectLast else { return }
        guard expectLast.utf8.count == 64, expectLast.allSatisfy(\.isHexDigit) else {
            throw ValidationError("--expect-last: a digest has 64 hexadecimal digits")
        }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        let logs = try AuditCommand.logs(paths)
        if expectLast != nil, logs.count != 1 {
            throw UsageError("--expect-last", "a digest belongs to one log, and there are \(logs.count)")
        }
        let reports = try logs.map(verdict)
        switch format {
        case .text:
            for report in reports {
                try context.output.print(report.text(style: context.outputStyle, columns: context.output.columns))
            }
        case .json:
            let value: JSONValue = [
                "format_version": .int(AuditVerdict.formatVersion), "holds": .bool(reports.allSatisfy(\.report.holds)),
                "logs": .array(reports.map { $0.json() }),
            ]
            try context.output.print(value.prettyText() + "\n")
        }
        return reports.allSatisfy(\.report.holds) ? .holds : .finding
    }

    private func verdict(on log: DecisionLog) throws -> AuditVerdict {
        var log = log
        var report = try check(log)
        // Somebody may be writing it: half a line, or a file that was put aside while the others were read, is no fault.
        for _ in 0..<3 where !report.holds {
            guard let now = try AuditCommand.logs(paths).first(where: { $0.path == log.path }), now != log else {
                break
            }
            log = now
            report = try check(log)
        }
        return AuditVerdict(log: log, report: report)
    }

    private func check(_ log: DecisionLog) throws -> AuditReport {
        var check = AuditCheck(expecting: expectLast?.lowercased())
        for file in log.files where !check.isBroken {
            check.begin(file: file)
            check = try DescriptorInput.withFile(file) { source in
                var check = check
                while !check.isBroken {
                    let piece = try source.read()
                    if piece.isEmpty { break }
                    check.take(piece)
                }
                return check
            }
            check.end()
        }
        return check.finish()
    }
}
