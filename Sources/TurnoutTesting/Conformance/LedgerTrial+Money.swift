import TurnoutCore
import TurnoutLedger

/// How one reservation comes and ends.
extension LedgerTrial {
    mutating func playReserving() async throws {
        let user = Self.claim("user", 100, scope: "user=ada")
        let total = Self.claim("total", 120)
        let soft = Self.claim("soft", 10, isHard: false)
        let first = try await reserve(1, 70, [user, total, soft])
        expectDone(first, .dispatched, "a first reservation")
        if case .done(let reservation?, let pots) = first {
            equal(reservation.pots.map(\.key), [user.pot, total.pot, soft.pot], .reply, "the pots of a reservation")
            equal(pots.map(\.balance.held.nanoUSD), [70, 70, 70], .reply, "what a reservation's answer says is held")
            equal(pots.map(\.limit.nanoUSD), [100, 120, 10], .reply, "the limits of the pots")
        }
        let tooMuch = try await reserve(2, 51, [Self.claim("other", 100), total, soft])
        expectRefused(tooMuch, claim: 1, "more than the second of two hard budgets holds")
        if case .refused(_, let pots) = tooMuch {
            equal(pots.map(\.balance.held.nanoUSD), [0, 70, 70], .reply, "what a refusal says is held")
        }
        try await expectBalance(Self.claim("other", 100), settled: 0, held: 0, "a pot that would have held the bound")
        try await expectBalance(total, settled: 0, held: 70, "the pot that refused")
        equal(try await perform(.dispatch(Self.id(2))), .unknown, .reply, "the dispatch of what was refused")
        expectDone(try await reserve(3, 50, [total, soft], isDispatching: false), .reserved, "exactly what is left")
        try await expectBalance(total, settled: 0, held: 120, "a pot that is exactly full")
        try await expectBalance(soft, settled: 0, held: 120, "a soft pot above its limit")
        expectDone(try await perform(.dispatch(Self.id(3))), .dispatched, "a dispatch")
        expectDone(try await reserve(4, 5, []), .dispatched, "a reservation without a budget")
        // Two claims on one pot: the lower limit counts, and the money is set aside once.
        let twice = [Self.claim("twice", 100), Self.claim("twice", 40)]
        expectRefused(try await reserve(5, 50, twice), claim: 1, "more than the lower of two limits on one pot")
        expectDone(try await reserve(6, 30, twice), .dispatched, "two claims on one pot")
        try await expectBalance(twice[0], settled: 0, held: 30, "a pot that is claimed twice")
    }

    mutating func playSettling() async throws {
        let claim = Self.claim("total", 100)
        try await reserve(1, 60, [claim])
        let reply = try await settle(1, 25)
        expectDone(reply, .settled, "a settlement")
        if case .done(let reservation?, let pots) = reply {
            equal(reservation.cost?.nanoUSD, 25, .reply, "the cost of a settled reservation")
            equal(pots.map(\.balance.settled.nanoUSD), [25], .reply, "what a settlement's answer says is spent")
        }
        try await expectBalance(claim, settled: 25, held: 0, "a pot after a settlement")
        try await reserve(2, 60, [claim], isDispatching: false)
        expectDone(try await settle(2, nil), .settled, "a settlement of unknown cost, never dispatched")
        try await expectBalance(claim, settled: 85, held: 0, "unknown costs cost the bound")
        expectRefused(try await reserve(3, 16, [claim]), claim: 0, "more than is left of what was spent")
        expectDone(try await reserve(4, 15, [claim]), .dispatched, "all that is left")
        equal(try await settle(99, 1), .unknown, .reply, "the settlement of nothing")
    }

    mutating func playVoiding() async throws {
        let claim = Self.claim("total", 100)
        try await reserve(1, 100, [claim], isDispatching: false)
        expectDone(try await perform(.void(Self.id(1))), .voided, "giving back what was not sent")
        try await reserve(2, 100, [claim])
        expectDone(try await perform(.void(Self.id(2))), .voided, "giving back what nobody charges for")
        try await expectBalance(claim, settled: 0, held: 0, "a pot that all was given back to")
        expectConflict(try await settle(2, 5), .voided, "a settlement of what was given back")
        expectConflict(try await perform(.dispatch(Self.id(1))), .voided, "a dispatch of what was given back")
        try await reserve(3, 100, [claim])
        try await settle(3, 40)
        expectConflict(try await perform(.void(Self.id(3))), .settled, "giving back what was spent")
        expectConflict(try await perform(.dispatch(Self.id(3))), .settled, "a dispatch of what was spent")
        try await expectBalance(claim, settled: 40, held: 0, "a pot after conflicts")
        equal(try await perform(.void(Self.id(99))), .unknown, .reply, "giving back nothing")
    }

    mutating func playRepeating() async throws {
        let claim = Self.claim("total", 100)
        for _ in 0..<2 {
            expectDone(try await reserve(1, 60, [claim], isDispatching: false), .reserved, "an order, repeated")
        }
        try await expectBalance(claim, settled: 0, held: 60, "a pot after a repeated order")
        expectConflict(try await reserve(1, 61, [claim]), .reserved, "another order under the same identifier")
        for _ in 0..<2 { expectDone(try await perform(.dispatch(Self.id(1))), .dispatched, "a dispatch, repeated") }
        for _ in 0..<2 { expectDone(try await settle(1, 20), .settled, "a settlement, repeated") }
        expectConflict(try await settle(1, 21), .settled, "a settlement with another cost")
        expectConflict(try await settle(1, nil), .settled, "a settlement with the bound instead of the cost")
        expectDone(
            try await reserve(1, 60, [claim], isDispatching: false), .settled, "an order for what has been spent")
        try await expectBalance(claim, settled: 20, held: 0, "a pot after a repeated settlement")
        try await reserve(2, 60, [claim])
        for _ in 0..<2 { expectDone(try await perform(.void(Self.id(2))), .voided, "giving back, repeated") }
        expectDone(try await reserve(2, 60, [claim]), .voided, "an order for what was given back")
        try await expectBalance(claim, settled: 20, held: 0, "a pot after repeated commands")
        try await reserve(3, 10, [claim], isDispatching: false)
        expectDone(try await reserve(3, 10, [claim]), .dispatched, "a repeated order that dispatches")
    }

    mutating func playExpiring() async throws {
        let claim = Self.claim("total", 100)
        try await reserve(1, 30, [claim], isDispatching: false)
        try await reserve(2, 40, [claim])
        try await reserve(3, 10, [claim], expiresAfter: 5)
        equal(try await perform(.expire(limit: 10)), .expired(0), .reply, "nothing is overdue")
        equal(try await perform(.expire(limit: 1), at: Self.after(1)), .expired(1), .reply, "one at a time")
        equal(try await perform(.expire(limit: 10), at: Self.after(1)), .expired(1), .reply, "the other")
        try await expectBalance(claim, settled: 40, held: 10, "unsent is given back, sent costs its bound")
        equal(try await perform(.expire(limit: 10), at: Self.after(1)), .expired(0), .reply, "nothing ends twice")
        equal(try await perform(.expire(limit: 0), at: Self.after(9)), .expired(0), .reply, "a limit of none")
        expectConflict(try await perform(.dispatch(Self.id(1))), .voided, "a dispatch after its time")
        expectConflict(try await settle(2, 1), .settled, "another cost after its time")
        try await expectBalance(claim, settled: 40, held: 10, "a pot after late commands")
        try await reserve(4, 20, [claim], isDispatching: false)
        try await perform(.dispatch(Self.id(4)))
        equal(try await perform(.expire(limit: 10), at: Self.after(2)), .expired(1), .reply, "one that was sent late")
        try await expectBalance(claim, settled: 60, held: 10, "what was sent after its reservation costs its bound")
    }

    mutating func playOverrunning() async throws {
        let claim = Self.claim("total", 100)
        try await reserve(1, 40, [claim])
        try await reserve(2, 60, [claim])
        expectDone(try await settle(1, 55), .settled, "a cost above the bound")
        try await expectBalance(claim, settled: 55, held: 60, overrun: 15, "the whole cost is spent")
        expectRefused(try await reserve(3, 0, [claim]), claim: 0, "anything from a pot above its limit")
        try await settle(2, 61)
        try await expectBalance(claim, settled: 116, held: 0, overrun: 16, "what was too much adds up")
    }
}
