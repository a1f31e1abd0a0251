#if SQLite
import GRDB
import TurnoutLedger

extension LedgerFailure {
    /// What an error of the database means for those who asked the ledger for something.
    init(_ error: any Error, file: String) {
        if let failure = error as? LedgerFailure {
            self = failure
            return
        }
        guard let error = error as? DatabaseError else {
            self.init(.io, "the ledger `\(file)` cannot be used: \(error)")
            return
        }
        let reason = error.message ?? "code \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            self.init(
                .full, "there is no room left for the ledger `\(file)`: free some on its disk, paid calls wait for it")
        case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL:
            self.init(
                .busy, "another process keeps the ledger `\(file)` locked: see which with `fuser`, and let it finish")
        case .SQLITE_NOTADB:
            self.init(
                .unreadable,
                "`\(file)` is no ledger and is left as it is: name another file, or move this one out of the way")
        case .SQLITE_CORRUPT:
            self.init(
                .unreadable,
                "the ledger `\(file)` is damaged (\(reason)): stop all that use it, keep a copy, and take it back from a "
                    + "backup or repair the copy with `sqlite3 COPY .recover`")
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(.io, "the ledger `\(file)` may not be written: give its owner the right to, also to its folder")
        case .SQLITE_CANTOPEN:
            self.init(.io, "the ledger `\(file)` cannot be opened: look whether its folder is there and may be written")
        default: self.init(.io, "the ledger `\(file)` cannot be used: \(reason)")
        }
    }
}

extension DatabaseError {
    /// Whether the statement itself is at fault, so that others of the same transaction would have gone well.
    var isOfStatement: Bool {
        switch resultCode {
        case .SQLITE_ERROR, .SQLITE_CONSTRAINT, .SQLITE_MISMATCH, .SQLITE_TOOBIG, .SQLITE_RANGE, .SQLITE_MISUSE: true
        default: false
        }
    }
}
#endif
