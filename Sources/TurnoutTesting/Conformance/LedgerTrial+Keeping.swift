import TurnoutCore
import TurnoutLedger

/// What a ledger keeps, and what it forgets.
extension LedgerTrial {
    mutating func playForgetting() async throws {
        let old = Self.claim("day", 100, period: Self.day(-3), alertAt: [10])
        let open = Self.claim("open", 100, period: Self.day(-3))
        let today = Self.claim("day", 100)
        try await reserve(1, 50, [old], expiresAfter: -60)
        try await settle(1, 50)
        try await reserve(2, 30, [open], expiresAfter: -60)
        try await settle(2, 20)
        try await reserve(3, 40, [open], expiresAfter: -60)
        try await perform(.reset(open.pot, open.period))
        try await reserve(4, 60, [today], expiresAfter: -60)
        try await settle(4, 60)
        try await reserve(5, 10, [today], expiresAfter: 1)
        try await ledger.forget(before: Self.after(-24))
        try await reopenIfAsked()
        equal(try await settle(1, 50), .unknown, .retention, "a reservation that ended long ago")
        try await expectBalance(old, settled: 0, held: 0, "a period that ended long ago")
        try await expectBalance(today, settled: 60, held: 10, "a period that has not ended")
        // The open pot's first generation holds money still; a claim of its period must not begin it anew.
        expectDone(try await reserve(6, 5, [open]), .dispatched, "a late claim on a period with open reservations")
        let reply = try await settle(3, 35)
        expectDone(reply, .settled, "an open reservation after forgetting")
        if case .done(_, let pots) = reply {
            let expected = PotBalance(settled: Money(nanoUSD: 55))
            equal(pots.map(\.balance), [expected], .retention, "the pot of an open reservation after forgetting")
        }
        expectDone(try await settle(5, 10), .settled, "an open reservation of today")
        try await forgetAll()
    }

    private mutating func forgetAll() async throws {
        for number in 0..<3 {
            let entry = CallEntry(
                id: Self.id(number), time: Self.after(Int64(number)), target: TargetName(provider: "p", model: "m"),
                isLocal: false, attribution: Attribution(), task: "chat", outcome: CallEntry.served,
                cost: Money(nanoUSD: 1), duration: .seconds(1))
            ledger.record(entry) { _ in }
            let decision = DecisionEntry(
                id: entry.id.request, time: entry.time, policy: "p", policyDigest: "0", task: "chat",
                sensitivity: "public", route: nil, outcome: CallEntry.served, served: entry.target,
                attribution: Attribution(tags: ["t"]), duration: .seconds(1), cost: entry.cost)
            ledger.record(decision) { _ in }
        }
        try await ledger.flush()
        try await ledger.forget(before: Self.after(1))
        try await reopenIfAsked()
        let calls = try await ledger.usage(UsageQuery(), at: Self.after(100))
        equal(calls.map(\.calls), [2], .retention, "calls that began before a moment")
        try await ledger.forget(before: Self.after(1_000))
        try await reopenIfAsked()
        let pots = try await ledger.pots(at: Self.after(-999))
        let left = pots.map { "\($0.id.key.budget) \($0.balance.held.nanoUSD)" }
        equal(left, ["open 5"], .retention, "the pots that are left when only one reservation is open")
    }

    mutating func playKey() async throws {
        let first = try await ledger.key()
        equal(first.count, 32, .key, "bytes of the key")
        expect(Set(first).count > 1, .key, "all bytes of the key are the same")
        try await reserve(1, 1, [])
        try await ledger.forget(before: Self.after(1_000))
        try await reopenIfAsked()
        let second = try await ledger.key()
        expect(first == second, .key, "the key has changed")
    }
}
