import TurnoutCore
import TurnoutLedger

/// A usage report as one page that needs nothing else: no script, no font, no picture from anywhere.
struct UsagePage: Sendable {
    /// All of it together.
    var whole: UsageReport
    /// Each with its heading.
    var parts: [(title: String, report: UsageReport)] = []
    var days: [UsageRow] = []
    var pots: [BudgetReport.Row] = []
    /// When it was made.
    var made: Timestamp

    /// How many rows a list of names shows; the rest is one row together.
    static let longestList = 12

    /// Reads a ledger for the span and the callers of a query; its grouping does not matter.
    init(_ ledger: any Ledger, _ query: UsageQuery, at now: Timestamp, clock: LocalClock) async throws(LedgerFailure) {
        made = now
        var query = query
        query.grouping = nil
        whole = try await UsageReport(ledger, query, at: now, clock: clock)
        let groupings: [(String, UsageQuery.Grouping)] = [
            ("Providers", .provider), ("Models", .target), ("Users", .user), ("Tenants", .tenant),
            ("Features", .feature), ("Tasks", .task), ("Tags", .tag), ("How calls ended", .outcome),
        ]
        for (title, grouping) in groupings {
            query.grouping = grouping
            let report = try await UsageReport(ledger, query, at: now, clock: clock)
            // What nobody gave is no news.
            if grouping == .provider || grouping == .outcome || report.rows.contains(where: { !$0.name.isEmpty }) {
                parts.append((title, report))
            }
        }
        query.grouping = .day
        days = try await ledger.usage(query, at: now)
        pots = BudgetReport(pots: try await ledger.pots(at: now), policy: nil, clock: clock, at: now).rows
    }

    /// The page.
    var text: String { page.source + "\n" }

    private var page: HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
        base-uri 'none'; form-action 'none'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>Usage of language models, \(whole.span)</title>
        <style>\(Self.style)</style>
        </head>
        <body>
        <header>
        <h1>Usage of language models</h1>
        <p>\(whole.span)\(whole.filters.isEmpty ? "" : ", \(whole.filters)")</p>
        </header>
        <main>
        \(figures)
        \(dayChart)
        \(budgets)
        \(HTML(parts.map { section($0.title, $0.report) }))
        \(reliability)
        </main>
        <footer>
        <p>Made by Turnout on \(whole.clock.text(made)) \(whole.clock.name). Amounts are US dollars. Saved by caches: \
        what cached tokens would have cost at the full price. Saved by local answers: what the same tokens would have \
        cost at the cheapest target that was allowed. Durations are of answered calls.</p>
        </footer>
        </body>
        </html>
        """
    }

    // MARK: Figures

    private var figures: HTML {
        let total = whole.total
        let cells: [(String, String, String)] = [
            ("Cost", "$\(AmountText.dollars(total.cost))", unpriced),
            ("Requests", AmountText.grouped(total.requests), "\(AmountText.grouped(total.calls)) calls"),
            (
                "Saved", "$\(AmountText.dollars(total.saved))",
                "caches $\(AmountText.dollars(total.savedByCache)), local $\(AmountText.dollars(total.savedByLocal))"
            ),
            (
                "Tokens", TokenText.short(total.usage.totalTokens),
                "\(TokenText.short(total.usage.promptTokens)) in, \(TokenText.short(total.usage.completionTokens)) out"
            ),
            (
                "Failed calls", AmountText.percent(total.errorRate),
                "\(AmountText.grouped(total.calls - total.served)) of \(AmountText.grouped(total.calls))"
            ),
            (
                "Median answer", AmountText.duration(total.medianDuration),
                "95% within \(AmountText.duration(total.p95Duration))"
            ),
        ]
        let items = cells.map { title, value, note -> HTML in
            "<div class=\"figure\"><dt>\(title)</dt><dd><b>\(value)</b><small>\(note)</small></dd></div>\n"
        }
        return "<dl class=\"figures\">\n\(HTML(items))</dl>"
    }

    private var unpriced: String {
        let calls = whole.total.unpriced
        return calls == 0 ? "all calls priced" : "\(TextWrap.count(calls, "call")) of unknown price left out"
    }

    // MARK: Sections

    private var dayChart: HTML {
        let chart = DayChart(days: days, query: whole.query, now: whole.now, clock: whole.clock)
        guard !chart.bars.isEmpty else { return "<p>There were no calls.</p>" }
        return "<section>\n<h2>Cost by \(chart.unit)</h2>\n\(chart.html)\n</section>"
    }

    private var budgets: HTML {
        guard !pots.isEmpty else { return "" }
        let rows = pots.map { row -> HTML in
            let scope = row.scope.isEmpty ? "all" : row.scope
            let left = AmountText.dollars(row.remaining)
            let resets = row.resets ?? "never"
            return """
                <tr><th scope="row">\(row.budget)<small>\(scope)</small></th><td>\(BarShape.budget(row))</td>\
                <td>\(AmountText.dollars(row.balance.settled))</td><td>\(AmountText.dollars(row.balance.held))</td>\
                <td>\(left)</td><td>\(AmountText.dollars(row.limit))</td><td>\(resets)</td></tr>

                """
        }
        return """
            <section>
            <h2>Budgets now</h2>
            <table>
            <thead><tr><th scope="col">Budget</th><th scope="col">Taken</th><th scope="col">Spent $</th>\
            <th scope="col">Held $</th><th scope="col">Left $</th><th scope="col">Limit $</th>\
            <th scope="col">Full again</th></tr></thead>
            <tbody>
            \(HTML(rows))</tbody>
            </table>
            </section>
            """
    }

    private func section(_ title: String, _ report: UsageReport) -> HTML {
        let most = report.rows.map(\.cost).max() ?? .zero
        // Without any cost, the bars show calls.
        let byCalls = most == .zero || report.query.grouping == .outcome
        let largest = byCalls ? Double(report.rows.map(\.calls).max() ?? 0) : Double(most.nanoUSD)
        let rows = report.rows.prefix(Self.longestList).map { row -> HTML in
            let value = byCalls ? Double(row.calls) : Double(row.cost.nanoUSD)
            return tableRow(UsageNames.shown(row.name), row, BarShape.share(largest > 0 ? value / largest : 0))
        }
        var more: HTML = ""
        if report.rows.count > Self.longestList {
            let rest = report.rows.dropFirst(Self.longestList)
            let cost = rest.reduce(Money.zero) { $0.adding($1.cost) ?? $0 }
            more = """
                <tr class="more"><th scope="row">\(rest.count) more</th><td></td>\
                <td>\(AmountText.dollars(cost))</td><td colspan="6"></td></tr>

                """
        }
        return """
            <section>
            <h2>\(title)</h2>
            <table>
            <thead><tr><th scope="col">\(report.query.grouping?.rawValue ?? "")</th>\
            <th scope="col">\(byCalls ? "Calls" : "Cost")</th><th scope="col">Cost $</th>\
            <th scope="col">Requests</th><th scope="col">Calls</th><th scope="col">Tokens in</th>\
            <th scope="col">out</th><th scope="col">cached</th><th scope="col">Saved $</th></tr></thead>
            <tbody>
            \(HTML(rows))\(more)</tbody>
            </table>
            </section>

            """
    }

    private func tableRow(_ name: String, _ row: UsageRow, _ bar: HTML) -> HTML {
        """
        <tr><th scope="row">\(name)</th><td>\(bar)</td><td>\(AmountText.dollars(row.cost))</td>\
        <td>\(AmountText.grouped(row.requests))</td><td>\(AmountText.grouped(row.calls))</td>\
        <td>\(TokenText.short(row.usage.promptTokens))</td><td>\(TokenText.short(row.usage.completionTokens))</td>\
        <td>\(TokenText.short(row.usage.cachedTokens))</td><td>\(AmountText.dollars(row.saved))</td></tr>

        """
    }

    private var reliability: HTML {
        guard let report = parts.first(where: { $0.report.query.grouping == .target })?.report else { return "" }
        let rows = report.rows.sorted { $0.calls > $1.calls }.prefix(Self.longestList).map { row -> HTML in
            """
            <tr><th scope="row">\(UsageNames.shown(row.name))</th><td>\(BarShape.share(row.errorRate, kind: .error))</td>\
            <td>\(AmountText.percent(row.errorRate))</td><td>\(AmountText.grouped(row.calls - row.served))</td>\
            <td>\(AmountText.grouped(row.calls))</td><td>\(AmountText.duration(row.medianDuration))</td>\
            <td>\(AmountText.duration(row.p95Duration))</td></tr>

            """
        }
        return """
            <section>
            <h2>Errors and latency</h2>
            <table>
            <thead><tr><th scope="col">model</th><th scope="col">Failed</th><th scope="col">Share</th>\
            <th scope="col">Failed</th><th scope="col">Calls</th><th scope="col">Median</th>\
            <th scope="col">95%</th></tr></thead>
            <tbody>
            \(HTML(rows))</tbody>
            </table>
            </section>
            """
    }
}
