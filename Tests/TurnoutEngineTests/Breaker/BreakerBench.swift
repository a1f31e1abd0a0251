import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutEngine

/// A breaker with its clock and generator, driven by hand.
final class BreakerBench {
    private(set) var machine: BreakerMachine
    var now = Instant(nanoseconds: 1_000_000_000_000)
    var generator: SeededGenerator

    init(_ settings: BreakerSettings = BreakerSettings(), seed: UInt64 = 7) {
        machine = BreakerMachine(settings: settings)
        generator = SeededGenerator(seed: seed)
    }

    var standing: BreakerStanding { machine.standing(at: now) }
    var snapshot: BreakerSnapshot { machine.snapshot(at: now) }

    func wait(_ duration: Duration) { now = now.advanced(by: duration) }

    func ask() -> BreakerAdmission { machine.admit(at: now) }

    func admit() -> BreakerTicket? {
        guard case .admitted(let ticket) = ask() else { return nil }
        return ticket
    }

    @discardableResult
    func settle(_ ticket: BreakerTicket, _ outcome: BreakerOutcome) -> BreakerTransition? {
        machine.settle(ticket, outcome, at: now, using: &generator)
    }

    /// A call from admission to outcome.
    @discardableResult
    func call(_ outcome: BreakerOutcome) throws -> BreakerTransition? {
        settle(try #require(admit()), outcome)
    }

    @discardableResult
    func force(_ override: BreakerOverride?) -> BreakerTransition? { machine.force(override, at: now) }

    /// Tells the breaker to open until so long from now.
    @discardableResult
    func open(for duration: Duration) -> BreakerTransition? {
        machine.open(until: now.advanced(by: duration), at: now)
    }

    func adopt(_ settings: BreakerSettings) { machine.adopt(settings) }

    /// Fails until the breaker opens, and returns for how long it did.
    func breakDown() throws -> Duration {
        for _ in 0..<100 {
            if let duration = try call(.failure)?.openFor { return duration }
        }
        Issue.record("the breaker did not open")
        return .zero
    }

    /// Waits out the pause and closes the breaker with good probes.
    func recover() throws {
        wait(.seconds(300))
        for _ in 0..<2 { try call(.success(timeToFirstToken: nil)) }
        #expect(standing == .closed)
    }
}
