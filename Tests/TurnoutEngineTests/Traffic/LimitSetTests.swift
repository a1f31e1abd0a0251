import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

extension LimitReservation {
    var ticket: LimitTicket? { if case .reserved(let ticket) = self { ticket } else { nil } }
    var refusal: LimitRefusal? { if case .refused(let refusal) = self { refusal } else { nil } }
}

@Suite struct LimitSetTests {
    private let now = Instant.noon
    private let settings = LimitSettings(
        requests: [Rate(amount: 2, period: .seconds(1)), Rate(amount: 5, period: .seconds(60))],
        tokens: [Rate(amount: 1000, period: .seconds(60))], concurrency: 3)

    private func left(_ set: LimitSet) -> [Int] { set.quota(at: now).map(\.remaining) }

    @Test func allLimitsOrNone() throws {
        var set = LimitSet(settings)
        _ = try #require(set.reserve(tokens: 900, at: now).ticket)
        #expect(left(set) == [1, 4, 100, 2])
        let refusal = try #require(set.reserve(tokens: 200, at: now).refusal)
        #expect((refusal.kind, refusal.limit, refusal.period) == (.tokens, 1000, .seconds(60)))
        #expect(refusal.retry == .after(.seconds(6)))
        #expect(left(set) == [1, 4, 100, 2])
    }

    @Test func theLongestWaitIsToldAndNeverComesFirst() throws {
        var set = LimitSet(settings)
        for _ in 0..<2 { _ = set.reserve(tokens: 500, at: now) }
        #expect(set.refusal(tokens: 100, at: now)?.retry == .after(.seconds(6)))
        #expect(set.refusal(tokens: 0, at: now)?.retry == .after(.milliseconds(500)))
        #expect(set.refusal(tokens: 1001, at: now)?.retry == .never)
        #expect(set.refusal(requests: 3, tokens: 0, at: now)?.kind == .requests)
    }

    @Test func callsAtTheSameTime() throws {
        var set = LimitSet(LimitSettings(concurrency: 2))
        let first = try #require(set.reserve(tokens: 9, at: now).ticket)
        _ = set.reserve(tokens: 9, at: now)
        #expect(set.reserve(tokens: 0, at: now).refusal?.retry == .whenACallEnds)
        #expect(set.settle(first, tokens: 4, at: now) == true)
        #expect(set.settle(first, tokens: 4, at: now) == false)
        #expect(set.release(first, at: now) == false)
        #expect(set.inFlight == 1)
        #expect(set.reserve(tokens: 0, at: now).ticket != nil)
        #expect(set.reserve(tokens: 0, at: now).ticket == nil)
        var closed = LimitSet(LimitSettings(concurrency: 0))
        #expect(closed.reserve(tokens: 0, at: now).refusal?.retry == .never)
    }

    @Test func aSettlementCountsWhatWasUsed() throws {
        var set = LimitSet(settings)
        let first = try #require(set.reserve(tokens: 400, at: now).ticket)
        set.settle(first, tokens: 100, at: now)
        #expect(left(set) == [1, 4, 900, 3])
        let second = try #require(set.reserve(tokens: 400, at: now).ticket)
        set.settle(second, tokens: 1200, at: now)
        #expect(left(set) == [0, 3, 0, 3])
        #expect(set.refusal(requests: 0, tokens: 0, at: now)?.retry == .after(.seconds(18)))
    }

    @Test func anUnknownCountLeavesTheReservation() throws {
        var set = LimitSet(settings)
        set.settle(try #require(set.reserve(tokens: 400, at: now).ticket), tokens: nil, at: now)
        #expect(left(set) == [1, 4, 600, 3])
    }

    @Test func aReleaseGivesEverythingBackOnce() throws {
        var set = LimitSet(settings)
        _ = set.reserve(tokens: 500, at: now)
        let ticket = try #require(set.reserve(tokens: 400, at: now).ticket)
        for attempt in 0..<3 { #expect(set.release(ticket, at: now) == (attempt == 0)) }
        #expect(left(set) == [1, 4, 500, 2])
    }

    @Test func newSettingsKeepWhatWasUsed() throws {
        var set = LimitSet(settings)
        let ticket = try #require(set.reserve(tokens: 600, at: now).ticket)
        set.adopt(
            LimitSettings(
                requests: [Rate(amount: 10, period: .seconds(60)), Rate(amount: 100, period: .seconds(3600))],
                tokens: [Rate(amount: 500, period: .seconds(60)), Rate(amount: 10_000, period: .seconds(86_400))]),
            at: now)
        // One of ten; half of a hundred, as of the two a second; a debt of 100; three fifths of the day's.
        #expect(left(set) == [9, 50, 0, 4000])
        #expect(set.inFlight == 1)
        // The new cells were not charged for the ticket, so nothing is given back to them.
        #expect(set.release(ticket, at: now) == true)
        #expect(left(set) == [10, 50, 500, 4000])
        let later = try #require(set.reserve(tokens: 300, at: now).ticket)
        set.adopt(LimitSettings(tokens: [Rate(amount: 1000, period: .seconds(3600))]), at: now)
        set.settle(later, tokens: 0, at: now)
        // 6,300 of 10,000 were used; what was reserved before is not given back to cells that never saw it.
        #expect(left(set) == [370])
        set.adopt(LimitSettings(), at: now)
        #expect(set.quota(at: now).isEmpty)
        #expect(set.reserve(tokens: .max, at: now).ticket != nil)
    }

    @Test func hostileCountsDoNotTrap() {
        for count in [Int.min, -1, 0, .max] {
            var set = LimitSet(settings)
            for actual in [Int.min, -1, 0, .max] {
                if let ticket = set.reserve(requests: count, tokens: count, at: now).ticket {
                    set.settle(ticket, tokens: actual, at: now)
                }
                _ = set.quota(at: now)
            }
        }
    }
}
