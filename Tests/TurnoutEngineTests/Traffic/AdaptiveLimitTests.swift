import Testing
import TurnoutCore
import TurnoutEngine

@Suite struct AdaptiveLimitTests {
    private let now = Instant.noon

    @Test func limitsNothingUntilTheFirstOverload() {
        var limit = AdaptiveLimit()
        for _ in 0..<1000 { limit.succeeded(inFlight: 500) }
        #expect(limit.limit == nil)
        #expect(limit.mayEnter(inFlight: .max))
    }

    @Test func cutsOnceInATimeToFirstToken() {
        var limit = AdaptiveLimit()
        #expect(limit.overloaded(inFlight: 100, firstToken: .seconds(2), at: now) == true)
        #expect(limit.limit == 70)
        #expect(limit.mayEnter(inFlight: 69))
        #expect(!limit.mayEnter(inFlight: 70))
        for _ in 0..<50 {
            #expect(limit.overloaded(inFlight: 90, firstToken: .seconds(2), at: now + .seconds(1)) == false)
        }
        #expect(limit.limit == 70)
        #expect(limit.overloaded(inFlight: 90, firstToken: .seconds(2), at: now + .seconds(2)) == true)
        #expect(limit.limit == 49)
        // Few were in flight, so those few were too many.
        #expect(limit.overloaded(inFlight: 10, firstToken: nil, at: now + .seconds(9)) == true)
        #expect(limit.limit == 7)
    }

    @Test func oneCallIsAlwaysAllowed() {
        var limit = AdaptiveLimit()
        for second in 0..<100 { limit.overloaded(inFlight: 0, firstToken: .zero, at: now + .seconds(second)) }
        #expect(limit.limit == 1)
        #expect(limit.mayEnter(inFlight: 0))
    }

    @Test func growsByOneForAsManySuccessesWhileInUse() {
        var limit = AdaptiveLimit()
        limit.overloaded(inFlight: 100, firstToken: nil, at: now)
        for _ in 0..<500 { limit.succeeded(inFlight: 34) }
        #expect(limit.limit == 70)
        for _ in 0..<72 { limit.succeeded(inFlight: 35) }
        #expect(limit.limit == 71)
    }

    @Test func isUnlimitedAgainWellAboveTheTrouble() {
        var limit = AdaptiveLimit()
        limit.overloaded(inFlight: 10, firstToken: nil, at: now)
        var successes = 0
        while limit.limit != nil, successes < 100_000 {
            limit.succeeded(inFlight: limit.limit ?? 0)
            successes += 1
        }
        // From 7 to 20 calls: the sum of all limits on the way.
        #expect(170...200 ~= successes)
    }

    /// Against a target that refuses above its capacity, the limit comes to lie about the capacity.
    @Test func findsTheCapacity() {
        for capacity in [1, 3, 20, 150] {
            var limit = AdaptiveLimit()
            var time = now
            var refused = 0
            for step in 0..<20_000 {
                time = time + .milliseconds(100)
                let inFlight = min(limit.limit ?? 400, 400)
                if inFlight > capacity {
                    limit.overloaded(inFlight: inFlight, firstToken: .milliseconds(500), at: time)
                    if step >= 10_000 { refused += 1 }
                } else {
                    limit.succeeded(inFlight: inFlight)
                }
            }
            #expect((limit.limit ?? .max) <= capacity + 1)
            #expect((limit.limit ?? 0) * 10 >= capacity * 6)
            // With room for a few calls, a step up is a large part of it.
            if capacity >= 20 { #expect(refused < 1000) }
        }
    }

    @Test func hostileValuesDoNotTrap() {
        for inFlight in [Int.min, -1, 0, 1, .max] {
            for time in [Int64.min, 0, .max] {
                for pause in [Duration.seconds(Int64.min), .zero, .seconds(Int64.max)] {
                    var limit = AdaptiveLimit()
                    for _ in 0..<3 {
                        limit.overloaded(inFlight: inFlight, firstToken: pause, at: Instant(nanoseconds: time))
                        limit.succeeded(inFlight: inFlight)
                        _ = limit.mayEnter(inFlight: inFlight)
                    }
                }
            }
        }
    }
}
