import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutLedger
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// What a ledger's faults do to the money of calls; found by the simulation.
@Suite(.timeLimit(.minutes(1))) struct LedgerFaultTests {
    private static let policy = """
        version: 1
        safe_defaults: false
        providers:
          home: {kind: custom, locality: local, models: {free: {}}}
          cloud:
            kind: custom
            locality: external
            models: {a: {price: {input: 0.00 USD/1M, output: 10.00 USD/1M}, max_output: 1000}}
        budgets: [{id: pot, period: day, limit: 0.02 USD}]
        routes: [{id: all, use: [cloud/a, home/free]}]
        """

    /// A ledger that sets money aside and says that it could not.
    private struct Mute: Ledger {
        let memory = MemoryLedger()

        func perform(_ command: LedgerCommand, at now: Timestamp) async throws(LedgerFailure) -> LedgerReply {
            _ = memory.perform(command, at: now)
            throw LedgerFailure(.io, "the reply is lost")
        }

        func post(
            _ command: LedgerCommand, at now: Timestamp, whenFailed: @escaping @Sendable (LedgerFailure) -> Void
        ) { memory.post(command, at: now, whenFailed: whenFailed) }

        func record(_ call: CallEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void) {
            memory.record(call, whenFailed: whenFailed)
        }

        func record(_ decision: DecisionEntry, whenFailed: @escaping @Sendable (LedgerFailure) -> Void) {
            memory.record(decision, whenFailed: whenFailed)
        }

        func flush() async throws(LedgerFailure) {}
        func balances(of pots: [(key: PotKey, period: PotPeriod)]) async throws(LedgerFailure) -> [PotBalance] {
            memory.balances(of: pots)
        }
        func pots(at moment: Timestamp) async throws(LedgerFailure) -> [PotStatus] { memory.pots(at: moment) }
        func usage(_ query: UsageQuery, at now: Timestamp) async throws(LedgerFailure) -> [UsageRow] {
            memory.usage(query, at: now)
        }
        func costliest(_ query: UsageQuery, limit: Int, at now: Timestamp) async throws(LedgerFailure) -> [RequestKind]
        {
            memory.costliest(query, limit: limit, at: now)
        }
        func takeAlerts(limit: Int, at now: Timestamp, lease: Timestamp) async throws(LedgerFailure) -> [BudgetAlert] {
            memory.takeAlerts(limit: limit, at: now, lease: lease)
        }
        func delivered(_ alert: BudgetAlert, at now: Timestamp) async throws(LedgerFailure) {
            memory.delivered(alert, at: now)
        }
        func forget(before moment: Timestamp) async throws(LedgerFailure) { memory.forget(before: moment) }
        func key() async throws(LedgerFailure) -> [UInt8] { memory.key() }
    }

    @Test func aLostReplyLeavesNothingSetAside() async throws {
        let ledger = Mute()
        let stage = try Stage(policy: Self.policy, ledger: ledger)
        let answer = try #require(await stage.complete().value)
        #expect(answer.record.path == ["cloud/a ledger_failed", "home/free served"])
        #expect(stage.provider("cloud").callCount == 0)
        let pot = try #require(ledger.memory.pots(at: stage.clock.wallTime()).first)
        #expect(pot.balance == PotBalance())
    }

    /// Nobody counts its tokens, and it costs nothing all the same.
    @Test func aFreeTargetIsFreeWithoutACount() async throws {
        let ledger = MemoryLedger()
        let routes = Self.policy.replacing("[cloud/a, home/free]", with: "[home/free]")
        let stage = try Stage(policy: routes, ledger: ledger, ["home": { _ in [.emit(.finished(.stop))] }])
        #expect(await stage.complete().value?.cost == .zero)
        #expect(ledger.calls.map(\.cost) == [.zero])
        let broken = try Stage(
            policy: routes, ledger: ledger, ["home": { _ in [.fail(ProviderFailure(.network, "it broke off"))] }])
        _ = await broken.complete()
        #expect(ledger.calls.map(\.cost) == [.zero, .zero])
    }
}
