/// The measurements as the text that is printed, and what they are held to.
struct DispatchReport: Sendable {
    var names: [String]
    var cells: [Cell]
    /// By contender: allocations for a plain request, for a streamed one, and for one more chunk.
    var allocations: [(plain: Double, streamed: Double, chunk: Double)?]

    var text: String { (cells.map(table) + [allocationTable].compactMap(\.self)).joined(separator: "\n\n") }

    /// Where the router, with one target, adds more than a limit to a baseline.
    func broken(_ limit: Double, over baseline: DispatchOptions.Baseline) -> [String] {
        let base = baseline == .bytes ? BareClient.name : HandWritten.name
        guard let routed = place(Routed.self), let base = names.firstIndex(of: base) else {
            return ["nothing was measured that the limit is about"]
        }
        return cells.compactMap { cell in
            let added = cell.added(by: routed, over: base, of: base, \.cost)
            guard added.median > limit else { return nil }
            return "\(cell.title): \(names[routed]) adds \(share(added)) to \(names[base]), limit \(decimal(limit)) %"
        }
    }

    private func place(_ contender: (some Contender).Type) -> Int? { names.firstIndex(of: contender.name) }

    private func table(_ cell: Cell) -> String {
        let first = cell.rounds[0]
        var lines = [
            "\(cell.title): medians of \(first.count) rounds of \(first[0].count) requests, in µs per request",
            row([
                "", "req/s", "wall", "p50", "p99", "CPU", "upstream", "p50 over bare", "CPU over bare", "over Codable",
            ]),
        ]
        let (bare, byHand) = (place(BareClient.self), place(HandWritten.self))
        for index in names.indices {
            let wall = cell.median(index, \.wall)
            let times = [
                1e6 / wall, wall, cell.median(index, \.p50), cell.median(index, \.p99),
                cell.median(index, \.processor), cell.median(index, \.upstream),
            ]
            let over = [
                added(index, over: bare, cell, \.p50), added(index, over: bare, cell, \.cost),
                added(index, over: byHand, cell, \.cost),
            ]
            lines.append(row([names[index]] + times.map { decimal($0, digits: $0 < 1000 ? 1 : 0) } + over))
        }
        if let bare, let adapter = place(AdapterClient.self), let routed = place(Routed.self) {
            let share = share(cell.added(by: routed, over: adapter, of: bare, \.cost))
            lines.append(
                "the dispatch layer alone, router less transport and adapter, of the bare client: CPU \(share)")
        }
        return lines.joined(separator: "\n")
    }

    private func added(_ index: Int, over base: Int?, _ cell: Cell, _ value: (Round) -> Double) -> String {
        guard let base, base != index else { return "" }
        return share(cell.added(by: index, over: base, of: base, value))
    }

    private var allocationTable: String? {
        guard !allocations.isEmpty else { return nil }
        var lines = [
            "allocations at one connection, in all threads of this process; CPU over another is that of both processes",
            row(["", "plain", "streamed", "per chunk"]),
        ]
        for (name, count) in zip(names, allocations) {
            guard let count else { continue }
            lines.append(row([name] + [count.plain, count.streamed, count.chunk].map { decimal($0, digits: 1) }))
        }
        return lines.joined(separator: "\n")
    }

    private func row(_ fields: [String]) -> String {
        var line = ""
        for (index, field) in fields.enumerated() {
            let width = index == 0 ? 20 : index < 7 ? 9 : 19
            let space = String(repeating: " ", count: max(0, width - field.count))
            line += index == 0 ? field + space : space + field
        }
        return line
    }

    private func share(_ share: (median: Double, low: Double, high: Double)) -> String {
        "\(decimal(share.median)) % (\(decimal(share.low))…\(decimal(share.high)))"
    }
}

/// A number with at most one digit behind the point, without Foundation's formatting.
private func decimal(_ value: Double, digits: Int = 0) -> String {
    let scale = digits == 0 ? 1 : 10
    let scaled = Int((value.magnitude * Double(scale)).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + (digits == 0 ? "\(scaled)" : "\(scaled / 10).\(scaled % 10)")
}
