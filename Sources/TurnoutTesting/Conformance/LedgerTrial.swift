import TurnoutCore
import TurnoutLedger

/// A ledger under examination in one situation, and what was found.
struct LedgerTrial: Sendable {
    /// A moment that all of an examination's times are counted from.
    static let noon = Timestamp(microseconds: 1_790_000_000_000_000)
    static let hour: Int64 = 3_600_000_000

    let situation: LedgerViolation.Situation
    private(set) var ledger: any Ledger
    private let reopen: LedgerConformance.Reopening?
    private(set) var violations: [LedgerViolation] = []

    init(_ situation: LedgerViolation.Situation, of ledger: any Ledger, reopen: LedgerConformance.Reopening?) {
        self.situation = situation
        self.ledger = ledger
        self.reopen = reopen
    }

    // MARK: Asking

    /// Carries out a command, and opens the ledger again where that was asked for.
    @discardableResult
    mutating func perform(
        _ command: LedgerCommand, at now: Timestamp = LedgerTrial.noon
    ) async throws -> LedgerReply {
        let reply = try await ledger.perform(command, at: now)
        try await reopenIfAsked()
        return reply
    }

    mutating func reopenIfAsked() async throws {
        guard let reopen else { return }
        ledger = try await reopen(ledger)
    }

    @discardableResult
    mutating func reserve(
        _ number: Int, _ bound: Int64, _ claims: [Claim], expiresAfter hours: Int64 = 1, isDispatching: Bool = true,
        at now: Timestamp = LedgerTrial.noon
    ) async throws -> LedgerReply {
        let order = ReservationOrder(
            id: Self.id(number),
            bound: Money(nanoUSD: bound),
            claims: claims,
            expires: Self.after(hours),
            isDispatching: isDispatching
        )
        return try await perform(.reserve(order), at: now)
    }

    @discardableResult
    mutating func settle(
        _ number: Int, _ cost: Int64?, at now: Timestamp = LedgerTrial.noon
    ) async throws -> LedgerReply {
        try await perform(.settle(Self.id(number), cost: cost.map { Money(nanoUSD: $0) }), at: now)
    }

    // MARK: Judging

    mutating func expect(_ holds: Bool, _ rule: LedgerViolation.Rule, _ detail: @autoclosure () -> String) {
        guard !holds else { return }
        violations.append(LedgerViolation(rule: rule, situation: situation, detail: detail()))
    }

    mutating func equal<Value: Equatable>(
        _ found: Value, _ expected: Value, _ rule: LedgerViolation.Rule, _ what: String
    ) {
        expect(found == expected, rule, "\(what): \(found) instead of \(expected)")
    }

    /// Checks that a reply is `.done` with a reservation in a state.
    mutating func expectDone(_ reply: LedgerReply, _ state: Reservation.State, _ what: String) {
        if case .done(let reservation?, _) = reply, reservation.state == state { return }
        expect(false, .reply, "\(what): \(reply) instead of done, \(state.rawValue)")
    }

    /// Checks that a reply is `.conflict` with a reservation in a state.
    mutating func expectConflict(_ reply: LedgerReply, _ state: Reservation.State, _ what: String) {
        if case .conflict(let reservation) = reply, reservation.state == state { return }
        expect(false, .reply, "\(what): \(reply) instead of a conflict with what is \(state.rawValue)")
    }

    mutating func expectRefused(_ reply: LedgerReply, claim: Int, _ what: String) {
        if case .refused(claim, _) = reply { return }
        expect(false, .reply, "\(what): \(reply) instead of a refusal by claim \(claim)")
    }

    /// Checks what stands on the pot that a claim means.
    mutating func expectBalance(
        _ claim: Claim, settled: Int64, held: Int64, overrun: Int64 = 0, _ what: String
    ) async throws {
        let found = try await ledger.balances(of: [(claim.pot, claim.period)])
        let expected = PotBalance(
            settled: Money(nanoUSD: settled), held: Money(nanoUSD: held), overrun: Money(nanoUSD: overrun))
        equal(found, [expected], .balance, what)
    }

    // MARK: Words for orders

    static func id(_ number: Int) -> ReservationID {
        ReservationID(request: RequestID(high: 7, low: UInt64(number)), call: 0)
    }

    static func after(_ hours: Int64) -> Timestamp { Timestamp(microseconds: noon.microseconds + hours * hour) }

    static func day(_ number: Int64 = 0) -> PotPeriod {
        PotPeriod(start: after(24 * number), end: after(24 * number + 24))
    }

    static func claim(
        _ budget: String, _ limit: Int64, scope: String = "", period: PotPeriod = LedgerTrial.day(),
        isHard: Bool = true,
        alertAt: [Int] = []
    ) -> Claim {
        Claim(
            pot: PotKey(budget: budget, scope: scope),
            period: period,
            limit: Money(nanoUSD: limit),
            isHard: isHard,
            alertAt: alertAt
        )
    }
}
