#if SQLite
import Testing
import TurnoutCore
import TurnoutLedger
import TurnoutSQLite

/// The tables put calls together as memory does.
struct UsageSQLTests {
    private static func entry(_ random: inout some RandomNumberGenerator, _ number: Int) -> CallEntry {
        func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &random)] }
        // A few amounts that no sum of two holds.
        let huge = Int.random(in: 0..<40, using: &random) == 0
        func amount() -> Int64 { huge ? .max - 5 : Int64.random(in: 0...900, using: &random) }
        let usage = Usage(
            promptTokens: huge ? .max : Int.random(in: 0...500, using: &random),
            completionTokens: Int.random(in: 0...90, using: &random), cachedTokens: 7, reasoningTokens: 1,
            cacheWriteTokens: 2)
        return CallEntry(
            id: ReservationID(request: RequestID(high: 5, low: UInt64(number / 3)), call: number % 3),
            time: Timestamp(microseconds: Int64.random(in: -200_000_000_000...200_000_000_000, using: &random)),
            target: TargetName(provider: pick(["a", "b"]), model: pick(["m", "n/o"])), isLocal: false,
            attribution: Attribution(
                user: pick([nil, "ada", "bo"]), tenant: pick([nil, "t"]), feature: pick([nil, "f", "it's"]),
                tags: pick([[], ["x"], ["x", "y", "x"], ["\"q\" \\ \u{1F600}"]])),
            task: pick(["chat", "code"]), outcome: pick([CallEntry.served, CallEntry.served, "TIMEOUT"]),
            usage: pick([nil, usage, usage]), cost: pick([nil, Money(nanoUSD: amount())]),
            savedByCache: Money(nanoUSD: amount()), savedByLocal: .zero,
            duration: .microseconds(Int.random(in: 0...5_000, using: &random)))
    }

    @Test func agreesWithTheTallyInMemory() async throws {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SplitMix(state: seed)
        let folder = try LedgerFolder()
        let ledger = try SQLiteLedger(path: folder.file)
        let calls = (0..<600).map { Self.entry(&random, $0) }
        for call in calls { ledger.record(call) { Issue.record("\($0)") } }
        try await ledger.flush()
        for round in 0..<60 {
            let groupings: [UsageQuery.Grouping?] = [nil] + UsageQuery.Grouping.allCases
            let number = round % groupings.count
            var query = UsageQuery(grouping: groupings[number])
            if Bool.random(using: &random) { query.since = Self.moment(&random) }
            if Bool.random(using: &random) { query.until = Self.moment(&random) }
            if round % 5 == 0 { query.provider = "a" }
            if round % 7 == 0 { query.user = "ada" }
            if Bool.random(using: &random) {
                query.dayOffsets = [(Self.moment(&random), 3600), (Self.moment(&random), -36_000)].sorted {
                    $0.0 < $1.0
                }
            }
            let now = Self.moment(&random)
            let expected = UsageTally.rows(of: calls, query, at: now)
            #expect(try await ledger.usage(query, at: now) == expected, "seed \(seed), round \(round), \(query)")
            let kinds = UsageTally.costliest(of: calls, query, limit: 5, at: now)
            #expect(try await ledger.costliest(query, limit: 5, at: now) == kinds, "seed \(seed), round \(round)")
        }
    }

    private static func moment(_ random: inout SplitMix) -> Timestamp {
        Timestamp(microseconds: Int64.random(in: -210_000_000_000...210_000_000_000, using: &random))
    }
}

/// Numbers that follow from a seed: Steele, Lea and Flood, "Fast splittable pseudorandom number generators".
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
#endif
