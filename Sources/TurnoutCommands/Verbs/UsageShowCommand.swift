import ArgumentParser
import TurnoutCore
import TurnoutLedger

/// `turnout usage show`, which is also `turnout usage` alone.
struct UsageShowCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Show what calls used and cost.",
        discussion: """
            A request may take several calls. Durations are the median and the 95th percentile of answered calls. \
            The HTML form is one file with everything in it, for a browser or paper; it has all groupings.

              turnout usage --by task --since 7d
              turnout usage --by day --since month --format csv > november.csv

            Exit codes: 0 shown, 2 usage or a ledger that cannot be read.
            """)

    /// The form of the report.
    enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, csv, html }

    /// What calls are put together by: the words of ``UsageQuery/Grouping``.
    enum Grouping: String, ExpressibleByArgument, CaseIterable {
        case provider, model, target, user, tenant, feature, tag, task, day, outcome
    }

    @Option(help: "What calls are put together by.")
    var by: Grouping = .provider

    @OptionGroup var span: SpanOptions
    @OptionGroup var ledger: LedgerOptions

    @Option(help: "The form of the report.")
    var format: Format = .table

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Write the report there, over what was there.", valueName: "file"),
        completion: .file())
    var output: String?

    func run(in context: CommandContext) async throws -> ExitStatus {
        let now = context.now()
        let clock = try span.clock()
        var query = try span.query(clock, now: now)
        query.grouping = UsageQuery.Grouping(rawValue: by.rawValue)
        let text = try await ledger.using(.reading, in: context) { ledger in
            try await report(ledger, query, clock, now, context)
        }
        if let output {
            try NewFile.write(text, to: output, replaces: true)
        } else {
            try context.output.print(text)
        }
        return .holds
    }

    private func report(
        _ ledger: any Ledger, _ query: UsageQuery, _ clock: LocalClock, _ now: Timestamp, _ context: CommandContext
    ) async throws(LedgerFailure) -> String {
        if format == .html { return try await UsagePage(ledger, query, at: now, clock: clock).text }
        let report = try await UsageReport(ledger, query, at: now, clock: clock)
        switch format {
        case .json: return report.json().prettyText() + "\n"
        case .csv: return report.csv()
        case .table, .html:
            let style = output == nil ? context.outputStyle : .plain
            return UsageTable(report: report, style: style, columns: output == nil ? context.output.columns : 80).text
        }
    }
}
