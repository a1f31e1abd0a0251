import TurnoutCore
import TurnoutLedger

/// What calls used in a span of time, by one grouping.
struct UsageReport: Sendable {
    var query: UsageQuery
    /// The end of the span, for queries that leave it open.
    var now: Timestamp
    var clock: LocalClock
    var rows: [UsageRow]
    /// All of it: durations and requests of rows do not add up.
    var total: UsageRow

    /// Reads a ledger.
    init(_ ledger: any Ledger, _ query: UsageQuery, at now: Timestamp, clock: LocalClock) async throws(LedgerFailure) {
        self.query = query
        self.now = now
        self.clock = clock
        rows = query.grouping == nil ? [] : try await ledger.usage(query, at: now)
        var whole = query
        whole.grouping = nil
        total = try await ledger.usage(whole, at: now).first ?? UsageRow()
    }

    /// The span in words: `2026-11-01 00:00 to 2026-11-21 14:30 UTC`.
    var span: String {
        let end = clock.text(query.until ?? now)
        guard let since = query.since else { return "until \(end) \(clock.name)" }
        return "\(clock.text(since)) to \(end) \(clock.name)"
    }

    /// Whose calls count, in words; empty for all.
    var filters: String {
        var parts: [String] = []
        if let provider = query.provider { parts.append("provider \(provider)") }
        if let user = query.user { parts.append("user \(user)") }
        return parts.joined(separator: ", ")
    }

    /// The report for programs; amounts in dollars as decimal text, durations in milliseconds.
    func json() -> JSONValue {
        [
            "format_version": 1, "since": query.since.map { .string($0.description) } ?? .null,
            "until": .string((query.until ?? now).description), "zone": .string(clock.name),
            "by": query.grouping.map { .string($0.rawValue) } ?? .null,
            "provider": query.provider.map { .string($0) } ?? .null, "user": query.user.map { .string($0) } ?? .null,
            "rows": .array(rows.map { $0.json(isNamed: true) }), "total": total.json(isNamed: false),
        ]
    }

    /// Rows of comma-separated values (RFC 4180): a line of names, then a line for each row; no total, which programs
    /// would count twice.
    func csv() -> String {
        var csv = CSVText()
        csv.add([query.grouping?.rawValue ?? "name"] + UsageRow.members.map(\.name))
        for row in rows { csv.add([row.name] + UsageRow.members.map { $0.text(row) }) }
        return csv.text
    }
}

extension UsageRow {
    /// What is told of a row to programs, beside its name.
    struct Member {
        var name: String
        var value: (UsageRow) -> JSONValue

        /// The value as a cell of a table.
        func text(_ row: UsageRow) -> String {
            let value = value(row)
            return value.string ?? value.text()
        }
    }

    static var members: [Member] {
        [
            Member(name: "requests") { .int($0.requests) }, Member(name: "calls") { .int($0.calls) },
            Member(name: "served") { .int($0.served) }, Member(name: "errors") { .int($0.calls - $0.served) },
            Member(name: "tokens_in") { .int($0.usage.promptTokens) },
            Member(name: "tokens_out") { .int($0.usage.completionTokens) },
            Member(name: "tokens_cached") { .int($0.usage.cachedTokens) },
            Member(name: "tokens_cache_write") { .int($0.usage.cacheWriteTokens) },
            Member(name: "tokens_reasoning") { .int($0.usage.reasoningTokens) },
            Member(name: "cost_usd") { .string($0.cost.decimalText) },
            Member(name: "unpriced_calls") { .int($0.unpriced) },
            Member(name: "saved_by_cache_usd") { .string($0.savedByCache.decimalText) },
            Member(name: "saved_by_local_usd") { .string($0.savedByLocal.decimalText) },
            Member(name: "p50_ms") { .int(Int($0.medianDuration.nanosecondsSaturating / 1_000_000)) },
            Member(name: "p95_ms") { .int(Int($0.p95Duration.nanosecondsSaturating / 1_000_000)) },
        ]
    }

    func json(isNamed: Bool) -> JSONValue {
        let name = isNamed ? [JSONMember("name", .string(name))] : []
        return .object(name + Self.members.map { JSONMember($0.name, $0.value(self)) })
    }
}
