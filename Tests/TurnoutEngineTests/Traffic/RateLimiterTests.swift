import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

@Suite struct RateLimiterTests {
    private let now = Instant.noon
    private let tenASecond = Rate(amount: 10, period: .seconds(1))

    @Test func theBurstIsTheWholeAmount() {
        var cell = RateLimiter(tenASecond)
        for left in (0..<10).reversed() {
            #expect(cell.admit(1, at: now) == .admitted)
            #expect(cell.remaining(at: now) == left)
        }
        #expect(cell.admit(1, at: now) == .wait(.milliseconds(100)))
        #expect(cell.resetsIn(at: now) == .seconds(1))
        #expect(cell.admit(1, at: now + .nanoseconds(99_999_999)) == .wait(.nanoseconds(1)))
        #expect(cell.admit(1, at: now + .milliseconds(100)) == .admitted)
        #expect(cell.admit(1, at: now + .milliseconds(100)) == .wait(.milliseconds(100)))
    }

    @Test func moreThanTheAmountIsNeverAdmitted() {
        var cell = RateLimiter(tenASecond)
        #expect(cell.admit(11, at: now) == .never)
        #expect(cell.admit(10, at: now) == .admitted)
        #expect(cell.admit(10, at: now) == .wait(.seconds(1)))
    }

    @Test func anIntervalThatIsNoWholeNanosecondIsNotRounded() {
        var cell = RateLimiter(Rate(amount: 3_000_000_007, period: .seconds(1)))
        #expect(cell.admit(3_000_000_007, at: now) == .admitted)
        #expect(cell.remaining(at: now + .nanoseconds(1)) == 3)
        #expect(cell.remaining(at: now + .milliseconds(999)) == 2_997_000_006)
        #expect(cell.remaining(at: now + .seconds(1)) == 3_000_000_007)
    }

    @Test func aDebtIsWaitedFor() {
        var cell = RateLimiter(tenASecond)
        cell.charge(25, at: now)
        #expect(cell.remaining(at: now) == 0)
        #expect(cell.admit(0, at: now) == .wait(.milliseconds(1500)))
        #expect(cell.admit(1, at: now) == .wait(.milliseconds(1600)))
        #expect(cell.resetsIn(at: now) == .milliseconds(2500))
    }

    @Test func anAbsurdDebtEndsAfterADay() {
        var cell = RateLimiter(tenASecond)
        for _ in 0..<5 { cell.charge(.max, at: now) }
        #expect(cell.resetsIn(at: now) == .seconds(86_401))
        #expect(cell.admit(10, at: now + .seconds(86_401)) == .admitted)
    }

    @Test func aRefundNeverFillsBeyondTheAmount() {
        var cell = RateLimiter(tenASecond)
        #expect(cell.admit(4, at: now) == .admitted)
        cell.refund(.max, at: now)
        #expect(cell.isFull(at: now))
        #expect(cell.remaining(at: now) == 10)
        #expect(cell.admit(10, at: now) == .admitted)
        #expect(cell.admit(1, at: now) == .wait(.milliseconds(100)))
    }

    @Test func anotherRateKeepsWhatWasUsed() {
        var cell = RateLimiter(tenASecond)
        #expect(cell.admit(8, at: now) == .admitted)
        #expect(cell.adopting(Rate(amount: 20, period: .seconds(1)), at: now).remaining(at: now) == 12)
        #expect(cell.adopting(Rate(amount: 5, period: .seconds(1)), at: now).resetsIn(at: now) == .milliseconds(1600))
    }

    @Test func hostileValuesDoNotTrap() {
        let counts = [Int.min, -1, 0, 1, 1 << 40, .max]
        let times = [Int64.min, -1, 0, 1, .max].map { Instant(nanoseconds: $0) }
        let periods = [Duration.seconds(Int64.min), .seconds(-1), .zero, .nanoseconds(1), .seconds(Int64.max)]
        for amount in counts {
            for period in periods {
                var cell = RateLimiter(Rate(amount: amount, period: period))
                for time in times + times.reversed() {
                    for count in counts {
                        _ = cell.admit(count, at: time)
                        cell.charge(count, at: time)
                        _ = (cell.remaining(at: time), cell.resetsIn(at: time), cell.isFull(at: time))
                        cell = cell.adopting(Rate(amount: count, period: period), at: time)
                        cell.refund(count, at: time)
                    }
                }
            }
        }
    }
}
