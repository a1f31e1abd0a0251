import Testing
import TurnoutCore
import TurnoutEngine

@Suite struct LatencyDigestTests {
    private let now = Instant.noon

    /// Whether every quantile is within a tenth of the exact one, for times drawn from several shapes.
    private func broken(seed: UInt64, skewing percent: Int64 = 0) -> String? {
        var generator = SeededGenerator(seed: seed)
        var digest = LatencyDigest()
        let (low, high) = (generator.pick(300...1_000_000), generator.pick(1_000_001...600_000_000))
        var times: [Int64] = []
        for _ in 0..<generator.pick(20...800) {
            var time = Int64(generator.pick(low...high))
            // Many short ones and a long tail.
            if generator.chance(80) { time = max(300, time >> Int64(generator.pick(0...12))) }
            times.append(time)
            digest.record(.microseconds(time + time * percent / 100), at: now)
        }
        times.sort()
        for quantile in [1, 25, 50, 75, 90, 95, 99, 100] {
            let exact = times[max(1, (times.count * quantile + 99) / 100) - 1]
            guard let told = digest.quantile(percent: quantile, at: now) else { return "nothing at \(quantile)" }
            let error = abs(told.nanosecondsSaturating / 1000 - exact)
            if error * 100 > exact * 10 { return "p\(quantile) is \(exact) µs and told as \(told)" }
        }
        return nil
    }

    @Test func quantilesAreWithinATenth() {
        TrafficSeeds.check(300) { broken(seed: $0) }
        #expect(TrafficSeeds.notices(20) { broken(seed: $0, skewing: 12) })
    }

    @Test func tellsNothingOfTooFew() {
        var digest = LatencyDigest(minimum: 3)
        for count in 1...3 {
            #expect(digest.quantile(percent: 50, at: now) == nil)
            digest.record(.seconds(1), at: now)
            #expect(digest.count(at: now) == count)
        }
        #expect(digest.quantile(percent: 50, at: now) != nil)
    }

    @Test func forgetsByHalves() {
        var digest = LatencyDigest(halfLife: .seconds(60), minimum: 5)
        for _ in 0..<100 { digest.record(.seconds(1), at: now) }
        #expect(digest.count(at: now + .seconds(59)) == 100)
        #expect(digest.count(at: now + .seconds(60)) == 50)
        #expect(digest.count(at: now + .seconds(180)) == 12)
        for _ in 0..<30 { digest.record(.seconds(8), at: now + .seconds(180)) }
        #expect(digest.count(at: now + .seconds(180)) == 42)
        #expect((digest.quantile(percent: 50, at: now + .seconds(180)) ?? .zero) > .seconds(7))
        #expect(digest.quantile(percent: 50, at: now + .seconds(600)) == nil)
        digest.record(.seconds(1), at: now + .seconds(1_000_000))
        #expect(digest.count(at: now + .seconds(1_000_000)) == 1)
    }

    @Test func timesOutOfRangeCountAtTheEnds() throws {
        var digest = LatencyDigest(minimum: 1)
        for time in [Duration.seconds(Int64.min), .seconds(-1), .zero, .nanoseconds(1)] { digest.record(time, at: now) }
        #expect((digest.quantile(percent: 100, at: now) ?? .seconds(1)) < .milliseconds(1))
        for _ in 0..<4 { digest.record(.seconds(Int64.max), at: now) }
        #expect((digest.quantile(percent: 100, at: now) ?? .zero) > .seconds(1000))
        _ = digest.quantile(percent: .min, at: Instant(nanoseconds: .min))
        _ = digest.quantile(percent: .max, at: Instant(nanoseconds: .max))
        digest.record(.seconds(1), at: Instant(nanoseconds: .min))
        digest.record(.seconds(1), at: Instant(nanoseconds: .max))
    }

    @Test func manyInOneHalfLifeDoNotOverflow() {
        var digest = LatencyDigest(halfLife: .seconds(1_000_000))
        for _ in 0..<20_000_000 / 1000 { digest.record(.seconds(2), at: now) }
        #expect(digest.count(at: now) == 20_000)
    }
}
