import TurnoutCore
import TurnoutLedger

/// What calls come to.
extension LedgerTrial {
    /// Minutes, the user, the target, the cost, the milliseconds; then what else is special.
    private static func call(
        _ number: Int, minutes: Int64, user: String?, target: String = "cloud/big", cost: Int64?, took: Int64,
        outcome: String = CallEntry.served, request: UInt64? = nil, feature: String? = nil, tags: [String] = [],
        saved: Int64 = 0
    ) -> CallEntry {
        CallEntry(
            id: ReservationID(request: RequestID(high: 9, low: request ?? UInt64(number)), call: number),
            time: Timestamp(microseconds: noon.microseconds + minutes * 60_000_000),
            target: TargetName(target) ?? TargetName(provider: target, model: ""),
            isLocal: target.hasPrefix("local/"),
            attribution: Attribution(user: user, tenant: nil, feature: feature, tags: tags),
            task: number % 2 == 0 ? "code" : "chat",
            outcome: outcome,
            usage: Usage(
                promptTokens: 100 * number, completionTokens: number, cachedTokens: 10 * number,
                reasoningTokens: number / 2, cacheWriteTokens: 5 * number),
            bound: cost.map { Money(nanoUSD: $0 + 1) },
            cost: cost.map { Money(nanoUSD: $0) },
            savedByCache: Money(nanoUSD: saved),
            savedByLocal: Money(nanoUSD: 2 * saved),
            duration: .milliseconds(took)
        )
    }

    /// Noon is 14:13:20 UTC on 21 September 2026: ten hours later another day has begun.
    private static let calls = [
        call(1, minutes: 0, user: "ada", cost: 500, took: 100, tags: ["x", "y", "x"], saved: 3),
        call(2, minutes: 1, user: "ada", cost: nil, took: 900, outcome: "TIMEOUT", request: 1, feature: "search"),
        call(3, minutes: 2, user: "bo", target: "local/small/v1", cost: 0, took: 300, tags: ["y"]),
        call(4, minutes: 3, user: "bo", cost: 700, took: 200, feature: "search"),
        call(6, minutes: 600, user: nil, cost: 40, took: 50),
        call(7, minutes: -60, user: "early", cost: 9_000, took: 1),
    ]

    private mutating func recordCalls() async throws {
        for call in Self.calls { ledger.record(call) { _ in } }
        try await ledger.flush()
        try await reopenIfAsked()
    }

    private func rows(_ query: UsageQuery) async throws -> [String] {
        let rows = try await ledger.usage(query, at: Self.after(100))
        return rows.map { "\($0.name) \($0.calls)/\($0.served) \($0.cost.nanoUSD)" }
    }

    mutating func playUsage() async throws {
        let none = try await ledger.usage(UsageQuery(), at: Self.after(100))
        equal(none, [UsageRow()], .usage, "all calls of an empty ledger")
        let nobody = try await ledger.usage(UsageQuery(grouping: .user), at: Self.after(100))
        equal(nobody, [], .usage, "the users of an empty ledger")
        try await recordCalls()
        let all = try await ledger.usage(UsageQuery(since: Self.noon), at: Self.after(100))
        let sum = UsageRow(
            name: "", calls: 5, served: 4, requests: 4,
            usage: Usage(
                promptTokens: 1_600, completionTokens: 16, cachedTokens: 160, reasoningTokens: 7, cacheWriteTokens: 80),
            cost: Money(nanoUSD: 1_240), unpriced: 1, savedByCache: Money(nanoUSD: 3),
            savedByLocal: Money(nanoUSD: 6), medianDuration: .milliseconds(100), p95Duration: .milliseconds(300)
        )
        equal(all, [sum], .usage, "all calls together")
        let expected: [(UsageQuery.Grouping, [String])] = [
            (.user, ["bo 2/2 700", "ada 2/1 500", " 1/1 40"]), (.provider, ["cloud 4/3 1240", "local 1/1 0"]),
            (.model, ["big 4/3 1240", "small/v1 1/1 0"]), (.target, ["cloud/big 4/3 1240", "local/small/v1 1/1 0"]),
            (.tenant, [" 5/4 1240"]), (.feature, ["search 2/1 700", " 3/3 540"]),
            (.tag, [" 3/2 740", "x 1/1 500", "y 2/2 500"]), (.task, ["code 3/2 740", "chat 2/2 500"]),
            (.outcome, ["served 4/4 1240", "TIMEOUT 1/0 0"]), (.day, ["2026-09-21 4/3 1200", "2026-09-22 1/1 40"]),
        ]
        for (grouping, names) in expected {
            let found = try await rows(UsageQuery(grouping: grouping, since: Self.noon))
            equal(found, names, .usage, "calls by \(grouping.rawValue)")
        }
        var query = UsageQuery(grouping: .day, since: Self.noon)
        query.dayOffsets = [(Self.after(-9), 0), (Self.after(0), 36_000), (Self.after(9), -3_600)]
        equal(try await rows(query), ["2026-09-21 1/1 40", "2026-09-22 4/3 1200"].sorted(), .usage, "days elsewhere")
        let until = UsageQuery(since: Self.noon, until: Timestamp(microseconds: Self.noon.microseconds + 60_000_000))
        equal(try await rows(until), [" 1/1 500"], .usage, "until a moment, without it")
        equal(try await ledger.usage(UsageQuery(), at: Self.noon).map(\.calls), [1], .usage, "until now, without it")
        equal(try await rows(UsageQuery(user: "ada")), [" 2/1 500"], .usage, "one user's calls")
        equal(try await rows(UsageQuery(grouping: .user, provider: "local")), ["bo 1/1 0"], .usage, "one provider's")
    }

    mutating func playCostliest() async throws {
        try await recordCalls()
        let kinds = try await ledger.costliest(UsageQuery(since: Self.noon), limit: 3, at: Self.after(100))
        let found = kinds.map { "\($0.target) \($0.task) \($0.feature ?? "-") \($0.row.calls) \($0.row.cost.nanoUSD)" }
        equal(
            found, ["cloud/big code search 2 700", "cloud/big chat - 1 500", "cloud/big code - 1 40"], .usage,
            "the costliest kinds of requests")
        equal(kinds.first?.row.requests, 2, .usage, "the requests of a kind")
        let none = try await ledger.costliest(UsageQuery(), limit: 0, at: Self.after(100))
        equal(none, [], .usage, "a limit of none")
    }
}
