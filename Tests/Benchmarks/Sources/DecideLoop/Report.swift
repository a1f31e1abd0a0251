/// The measurements as the text that is printed.
struct Report {
    var measurements: [Measurement]
    var clockCost: Double

    /// The form that scripts/peers/compare.py reads.
    var json: String {
        let rows = measurements.map { row in
            """
            {"routes":\(row.routes),"p50_us":\(decimal(row.p50)),"p99_us":\(decimal(row.p99)),\
            "allocations":\(row.allocations),"load_ms":\(decimal(row.load))}
            """
        }
        return "{\"decide\":[\(rows.joined(separator: ","))],\"clock_us\":\(decimal(clockCost))}"
    }

    var table: String {
        var lines = ["    routes   p50 µs   p99 µs   allocations   load ms"]
        for row in measurements {
            lines.append(
                padded("\(row.routes)", 10) + padded(decimal(row.p50), 9) + padded(decimal(row.p99), 9)
                    + padded("\(row.allocations)", 14) + padded(decimal(row.load), 10)
            )
        }
        lines.append("(one look at the clock, part of each time: \(decimal(clockCost)) µs)")
        return lines.joined(separator: "\n")
    }

    /// The promises that do not hold: p50 at most 2 µs, at most 4 allocations, flat within 1.5× over all
    /// sizes, 1,000 routes loaded in 50 ms.
    var broken: [String] {
        var found: [String] = []
        for row in measurements {
            if row.p50 > 2 { found.append("\(row.routes) routes: p50 \(decimal(row.p50)) µs, limit 2") }
            if row.allocations > 4 { found.append("\(row.routes) routes: \(row.allocations) allocations, limit 4") }
            if row.routes <= 1000, row.load > 50 {
                found.append("\(row.routes) routes: loaded in \(decimal(row.load)) ms, limit 50")
            }
        }
        if let least = measurements.map(\.p50).min(), let most = measurements.map(\.p50).max(), most > least * 1.5 {
            found.append("p50 from \(decimal(least)) to \(decimal(most)) µs over the sizes, limit 1.5×")
        }
        return found
    }
}

/// Three digits behind the point, without Foundation's formatting.
private func decimal(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    let fraction = String(thousandths % 1000)
    return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
}

private func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}
