#if SQLite
import GRDB
import Synchronization
import Testing
import TurnoutCore
import TurnoutLedger

@testable import TurnoutSQLite

/// A disk that is full, and a file that another process keeps.
struct LockTests {
    private let folder: LedgerFolder
    private let ledger: SQLiteLedger
    private static let patience = Duration.milliseconds(300)

    init() throws {
        folder = try LedgerFolder()
        ledger = try SQLiteLedger(path: folder.file, options: .init(patience: Self.patience))
    }

    /// Expects a command to fail in a way, not before the disk was asked and not after its time.
    private func expectFailure(_ kind: LedgerFailure.Kind, of command: LedgerCommand, within most: Duration) async {
        let began = ContinuousClock.now
        do throws(LedgerFailure) {
            let reply = try await ledger.perform(command, at: Order.now)
            Issue.record("\(reply)")
        } catch {
            #expect(error.kind == kind)
            #expect(error.description.contains(folder.file))
        }
        #expect(ContinuousClock.now - began < most)
    }

    @Test(arguments: ["IMMEDIATE", "EXCLUSIVE"]) func aLockedFileRefusesAndLosesNothing(mode: String) async throws {
        #expect(try await ledger.perform(Order.reserve(1), at: Order.now).isDone)
        let other = try folder.connection()
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN \(mode)") }
        ledger.post(Order.settle(1, 7), at: Order.now) { Issue.record("a settlement was dropped: \($0)") }
        ledger.record(Order.call(1)) { Issue.record("a call was dropped: \($0)") }
        await expectFailure(.busy, of: Order.reserve(2), within: Self.patience + .seconds(2))
        // What is there can be read.
        #expect(try await ledger.balances(of: [(Order.claim().pot, Order.period)]).map(\.held.nanoUSD) == [10])
        await expectFailure(.busy, of: Order.reserve(3), within: Self.patience + .seconds(2))
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(try await ledger.perform(Order.reserve(4), at: Order.now).isDone)
        try await ledger.flush()
        let balance = try await ledger.balances(of: [(Order.claim().pot, Order.period)])
        #expect(balance == [PotBalance(settled: Money(nanoUSD: 7), held: Money(nanoUSD: 10))])
        #expect(try await ledger.usage(UsageQuery(), at: Order.after(1)).map(\.calls) == [1])
    }

    @Test func aLockThatGoesInTimeIsWaitedFor() async throws {
        let other = try folder.connection()
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        async let reply = ledger.perform(Order.reserve(1), at: Order.now)
        try await Task.sleep(for: .milliseconds(50))
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        #expect(try await reply.isDone)
    }

    @Test func whatNobodyWaitsForIsWrittenWithoutANewCommand() async throws {
        let other = try folder.connection()
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        ledger.post(Order.reserve(1), at: Order.now) { Issue.record("\($0)") }
        try await Task.sleep(for: Self.patience + .milliseconds(100))
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        for _ in 0..<200 where try await ledger.pots(at: Order.now).isEmpty {
            try await Task.sleep(for: .milliseconds(10))
        }
        #expect(try await ledger.pots(at: Order.now).map(\.balance.held.nanoUSD) == [10])
    }

    @Test func aFullDiskRefusesAndLosesNothing() async throws {
        #expect(try await ledger.perform(Order.reserve(1), at: Order.now).isDone)
        let writer = try #require(ledger.file.writer)
        let pages = try await writer.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA page_count") ?? 0 }
        try await writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = \(pages)") }
        // A long name needs a page that is not there.
        let long = Order.claim(String(repeating: "x", count: 20_000))
        await expectFailure(.full, of: Order.reserve(2, claims: [long]), within: .seconds(2))
        for number in 10..<200 { ledger.record(Order.call(number)) { Issue.record("a call was dropped: \($0)") } }
        ledger.post(Order.settle(1, 7), at: Order.now) { Issue.record("a settlement was dropped: \($0)") }
        try await Task.sleep(for: .milliseconds(50))
        #expect(try await ledger.pots(at: Order.now).map(\.balance.held.nanoUSD) == [10])
        try await writer.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 100000") }
        #expect(try await ledger.perform(Order.reserve(3, claims: [long]), at: Order.now).isDone)
        try await ledger.flush()
        #expect(try await ledger.pots(at: Order.now).map(\.balance.settled.nanoUSD) == [7, 0])
        #expect(try await ledger.usage(UsageQuery(), at: Order.after(1)).map(\.calls) == [190])
    }

    @Test func aRowThatCannotBeWrittenDoesNotTakeTheOthersWithIt() async throws {
        try await folder.connection().write { database in
            try database.execute(
                sql: """
                    CREATE TRIGGER poison BEFORE INSERT ON pots WHEN NEW.budget = 'poison'
                    BEGIN SELECT raise(ABORT, 'poisoned'); END
                    """)
        }
        let failures = Mutex(0)
        for number in 0..<20 {
            let claim = Order.claim(number == 7 ? "poison" : "total")
            ledger.post(Order.reserve(number, claims: [claim]), at: Order.now) { _ in failures.withLock { $0 += 1 } }
        }
        try await ledger.flush()
        #expect(failures.withLock { $0 } == 1)
        #expect(try await ledger.pots(at: Order.now).map(\.balance.held.nanoUSD) == [190])
    }

    @Test func aFullQueueRefusesNewMoneyAndNeverASettlement() async throws {
        let small = try SQLiteLedger(path: folder.file, options: .init(patience: .milliseconds(500), queueLimit: 4))
        #expect(try await small.perform(Order.reserve(1), at: Order.now).isDone)
        let other = try folder.connection()
        try await other.writeWithoutTransaction { try $0.execute(sql: "BEGIN IMMEDIATE") }
        let dropped = Mutex(0)
        for number in 100..<200 { small.record(Order.call(number)) { _ in dropped.withLock { $0 += 1 } } }
        small.post(Order.settle(1, 3), at: Order.now) { Issue.record("a settlement was dropped: \($0)") }
        // Some are refused at once and the rest when their time is over.
        let refusals = await withTaskGroup { group in
            for number in 2..<40 {
                group.addTask { () -> LedgerFailure.Kind? in
                    do throws(LedgerFailure) {
                        _ = try await small.perform(Order.reserve(number), at: Order.now)
                        return nil
                    } catch {
                        return error.kind
                    }
                }
            }
            return await group.reduce(into: [LedgerFailure.Kind?]()) { $0.append($1) }
        }
        #expect(refusals.allSatisfy { $0 == .busy })
        try await other.writeWithoutTransaction { try $0.execute(sql: "ROLLBACK") }
        try await small.flush()
        #expect(dropped.withLock { $0 } >= 100 - 2 * 16 - 16)
        let left = try await small.usage(UsageQuery(), at: Order.after(1)).map(\.calls)
        #expect(left == [100 - dropped.withLock { $0 }])
        #expect(try await small.pots(at: Order.now).map(\.balance.settled.nanoUSD) == [3])
    }
}
#endif
