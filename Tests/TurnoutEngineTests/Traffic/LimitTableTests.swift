import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

@Suite struct LimitTableTests {
    private let now = Instant.noon
    private let twoASecond = LimitSettings(requests: [Rate(amount: 2, period: .seconds(1))])

    @Test func eachKeyHasItsOwnAndThoseWithoutShare() {
        var table = LimitTable<String>(twoASecond)
        for key in ["a", "b", nil] {
            for _ in 0..<2 { #expect(table.reserve(key, tokens: 0, at: now).ticket != nil) }
            #expect(table.reserve(key, tokens: 0, at: now).refusal?.retry == .after(.milliseconds(500)))
        }
        #expect(table.count == 2)
        #expect(table.quota(of: "a", at: now).map(\.remaining) == [0])
        #expect(table.quota(of: "new", at: now).map(\.remaining) == [2])
    }

    @Test func withoutLimitsNobodyIsFollowed() throws {
        var table = LimitTable<Int>(LimitSettings())
        for key in 0..<100 { #expect(table.reserve(key, tokens: 5, at: now).ticket != nil) }
        #expect(table.count == 0)
    }

    @Test func aFloodOfNamesStaysSmallAndGainsNothing() {
        var table = LimitTable<Int>(twoASecond, maximumKeys: 100)
        var admitted = 0
        for name in 0..<200_000 {
            if let ticket = table.reserve(name, tokens: 0, at: now).ticket {
                admitted += 1
                table.settle(ticket, tokens: 0, at: now)
            }
        }
        #expect(table.count == 100)
        // One each for those that are followed, and what the crowd shares.
        #expect(admitted == 100 + 2)
        // One who is followed still has what is theirs, and the crowd does not.
        #expect(table.reserve(5, tokens: 0, at: now).ticket != nil)
        #expect(table.reserve(5, tokens: 0, at: now).ticket == nil)
        #expect(table.reserve(999_999, tokens: 0, at: now).ticket == nil)
    }

    @Test func fullCountersAreForgotten() {
        var table = LimitTable<Int>(twoASecond, maximumKeys: 100)
        var time = now
        for name in 0..<100_000 {
            if let ticket = table.reserve(name, tokens: 0, at: time).ticket {
                table.settle(ticket, tokens: 0, at: time)
            }
            time = time + .milliseconds(20)
        }
        // Half a second holds 25 names; the search forgets faster than they come.
        #expect(table.count <= 50)
    }

    @Test func whoLeavesTheCrowdTakesItsUseAlong() {
        var table = LimitTable<Int>(twoASecond, maximumKeys: 1)
        #expect(table.reserve(1, tokens: 0, at: now).ticket.map { table.settle($0, tokens: 0, at: now) } == true)
        for _ in 0..<2 { _ = table.reserve(2, tokens: 0, at: now + .milliseconds(400)) }
        #expect(table.count == 1)
        // The first is forgotten, the second is followed now; it used up the crowd's two 0.2 seconds ago.
        #expect(table.reserve(2, tokens: 0, at: now + .milliseconds(600)).ticket == nil)
        #expect(table.reserve(2, tokens: 0, at: now + .milliseconds(900)).ticket != nil)
        #expect(table.reserve(2, tokens: 0, at: now + .milliseconds(900)).ticket == nil)
    }

    @Test func aKeyWithACallUnderWayIsNotForgotten() throws {
        var table = LimitTable<Int>(LimitSettings(concurrency: 1), maximumKeys: 2)
        let ticket = try #require(table.reserve(1, tokens: 0, at: now).ticket)
        for name in 2..<50 { _ = table.reserve(name, tokens: 0, at: now) }
        #expect(table.reserve(1, tokens: 0, at: now).refusal?.retry == .whenACallEnds)
        table.release(ticket, at: now)
        #expect(table.reserve(1, tokens: 0, at: now).ticket != nil)
    }

    @Test func newSettingsReachEveryKey() {
        var table = LimitTable<Int>(twoASecond)
        _ = table.reserve(1, tokens: 0, at: now)
        table.adopt(LimitSettings(requests: [Rate(amount: 5, period: .seconds(1))]), at: now)
        #expect(table.quota(of: 1, at: now).map(\.remaining) == [4])
        #expect(table.quota(of: 2, at: now).map(\.remaining) == [5])
    }
}
