import TurnoutCore
import TurnoutLedger

/// A usage report for a terminal: a line for each row, numbers to the right, the total below.
struct UsageTable {
    var report: UsageReport
    var style: Style
    var columns: Int

    private struct Column {
        var title: String
        var width: Int
        var value: (UsageRow) -> String
    }

    private var shown: [Column] {
        let saved = [
            Column(title: "cache", width: 7) { AmountText.dollars($0.savedByCache) },
            Column(title: "local", width: 7) { AmountText.dollars($0.savedByLocal) },
        ]
        let both = Column(title: "saved", width: 7) { AmountText.dollars($0.saved) }
        return [
            Column(title: "reqs", width: 5) { TokenText.short($0.requests) },
            Column(title: "calls", width: 5) { TokenText.short($0.calls) },
            Column(title: "err", width: 4) { AmountText.percent($0.errorRate) },
            Column(title: "in", width: 6) { TokenText.short($0.usage.promptTokens) },
            Column(title: "out", width: 6) { TokenText.short($0.usage.completionTokens) },
            Column(title: "cached", width: 6) { TokenText.short($0.usage.cachedTokens) },
            Column(title: "$ cost", width: 8) { AmountText.dollars($0.cost) },
        ] + (columns >= 96 ? saved : [both]) + [
            Column(title: "p50", width: 5) { AmountText.duration($0.medianDuration) },
            Column(title: "p95", width: 5) { AmountText.duration($0.p95Duration) },
        ]
    }

    /// The table, with what its words mean below.
    var text: String {
        let title = report.query.grouping?.rawValue ?? ""
        var text = TextWrap.wrap("usage, \(report.span)", columns: columns) + "\n"
        if !report.filters.isEmpty { text += TextWrap.wrap("of \(report.filters)", columns: columns) + "\n" }
        guard report.total.calls > 0 else { return text + "no calls\n" }
        text += "\n" + style.strong(line(title, shown.map { ($0.title, $0.width) })) + "\n"
        for row in report.rows {
            text += line(UsageNames.shown(row.name), shown.map { ($0.value(row), $0.width) }) + "\n"
        }
        text += style.strong(line("total", shown.map { ($0.value(report.total), $0.width) })) + "\n"
        return text + notes
    }

    private var notes: String {
        let total = report.total
        var text = "\n"
        if total.saved > .zero {
            text +=
                TextWrap.wrap(
                    "saved: \(AmountText.dollars(total.savedByCache)) USD by the caches of providers, "
                        + "\(AmountText.dollars(total.savedByLocal)) USD by local answers, at the price of the cheapest target that was "
                        + "allowed", columns: columns, rest: 7) + "\n"
        }
        if total.unpriced > 0 {
            let calls = TextWrap.count(total.unpriced, "call")
            text +=
                TextWrap.wrap(
                    "\(calls) of unknown price: not in the cost", columns: columns, rest: 2) + "\n"
        }
        if report.query.grouping == .tag, report.rows.count > 1 {
            text += TextWrap.wrap("a call with several tags counts for each of them", columns: columns) + "\n"
        }
        return text == "\n" ? "" : text
    }

    private func line(_ name: String, _ cells: [(text: String, width: Int)]) -> String {
        let taken = cells.reduce(0) { $0 + $1.width + 1 }
        let width = max(8, columns - taken)
        let name = TerminalText.safe(name.filter { !$0.isNewline })
        // A longer name has a line for itself.
        var line = TerminalText.width(name) > width ? name + "\n" : name
        let used = TerminalText.width(name) > width ? 0 : TerminalText.width(name)
        line += String(repeating: " ", count: width - used)
        for cell in cells {
            line += String(repeating: " ", count: max(1, cell.width + 1 - cell.text.count)) + cell.text
        }
        return line
    }
}

extension UsageRow {
    /// What the caches of providers and local answers saved together.
    var saved: Money { savedByCache.adding(savedByLocal) ?? Money(nanoUSD: .max) }
}
