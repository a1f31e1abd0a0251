import Testing
import TurnoutCore
import TurnoutLedger

/// What the conformance suite's few calls leave open.
struct UsageTallyTests {
    private static let late = Timestamp(microseconds: .max)

    private static func call(
        _ number: Int, at time: Int64 = 0, cost: Int64? = 1, took: Duration = .zero, outcome: String = CallEntry.served,
        usage: Usage? = nil, tags: [String] = []
    ) -> CallEntry {
        CallEntry(
            id: ReservationID(request: RequestID(high: 0, low: UInt64(number)), call: 0),
            time: Timestamp(microseconds: time), target: TargetName(provider: "p", model: "m"), isLocal: false,
            attribution: Attribution(tags: tags), task: "chat", outcome: outcome, usage: usage,
            cost: cost.map { Money(nanoUSD: $0) }, duration: took)
    }

    /// By the definition: the least value such that so many percent are not greater.
    @Test func percentilesAreNearestRank() {
        for count in Array(1...21) + [39, 40, 41, 99, 100, 101, 199, 200, 201] {
            let values = (1...count).map { Duration.nanoseconds($0 * $0) }
            for percent in [1, 50, 95, 99, 100] {
                let expected = values.first { value in values.count { $0 <= value } * 100 >= percent * count }
                #expect(UsageTally.percentile(percent, of: values) == expected, "\(percent)% of \(count)")
            }
        }
        #expect(UsageTally.percentile(50, of: []) == .zero)
        #expect(UsageTally.percentile(0, of: [.seconds(1), .seconds(2)]) == .seconds(1))
        #expect(UsageTally.percentile(.max, of: [.seconds(1), .seconds(2)]) == .seconds(2))
    }

    @Test func onlyAnsweredCallsHaveDurations() throws {
        let calls = [Self.call(1, took: .seconds(1)), Self.call(2, took: .seconds(9), outcome: "TIMEOUT")]
        let row = try #require(UsageTally.rows(of: calls, UsageQuery(), at: Self.late).first)
        #expect(row.p95Duration == .seconds(1))
        #expect(row.errorRate == 0.5)
    }

    @Test func sumsStopAtTheLargestNumber() throws {
        let most = Usage(
            promptTokens: .max, completionTokens: .max, cachedTokens: .max, reasoningTokens: .max,
            cacheWriteTokens: .max)
        let calls = (0..<3).map { Self.call($0, cost: .max, usage: most) }
        let row = try #require(UsageTally.rows(of: calls, UsageQuery(), at: Self.late).first)
        #expect(row.cost.nanoUSD == .max)
        #expect(row.usage == most)
    }

    @Test func aCallCountsOnceForEachOfItsTags() {
        let calls = [Self.call(1, tags: ["a", "b", "a"]), Self.call(2, tags: ["b"]), Self.call(3)]
        let rows = UsageTally.rows(of: calls, UsageQuery(grouping: .tag), at: Self.late)
        #expect(rows.map { "\($0.name)=\($0.calls)" } == ["b=2", "=1", "a=1"])
    }

    @Test(arguments: [
        (Int64(0), [Int](), "1970-01-01"), (0, [-1], "1969-12-31"), (86_399_999_999, [0], "1970-01-01"),
        (86_399_999_999, [1], "1970-01-02"), (1_709_164_800_000_000, [], "2024-02-29"),
    ])
    func daysBeginWhereTheOffsetSays(microseconds: Int64, offsets: [Int], day: String) {
        var query = UsageQuery(grouping: .day)
        query.dayOffsets = offsets.map { (Timestamp(microseconds: 1_000), $0) }
        #expect(query.day(of: Timestamp(microseconds: microseconds)) == day)
    }

    /// Berlin, 29 March 2026: the offset changes at 01:00 UTC, and both days have a midnight of their own.
    @Test func daysFollowAChangeOfTheClock() throws {
        let change = try #require(Timestamp(rfc3339: "2026-03-29T01:00:00Z"))
        var query = UsageQuery(grouping: .day)
        query.dayOffsets = [(Timestamp(microseconds: 0), 3_600), (change, 7_200)]
        let days = try ["2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"]
            .map { query.day(of: try #require(Timestamp(rfc3339: $0))) }
        #expect(days == ["2026-03-28", "2026-03-29", "2026-03-29", "2026-03-30"])
    }

    @Test(arguments: [Int64.min, .min + 1, .max - 1, .max])
    func hostileTimesNeverTrap(microseconds: Int64) {
        var query = UsageQuery(grouping: .day)
        query.dayOffsets = [(Timestamp(microseconds: .min), .max), (Timestamp(microseconds: 0), .min)]
        #expect(!query.day(of: Timestamp(microseconds: microseconds)).isEmpty)
    }
}
