#if SQLite
import Foundation
import GRDB
import Testing
import TurnoutCore
import TurnoutLedger

@testable import TurnoutSQLite

/// Which files are opened, and which are refused and left as they are.
struct LedgerFileTests {
    private let folder: LedgerFolder

    init() throws { folder = try LedgerFolder() }

    private func failure(_ open: (String) throws(LedgerFailure) -> SQLiteLedger) -> LedgerFailure? {
        do throws(LedgerFailure) {
            _ = try open(folder.file)
            return nil
        } catch {
            return error
        }
    }

    private func opening() -> LedgerFailure? { failure { path throws(LedgerFailure) in try SQLiteLedger(path: path) } }

    private func reading() -> LedgerFailure? {
        failure { path throws(LedgerFailure) in try SQLiteLedger(readingFrom: path) }
    }

    private func mode(_ path: String) throws -> Int {
        try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
    }

    @Test func onlyTheOwnerMayReadIt() async throws {
        let ledger = try SQLiteLedger(path: folder.file)
        _ = try await ledger.perform(Order.reserve(1), at: Order.now)
        for suffix in ["", "-wal", "-shm"] { #expect(try mode(folder.file + suffix) == 0o600, "\(suffix)") }
        await ledger.close()
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["ledger.db"])
    }

    @Test func flushesEveryCommitAndKeepsItsForm() async throws {
        let ledger = try SQLiteLedger(path: folder.file)
        let writer = try #require(ledger.file.writer)
        func pragma(_ name: String) throws -> String? {
            try writer.inDatabase { try String.fetchOne($0, sql: "PRAGMA \(name)") }
        }
        // 2 is FULL.
        #expect(try pragma("synchronous") == "2")
        #expect(try pragma("journal_mode") == "wal")
        #expect(try pragma("user_version") == "\(Schema.current.version)")
    }

    @Test func textIsNoLedgerAndStaysAsItIs() throws {
        let text = Data(String(repeating: "these are somebody's notes\n", count: 100).utf8)
        try text.write(to: URL(fileURLWithPath: folder.file))
        for found in [opening(), reading()] {
            #expect(found?.kind == .unreadable)
            #expect(found?.description.contains("is no ledger and is left as it is") == true)
        }
        #expect(try folder.bytes() == text)
    }

    @Test(arguments: ["DELETE", "WAL"]) func anotherProgramsDatabaseStaysAsItIs(journal: String) throws {
        try {
            let queue = try folder.connection()
            try queue.writeWithoutTransaction { database in
                try database.execute(sql: "PRAGMA journal_mode = \(journal); CREATE TABLE songs (name TEXT)")
            }
            try queue.close()
        }()
        let bytes = try folder.bytes()
        for found in [opening(), reading()] {
            #expect(found?.kind == .unreadable)
            #expect(found?.description.contains("the database of another program") == true)
        }
        #expect(try folder.bytes() == bytes)
    }

    @Test func aNewerFileIsRefusedWithWhatToDo() throws {
        try {
            let newer = Schema(steps: Schema.current.steps + ["CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT"])
            let file = try LedgerFile(path: folder.file, waiting: .seconds(1), schema: newer)
            file.closeConnections()
        }()
        let bytes = try folder.bytes()
        let version = Schema.current.version
        for found in [opening(), reading()] {
            #expect(found?.kind == .unreadable)
            let text = found?.description ?? ""
            #expect(text.contains("has version \(version + 1), and this program knows \(version)"))
            #expect(text.contains("use the Turnout that wrote it or a later one"))
        }
        #expect(try folder.bytes() == bytes)
    }

    @Test func anOlderFileIsMigratedAndKeepsItsMoney() async throws {
        let older = Schema(steps: Array(Schema.current.steps.prefix(1)))
        do {
            let old = SQLiteLedger(try LedgerFile(path: folder.file, waiting: .seconds(1), schema: older), .init())
            _ = try await old.perform(Order.reserve(1, 77), at: Order.now)
            await old.close()
        }
        #expect(reading()?.description.contains("has version 1, and this program reads 2") == true)
        let ledger = try SQLiteLedger(path: folder.file)
        #expect(try await ledger.pots(at: Order.now).map(\.balance.held.nanoUSD) == [77])
        #expect(try await ledger.usage(UsageQuery(), at: Order.now) == [UsageRow()])
        await ledger.close()
        #expect(reading() == nil)
    }

    @Test func aMigrationThatFailsLeavesTheFileAsItWas() throws {
        let first = try LedgerFile(path: folder.file, waiting: .seconds(1))
        first.closeConnections()
        let bytes = try folder.bytes()
        let broken = Schema(
            steps: Schema.current.steps + ["CREATE TABLE more (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE pots (a)"])
        #expect(throws: LedgerFailure.self) { try LedgerFile(path: folder.file, waiting: .seconds(1), schema: broken) }
        #expect(try folder.bytes() == bytes)
        #expect(opening() == nil)
    }

    @Test func aFileThatALaterVersionHasChangedMeanwhileIsNotWritten() async throws {
        let ledger = try SQLiteLedger(path: folder.file)
        try await folder.connection().writeWithoutTransaction { try $0.execute(sql: "PRAGMA user_version = 99") }
        do throws(LedgerFailure) {
            _ = try await ledger.perform(Order.reserve(1), at: Order.now)
            Issue.record("it was written")
        } catch {
            #expect(error.kind == .unreadable)
        }
    }

    @Test func readingMakesNoFileAndChangesNone() async throws {
        #expect(reading()?.description.contains("there is no ledger") == true)
        #expect(!FileManager.default.fileExists(atPath: folder.file))
        let ledger = try SQLiteLedger(path: folder.file)
        _ = try await ledger.perform(Order.reserve(1), at: Order.now)
        // Beside one who writes, and after him.
        let reader = try SQLiteLedger(readingFrom: folder.file)
        #expect(try await reader.pots(at: Order.now).map(\.balance.held.nanoUSD) == [10])
        await #expect(throws: LedgerFailure.self) { try await reader.perform(Order.reserve(2), at: Order.now) }
        await ledger.close()
        #expect(try await reader.pots(at: Order.now).count == 1)
        await reader.close()
        #expect(reading() == nil)
    }

    @Test func aMissingFolderAndAFolderAreNamed() throws {
        for path in [folder.path + "/nowhere/ledger.db", folder.path] {
            do throws(LedgerFailure) {
                _ = try SQLiteLedger(path: path)
                Issue.record("\(path) was opened")
            } catch {
                #expect(error.description.contains("`\(path)`"))
            }
        }
    }

    @Test func aDamagedFileIsNamedWithWhatToDo() async throws {
        let ledger = try SQLiteLedger(path: folder.file)
        for number in 0..<300 { ledger.post(Order.reserve(number), at: Order.now) { Issue.record("\($0)") } }
        await ledger.close()
        var bytes = try folder.bytes()
        #expect(bytes.count > 8 * 4096)
        for place in 4096..<bytes.count { bytes[place] = UInt8.random(in: 0...255) }
        try bytes.write(to: URL(fileURLWithPath: folder.file))
        let failure: LedgerFailure?
        do throws(LedgerFailure) {
            let damaged = try SQLiteLedger(path: folder.file)
            _ = try await damaged.perform(Order.reserve(1000), at: Order.now)
            failure = nil
        } catch {
            failure = error
        }
        #expect(failure?.kind == .unreadable)
        #expect(failure?.description.contains("is damaged") == true)
    }

    @Test func manyWhoOpenANewFileAtOnceAllGetIt() async throws {
        let path = folder.file
        let keys = try await withThrowingTaskGroup { group in
            for _ in 0..<8 { group.addTask { try await SQLiteLedger(path: path).key() } }
            return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
        }
        #expect(keys.count == 1)
    }
}
#endif
