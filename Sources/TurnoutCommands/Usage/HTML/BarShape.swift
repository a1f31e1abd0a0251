import TurnoutCore
import TurnoutLedger
import TurnoutPolicy

/// Bars that lie in a table's cells.
enum BarShape {
    /// What a bar is about: decides its colour.
    enum Kind: String { case fill, error }

    /// A part from 0 to 1 of the longest bar.
    static func share(_ part: Double, kind: Kind = .fill) -> HTML {
        let width = length(part)
        return """
            <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">\
            <rect class="track" width="100" height="8" rx="1" /><rect class="\(kind.rawValue)" width="\(width)" \
            height="8" rx="1" /></svg>
            """
    }

    /// What is spent of a pot, and what is held behind it.
    static func budget(_ row: BudgetReport.Row) -> HTML {
        let spent = length(row.share(row.balance.settled))
        let taken = length(row.share(row.balance.taken))
        let kind: String
        switch row.state {
        case .hard: kind = "hard"
        case .soft: kind = "soft"
        case .ok, nil: kind = "fill"
        }
        let said = "\(row.percent)% of \(row.limit) taken"
        return """
            <svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" role="img"><title>\(said)</title>\
            <rect class="track" width="100" height="8" rx="1" /><rect class="held" width="\(taken)" height="8" rx="1" />\
            <rect class="\(kind)" width="\(spent)" height="8" rx="1" /></svg>
            """
    }

    /// A length on a scale of 100, with one decimal; something that is not nothing can be seen.
    private static func length(_ part: Double) -> String {
        let tenths = Int((min(max(part, 0), 1) * 1000).rounded())
        let seen = part > 0 ? max(tenths, 8) : 0
        return "\(seen / 10).\(seen % 10)"
    }
}
