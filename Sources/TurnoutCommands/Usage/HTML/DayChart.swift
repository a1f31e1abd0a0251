import TurnoutCore
import TurnoutLedger

/// What each day cost, as standing bars with an axis; for longer spans, each month.
struct DayChart {
    struct Bar {
        var label: String
        var cost: Money
        var calls: Int
    }

    /// `day` or `month`.
    let unit: String
    let bars: [Bar]

    /// How many days have a bar each; longer spans are shown by months.
    static let mostDays = 92
    private static let (width, height, left, top, bottom) = (880.0, 230.0, 62.0, 10.0, 26.0)

    init(days: [UsageRow], query: UsageQuery, now: Timestamp, clock: LocalClock) {
        guard let first = days.first?.name, let last = days.last?.name else {
            (unit, bars) = ("day", [])
            return
        }
        // Days without a call have their place too.
        let start = query.since.map { clock.day($0) } ?? first
        let end = max(last, clock.day(Timestamp(microseconds: (query.until ?? now).microseconds.addingSaturating(-1))))
        let known = Dictionary(days.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        if let names = Self.names(from: max(start, "1970-01-01"), through: end) {
            unit = "day"
            bars = names.map { Bar(label: $0, cost: known[$0]?.cost ?? .zero, calls: known[$0]?.calls ?? 0) }
            return
        }
        unit = "month"
        var months: [Bar] = []
        for day in days {
            let month = String(day.name.prefix(7))
            if months.last?.label != month { months.append(Bar(label: month, cost: .zero, calls: 0)) }
            let place = months.count - 1
            months[place].cost = months[place].cost.adding(day.cost) ?? Money(nanoUSD: .max)
            months[place].calls += day.calls
        }
        bars = months
    }

    /// The days between two, both included; `nil` when there are too many.
    private static func names(from first: String, through last: String) -> [String]? {
        guard var day = Timestamp(rfc3339: first), let end = Timestamp(rfc3339: last) else { return nil }
        var names: [String] = []
        while day <= end {
            guard names.count < mostDays else { return nil }
            names.append(String(day.description.prefix(10)))
            day.microseconds += 86_400_000_000
        }
        return names
    }

    /// The chart.
    var html: HTML {
        let most = bars.map(\.cost.nanoUSD).max() ?? 0
        let scale = ChartScale(most: Double(most) / 1e9)
        let (plot, step) = (Self.height - Self.top - Self.bottom, (Self.width - Self.left) / Double(max(1, bars.count)))
        func y(_ dollars: Double) -> Double { Self.top + plot * (1 - dollars / scale.top) }
        let grid = scale.marks.map { mark -> HTML in
            let height = number(y(mark.value))
            return """
                <line class="grid" x1="\(number(Self.left))" x2="\(number(Self.width))" y1="\(height)" y2="\(height)" />\
                <text x="\(number(Self.left - 6))" y="\(number(y(mark.value) + 4))" text-anchor="end">$\(mark.label)\
                </text>

                """
        }
        let columns = bars.enumerated().map { place, bar -> HTML in
            let x = Self.left + step * Double(place)
            let tall = plot * Double(bar.cost.nanoUSD) / 1e9 / scale.top
            let shown = bar.cost > .zero ? max(1, tall) : 0
            return """
                <g><title>\(bar.label): \(bar.cost.description), \(TextWrap.count(bar.calls, "call"))</title>\
                <rect class="fill" x="\(number(x + step * 0.12))" y="\(number(Self.top + plot - shown))" \
                width="\(number(step * 0.76))" height="\(number(shown))" /></g>

                """
        }
        return """
            <svg class="days" viewBox="0 0 \(number(Self.width)) \(number(Self.height))" role="img">\
            <title>Cost by \(unit) in US dollars</title>
            \(HTML(grid))\(HTML(columns))\
            <line class="axis" x1="\(number(Self.left))" x2="\(number(Self.width))" y1="\(number(Self.top + plot))" \
            y2="\(number(Self.top + plot))" />
            \(labels(step))</svg>
            """
    }

    /// The days below the axis, as many as have room.
    private func labels(_ step: Double) -> HTML {
        let every = max(1, Int((64 / step).rounded(.up)))
        let shown = bars.indices.filter { $0 % every == 0 }.map { place -> HTML in
            let x = Self.left + step * (Double(place) + 0.5)
            let label = unit == "day" ? String(bars[place].label.dropFirst(5)) : bars[place].label
            return "<text x=\"\(number(x))\" y=\"\(number(Self.height - 8))\" text-anchor=\"middle\">\(label)</text>\n"
        }
        return HTML(shown)
    }

    private func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}

/// Round marks on an axis that begins at nothing.
struct ChartScale {
    struct Mark {
        var value: Double
        var label: String
    }

    /// The highest mark; above nothing.
    let top: Double
    /// Up to five, rising from nothing.
    let marks: [Mark]

    /// Chooses steps of 1, 2 or 5 times a power of ten.
    init(most: Double) {
        var step = 1e-9
        search: for exponent in -9...10 {
            for factor in [1.0, 2, 5] {
                step = factor * Self.power(exponent)
                if step * 4 >= most { break search }
            }
        }
        let count = max(1, Int((most / step).rounded(.up)))
        top = step * Double(count)
        marks = (0...count).map { place in
            let value = step * Double(place)
            let nano = value < 9.2e9 ? Int64((value * 1e9).rounded()) : .max
            return Mark(value: value, label: nano == 0 ? "0" : Money(nanoUSD: nano).decimalText)
        }
    }

    private static func power(_ exponent: Int) -> Double {
        (0..<abs(exponent)).reduce(1.0) { value, _ in exponent < 0 ? value / 10 : value * 10 }
    }
}
