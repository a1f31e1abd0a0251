import TurnoutCore
import TurnoutLedger

/// What pots, periods and generations do.
extension LedgerTrial {
    mutating func playResetting() async throws {
        let claim = Self.claim("total", 100)
        equal(try await perform(.reset(claim.pot, claim.period)), .done(nil, []), .reply, "a reset of nothing")
        try await reserve(1, 60, [claim])
        try await settle(1, 50)
        try await reserve(2, 40, [claim])
        try await reserve(4, 10, [claim])
        for round in ["a reset", "a repeated reset"] {
            guard case .done(nil, let pots) = try await perform(.reset(claim.pot, claim.period)) else {
                expect(false, .reply, "\(round) is not done")
                continue
            }
            equal(pots.map(\.id.generation), [1], .reply, "the generation after \(round)")
            try await expectBalance(claim, settled: 0, held: 0, "a pot after \(round)")
        }
        expectDone(try await reserve(3, 100, [claim]), .dispatched, "the whole limit after a reset")
        expectDone(try await reserve(2, 40, [claim]), .dispatched, "an order from before the reset, repeated")
        let reply = try await settle(2, 30)
        expectDone(reply, .settled, "a settlement from before the reset")
        if case .done(_, let pots) = reply {
            equal(pots.map(\.id.generation), [0], .reply, "the generation that an old reservation is booked on")
            equal(pots.map(\.balance.settled.nanoUSD), [80], .balance, "what the old generation has spent")
            equal(pots.map(\.balance.held.nanoUSD), [10], .balance, "what the old generation holds")
        }
        try await expectBalance(claim, settled: 0, held: 100, "the new generation")
    }

    mutating func playPeriods() async throws {
        let today = Self.claim("day", 100)
        let tomorrow = Self.claim("day", 100, period: Self.day(1))
        try await reserve(1, 80, [today], expiresAfter: 30)
        // The clock goes a day forwards, and an hour back behind the reservation's own beginning.
        expectDone(try await reserve(2, 90, [tomorrow], at: Self.after(25)), .dispatched, "a new period is empty")
        try await settle(1, 70, at: Self.after(26))
        try await expectBalance(today, settled: 70, held: 0, "the period that the reservation was made in")
        try await expectBalance(tomorrow, settled: 0, held: 90, "the period in which it ended")
        expectRefused(try await reserve(3, 31, [today], at: Self.after(-1)), claim: 0, "the old period is not refilled")
        try await settle(2, nil, at: Self.after(-1))
        try await expectBalance(tomorrow, settled: 90, held: 0, "a settlement before its reservation, by the clock")
        let always = Self.claim("ever", 10, period: .always)
        expectDone(
            try await reserve(4, 10, [always, Self.claim("day", 100, period: Self.day(2))]), .dispatched, "both")
        expectRefused(try await reserve(5, 1, [always], at: Self.after(9_999)), claim: 0, "all of time is one period")
    }

    mutating func playAmounts() async throws {
        let full = Self.claim("full", .max)
        let soft = Self.claim("soft", 1, isHard: false)
        expectDone(try await reserve(1, .max - 1, [full, soft]), .dispatched, "nearly the largest amount")
        expectRefused(try await reserve(2, 2, [full]), claim: 0, "a sum out of range")
        expectRefused(try await reserve(3, 2, [soft]), claim: 0, "a sum that a soft budget cannot count")
        expectRefused(try await reserve(4, -1, [Self.claim("new", 5)]), claim: 0, "less than nothing")
        try await settle(1, .max)
        try await expectBalance(full, settled: .max, held: 0, overrun: 1, "the largest amount")
        let small = Self.claim("small", 100)
        try await reserve(5, 10, [small])
        expectDone(try await settle(5, -7), .settled, "a cost below nothing")
        try await expectBalance(small, settled: 10, held: 0, "a cost below nothing is unknown: the bound")
        try await reserve(6, 10, [small, Self.claim("second", 100)])
        try await settle(6, .max)
        try await expectBalance(small, settled: .max, held: 0, overrun: .max - 10, "a sum held at the largest amount")
        expectRefused(try await reserve(7, 0, [small]), claim: 0, "a pot that cannot be counted any more")
        expectRefused(try await reserve(8, 1, [Self.claim("minus", -1)]), claim: 0, "a limit below nothing")
    }

    mutating func playConcurrent() async throws {
        let ledger = ledger
        let total = Self.claim("total", 1_000)
        let admitted = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<64 {
                group.addTask {
                    let user = Self.claim("user", 400, scope: "user=\(number % 4)")
                    let order = ReservationOrder(
                        id: Self.id(number), bound: Money(nanoUSD: 60), claims: [user, total], expires: Self.after(1))
                    guard case .done = try await ledger.perform(.reserve(order), at: Self.noon) else { return false }
                    _ = try await ledger.perform(.settle(order.id, cost: Money(nanoUSD: 55)), at: Self.noon)
                    return true
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        // As long as a call fits nobody is refused by the total, so that at the end none fits. Four users have 400 each.
        expect(admitted * 55 <= 1_000, .limit, "\(admitted) calls of 55 passed a limit of 1000")
        expect(admitted >= 16, .limit, "only \(admitted) calls of at most 60 passed a limit of 1000")
        try await expectBalance(total, settled: Int64(admitted) * 55, held: 0, "the pot of all")
    }

    mutating func playPosting() async throws {
        let claim = Self.claim("total", 100)
        let order = ReservationOrder(
            id: Self.id(1), bound: Money(nanoUSD: 60), claims: [claim], expires: Self.after(1))
        ledger.post(.reserve(order), at: Self.noon) { _ in }
        ledger.post(.settle(order.id, cost: Money(nanoUSD: 33)), at: Self.noon) { _ in }
        try await ledger.flush()
        try await reopenIfAsked()
        try await expectBalance(claim, settled: 33, held: 0, "commands are carried out in the order of calls")
        ledger.post(.reset(claim.pot, claim.period), at: Self.noon) { _ in }
        expectDone(try await reserve(2, 100, [claim]), .dispatched, "a command after one that nobody waits for")
    }

    mutating func playListing() async throws {
        let empty = try await ledger.pots(at: Self.noon)
        equal(empty, [], .balance, "the pots of an empty ledger")
        let claims = [
            Self.claim("b", 50, scope: "user=bo", alertAt: [80, 100]), Self.claim("a", 100),
            Self.claim("a", 70, period: Self.day(-1)), Self.claim("b", 60, scope: "user=al"),
        ]
        try await reserve(1, 10, claims)
        try await perform(.reset(claims[1].pot, claims[1].period))
        let pots = try await ledger.pots(at: Self.after(1))
        equal(pots.map(\.id.key), [claims[1].pot, claims[3].pot, claims[0].pot], .balance, "the pots of today")
        equal(pots.map(\.id.generation), [1, 0, 0], .balance, "the latest generations")
        equal(pots.map(\.limit.nanoUSD), [100, 60, 50], .balance, "the limits of the pots")
        equal(pots.map(\.end), Array(repeating: Self.day().end, count: 3), .balance, "the ends of the periods")
        equal(pots.last?.alertAt, [80, 100], .alert, "the thresholds that a pot keeps")
        equal(pots.map(\.balance.held.nanoUSD), [0, 10, 10], .balance, "what the pots hold")
        let asked = try await ledger.balances(of: [(claims[3].pot, Self.day(7)), (claims[0].pot, claims[0].period)])
        equal(asked.map(\.held.nanoUSD), [0, 10], .balance, "balances in the order of the keys")
    }
}
