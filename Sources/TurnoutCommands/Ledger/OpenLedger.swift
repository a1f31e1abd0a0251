public import TurnoutLedger

#if SQLite
import TurnoutSQLite
#endif

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A ledger that a command has opened, and how to be done with it.
public struct OpenLedger: Sendable {
    /// What a command does with a ledger.
    public enum Access: Hashable, Sendable {
        /// It only looks; the file is neither made nor changed.
        case reading
        /// It writes; the file is made where there is none.
        case writing
    }

    /// Keeps account.
    public var ledger: any Ledger
    /// Writes what was handed over, and closes the file.
    public var close: @Sendable () async -> Void

    /// Creates an open ledger.
    public init(ledger: any Ledger, close: @escaping @Sendable () async -> Void) {
        self.ledger = ledger
        self.close = close
    }

    /// Opens the file of a ledger on this machine's disk; when it is made, so are the folders above it, for their owner
    /// alone.
    public static func file(_ path: String, for access: Access) throws(LedgerFailure) -> OpenLedger {
        #if SQLite
        let ledger: SQLiteLedger
        switch access {
        case .reading: ledger = try SQLiteLedger(readingFrom: path)
        case .writing:
            try makeFolders(above: path)
            ledger = try SQLiteLedger(path: path)
        }
        return OpenLedger(ledger: ledger) { await ledger.close() }
        #else
        throw LedgerFailure(.io, "this program was built without the trait `SQLite`, and keeps no ledger")
        #endif
    }

    private static func makeFolders(above path: String) throws(LedgerFailure) {
        for index in path.indices where path[index] == "/" && index > path.startIndex {
            let folder = String(path[..<index])
            guard mkdir(folder, 0o700) == 0 || errno == EEXIST || access(folder, F_OK) == 0 else {
                let reason = String(cString: strerror(errno)).lowercased()
                throw LedgerFailure(
                    errno == ENOSPC ? .full : .io, "the folder `\(folder)` of the ledger cannot be made: \(reason)")
            }
        }
    }
}
