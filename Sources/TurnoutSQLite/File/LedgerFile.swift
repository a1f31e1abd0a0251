#if SQLite
import GRDB
import TurnoutLedger

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The connections to a ledger's file, and what has to hold before they are used.
struct LedgerFile: Sendable {
    let path: String
    /// `nil` when the file is only read.
    let writer: DatabaseQueue?
    let reader: DatabaseQueue
    let deadline: BusyDeadline
    let schema: Schema

    /// Opens a file to write and read, makes it where there is none, and brings its tables up to this version.
    init(path: String, waiting: Duration, schema: Schema = .current) throws(LedgerFailure) {
        let end = ContinuousClock.now + waiting
        let deadline = BusyDeadline(end)
        do {
            if try !Self.exists(path) { try Self.create(path) }
            try Self.probe(path, waiting: deadline)
            var configuration = Self.configuration(deadline)
            configuration.prepareDatabase { database in
                // A power cut must not take back what was acknowledged.
                try database.execute(sql: "PRAGMA synchronous = FULL")
                // 16 MB: taking the journal over into the file costs two flushes more.
                try database.execute(sql: "PRAGMA wal_autocheckpoint = 4000")
            }
            let writer = try DatabaseQueue(path: Self.name(path), configuration: configuration)
            try writer.inDatabase { database in try Self.prepare(database, path: path, schema: schema, until: end) }
            self.writer = writer
            reader = try Self.reader(path, deadline: BusyDeadline(end), waiting: waiting)
        } catch {
            throw LedgerFailure(error, file: path)
        }
        (self.path, self.deadline, self.schema) = (path, deadline, schema)
    }

    /// Opens a file to read. It is neither made nor migrated.
    init(readingFrom path: String, waiting: Duration, schema: Schema = .current) throws(LedgerFailure) {
        let deadline = BusyDeadline(.now + waiting)
        do {
            guard try Self.exists(path) else {
                throw LedgerFailure(.io, "there is no ledger `\(path)`: it is made when a router first uses it")
            }
            reader = try Self.reader(path, deadline: deadline, waiting: waiting)
            try reader.inDatabase { database in
                let version = try Self.version(of: database, path: path)
                try Self.check(version, path: path, schema: schema)
                guard version == schema.version else {
                    throw LedgerFailure(
                        .unreadable,
                        "the ledger `\(path)` has version \(version), and this program reads \(schema.version): it is "
                            + "brought up to date when a router of this version next uses it")
                }
            }
        } catch {
            throw LedgerFailure(error, file: path)
        }
        (self.path, writer, self.deadline, self.schema) = (path, nil, deadline, schema)
    }

    /// Reads what stands in the file at one moment. It blocks its thread.
    func read<Value>(_ body: (Database) throws -> Value) -> Result<Value, LedgerFailure> {
        do {
            return .success(try reader.read(body))
        } catch {
            return .failure(LedgerFailure(error, file: path))
        }
    }

    /// What is said to those who come after the end.
    var closed: LedgerFailure { LedgerFailure(.closed, "the ledger `\(path)` has been closed") }

    /// Closes the connections. What is still read is waited for.
    func closeConnections() {
        // A connection that cannot be closed is so much broken that nothing more can be done with it.
        try? reader.close()
        try? writer?.close()
    }

    /// Refuses a file that a later version has changed since it was opened.
    func checkVersion(_ database: Database) throws {
        let statement = try database.cachedStatement(sql: "PRAGMA user_version")
        let version = try Int.fetchOne(statement) ?? 0
        try Self.check(version, path: path, schema: schema)
    }

    private static func exists(_ path: String) throws(LedgerFailure) -> Bool {
        var status = stat()
        if stat(path, &status) != 0 {
            guard errno == ENOENT else { throw failure(path) }
            return false
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw LedgerFailure(.unreadable, "`\(path)` is no file: name one for the ledger")
        }
        return true
    }

    /// Makes an empty file that its owner alone may read; SQLite gives the files beside it the same rights.
    ///
    /// It is made under another name: closing a file drops the locks that anybody in this process has on it.
    private static func create(_ path: String) throws(LedgerFailure) {
        let draft = "\(path).\(UInt64.random(in: .min ... .max)).new"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        close(descriptor)
        defer { unlink(draft) }
        // Whoever was faster has made the same.
        guard link(draft, path) == 0 || errno == EEXIST else { throw failure(path) }
    }

    private static func failure(_ path: String) -> LedgerFailure {
        let reason = String(cString: strerror(errno)).lowercased()
        return LedgerFailure(
            errno == ENOSPC ? .full : .io,
            "the ledger `\(path)` cannot be opened: \(reason); look whether its folder is there and may be written")
    }

    /// Looks at a file without the right to write, so that other people's files stay as they are.
    private static func probe(_ path: String, waiting deadline: BusyDeadline) throws {
        var configuration = configuration(deadline)
        configuration.readonly = true
        do {
            let queue = try DatabaseQueue(path: name(path), configuration: configuration)
            try queue.inDatabase { database in _ = try version(of: database, path: path) }
            try queue.close()
        } catch let error as DatabaseError
            where error.resultCode == .SQLITE_READONLY || error.resultCode == .SQLITE_CANTOPEN
        {
            // An interrupted change has to be taken back first, which needs the right to write.
        }
    }

    private static func prepare(
        _ database: Database, path: String, schema: Schema, until end: ContinuousClock.Instant
    ) throws {
        try check(try version(of: database, path: path), path: path, schema: schema)
        // SQLite does not wait by itself when two change the journal at once.
        while true {
            do {
                guard try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL") == "wal" else {
                    throw LedgerFailure(.io, "the ledger `\(path)` lies on a disk that several cannot share; move it")
                }
                break
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && ContinuousClock.now < end {
                usleep(1000)
            }
        }
        try database.inTransaction(.immediate) {
            let version = try version(of: database, path: path)
            try check(version, path: path, schema: schema)
            if version < schema.version {
                try database.execute(sql: "PRAGMA application_id = \(Schema.applicationID)")
                try schema.migrate(database, from: version)
            }
            return .commit
        }
    }

    /// The version of a file's tables, 0 for a file with nothing in it. Fails for files that are not ours.
    private static func version(of database: Database, path: String) throws -> Int {
        let owner = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
        let version = try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
        if owner == Schema.applicationID { return version }
        let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        guard owner == 0, version == 0, tables == 0 else {
            throw LedgerFailure(
                .unreadable,
                "`\(path)` is the database of another program and is left as it is: name another file for the ledger")
        }
        return 0
    }

    private static func check(_ version: Int, path: String, schema: Schema) throws(LedgerFailure) {
        guard version > schema.version else { return }
        throw LedgerFailure(
            .unreadable,
            "the ledger `\(path)` has version \(version), and this program knows \(schema.version): use the Turnout that "
                + "wrote it or a later one, or name another file")
    }

    private static func reader(
        _ path: String, deadline: BusyDeadline, waiting: Duration
    ) throws -> DatabaseQueue {
        var configuration = configuration(deadline)
        configuration.readonly = true
        configuration.label = "turnout.ledger.reader"
        let parts = waiting.components
        configuration.busyMode = .timeout(Double(parts.seconds) + Double(parts.attoseconds) / 1e18)
        return try DatabaseQueue(path: name(path), configuration: configuration)
    }

    private static func configuration(_ deadline: BusyDeadline) -> Configuration {
        var configuration = Configuration()
        configuration.label = "turnout.ledger.writer"
        // A rollback can fail on a full disk; the next transaction begins with it then.
        configuration.allowsUnsafeTransactions = true
        configuration.busyMode = .callback { tries in deadline.waits(tries: tries) }
        return configuration
    }

    /// Keeps SQLite from taking a path for an address.
    private static func name(_ path: String) -> String { path.hasPrefix("file:") ? "./" + path : path }
}
#endif
