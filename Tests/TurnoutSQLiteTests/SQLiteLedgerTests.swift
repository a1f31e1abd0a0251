#if SQLite
import GRDB
import Testing
import TurnoutCore
import TurnoutLedger
import TurnoutSQLite
import TurnoutTesting

struct SQLiteLedgerTests {
    @Test func keepsThePromisesOfEveryLedger() async throws {
        let folder = try LedgerFolder()
        let found = await LedgerConformance {
            try SQLiteLedger(path: "\(folder.file)-\(UInt64.random(in: 0 ... .max))")
        }.violations()
        #expect(found == [])
    }

    @Test func keepsThePromisesAcrossReopening() async throws {
        let folder = try LedgerFolder()
        let suite = LedgerConformance(
            reopen: { ledger in
                guard let ledger = ledger as? SQLiteLedger else { return ledger }
                await ledger.close()
                return try SQLiteLedger(path: ledger.path)
            },
            making: { try SQLiteLedger(path: "\(folder.file)-\(UInt64.random(in: 0 ... .max))") }
        )
        #expect(await suite.violations() == [])
    }

    @Test func aClosedLedgerSaysSo() async throws {
        let folder = try LedgerFolder()
        let ledger = try SQLiteLedger(path: folder.file)
        ledger.post(Order.reserve(1), at: Order.now) { Issue.record("\($0)") }
        await ledger.close()
        await #expect(throws: LedgerFailure.self) { try await ledger.perform(Order.reserve(2), at: Order.now) }
        do throws(LedgerFailure) {
            _ = try await ledger.pots(at: Order.now)
            Issue.record("a closed ledger was read")
        } catch {
            #expect(error.kind == .closed)
        }
        let again = try SQLiteLedger(path: folder.file)
        #expect(try await again.pots(at: Order.now).map(\.balance.held.nanoUSD) == [10], "what was posted is written")
    }

    @Test func commandsAreCarriedOutInTheOrderOfCalls() async throws {
        let folder = try LedgerFolder()
        let ledger = try SQLiteLedger(path: folder.file)
        for number in 0..<500 {
            ledger.post(Order.reserve(number), at: Order.now) { Issue.record("\($0)") }
            ledger.post(Order.settle(number, 3), at: Order.now) { Issue.record("\($0)") }
            ledger.record(Order.call(number)) { Issue.record("\($0)") }
            // Written twice, counted once.
            ledger.record(Order.call(number)) { Issue.record("\($0)") }
        }
        try await ledger.flush()
        let audit = try LedgerAudit(try folder.connection(), withReservations: true)
        #expect(audit.pots == [.init(budget: "total", limit: 1_000_000, settled: 1500, held: 0)])
        #expect(audit.reservations.count == 500)
        #expect(audit.unequal == [])
        #expect(try await ledger.usage(UsageQuery(), at: Order.after(1)).map(\.calls) == [500])
    }

    @Test func forgettingManyRowsLetsCommandsThrough() async throws {
        let folder = try LedgerFolder()
        let ledger = try SQLiteLedger(path: folder.file)
        for number in 0..<3000 {
            ledger.post(Order.reserve(number), at: Order.now) { Issue.record("\($0)") }
            ledger.post(Order.settle(number, 1), at: Order.now) { Issue.record("\($0)") }
            ledger.record(Order.call(number)) { Issue.record("\($0)") }
        }
        try await ledger.flush()
        async let forgotten: Void = ledger.forget(before: Order.after(7200))
        #expect(try await ledger.perform(Order.reserve(9999), at: Order.now).isDone)
        try await forgotten
        let audit = try LedgerAudit(try folder.connection(), withReservations: true)
        #expect(audit.reservations.count == 1)
        // The open reservation's pot stays, with what was settled.
        #expect(audit.pots == [.init(budget: "total", limit: 1_000_000, settled: 3000, held: 10)])
        #expect(try await ledger.usage(UsageQuery(), at: Order.after(1)).map(\.calls) == [0])
    }

    @Test func aVacuumChangesNothing() async throws {
        let folder = try LedgerFolder()
        let ledger = try SQLiteLedger(path: folder.file)
        for number in 0..<20 { _ = try await ledger.perform(Order.reserve(number), at: Order.now) }
        for number in 0..<9 { _ = try await ledger.perform(Order.settle(number, 5), at: Order.now) }
        try await ledger.forget(before: Order.after(7200))
        try await folder.connection().vacuum()
        for number in 9..<20 {
            #expect(try await ledger.perform(Order.settle(number, 10), at: Order.now).isDone)
        }
        #expect(try await ledger.pots(at: Order.now).map(\.balance.settled.nanoUSD) == [155])
    }
}
#endif
