#if SQLite
import GRDB
import TurnoutLedger

/// Writes items in one transaction.
struct BatchWriter: Sendable {
    /// What came of one item.
    enum Outcome: Sendable {
        /// It is on the disk; this tells whoever waits.
        case written(@Sendable () -> Void)
        /// It is not; others of the same transaction may be.
        case failed(LedgerFailure)
    }

    /// Nothing of the transaction is on the disk.
    struct Rollback: Error {
        var failure: LedgerFailure
        /// Whether one item alone may be at fault.
        var isOfStatement: Bool
    }

    let file: LedgerFile

    /// Writes all items and gives what came of each.
    ///
    /// - Parameter end: until when to wait for the file while another process keeps it.
    func write(_ items: [WriteItem], until end: ContinuousClock.Instant) throws(Rollback) -> [Outcome] {
        guard let writer = file.writer else {
            throw Rollback(failure: .init(.io, "the ledger `\(file.path)` was opened to be read"), isOfStatement: false)
        }
        file.deadline.set(end)
        let result: Result<[Outcome], Rollback> = writer.inDatabase { database in
            do {
                return .success(try write(items, to: database))
            } catch {
                let isOfStatement = (error as? DatabaseError)?.isOfStatement ?? false
                return .failure(
                    Rollback(failure: LedgerFailure(error, file: file.path), isOfStatement: isOfStatement))
            }
        }
        return try result.get()
    }

    private func write(_ items: [WriteItem], to database: Database) throws -> [Outcome] {
        // An earlier failure may have left a transaction that could not be rolled back then.
        if database.isInsideTransaction { try database.rollback() }
        try database.beginTransaction(.immediate)
        do {
            try file.checkVersion(database)
            var tables = BatchTables(database)
            var outcomes: [Outcome] = []
            outcomes.reserveCapacity(items.count)
            for item in items { outcomes.append(try write(item, to: database, &tables)) }
            try tables.write()
            try database.commit()
            return outcomes
        } catch {
            // What the rollback itself runs into is found again by the next transaction.
            if database.isInsideTransaction { try? database.rollback() }
            throw error
        }
    }

    private func write(_ item: WriteItem, to database: Database, _ tables: inout BatchTables) throws -> Outcome {
        switch item.work {
        case .command(let command, let now, let done):
            var rows = CommandRows(tables, file: file.path)
            let reply: LedgerReply
            do throws(LedgerFailure) {
                reply = try LedgerMachine.apply(command, to: &rows, at: now)
            } catch {
                // Only what is wrong with the rows that it reads is a matter of the command alone.
                guard error.kind == .unreadable else { throw error }
                return .failed(error)
            }
            try tables.take(rows.changes)
            return .written { done(reply) }
        case .record(let record):
            try database.insert(record)
            return .written {}
        case .job(let job):
            try tables.write()
            // It may change any row.
            tables = BatchTables(database)
            do {
                var done: @Sendable () -> Void = {}
                try database.inSavepoint {
                    done = try job(database)
                    return .commit
                }
                return .written(done)
            } catch let error as DatabaseError where !error.isOfStatement {
                throw error
            } catch {
                return .failed(LedgerFailure(error, file: file.path))
            }
        }
    }
}
#endif
