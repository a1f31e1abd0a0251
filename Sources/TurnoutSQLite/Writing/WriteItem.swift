#if SQLite
import GRDB
import TurnoutCore
import TurnoutLedger

/// Something to write, and who is told what came of it.
struct WriteItem: Sendable {
    /// A row that nobody waits for and that no money stands on.
    enum Record: Sendable {
        case call(CallEntry)
        case decision(DecisionEntry)
    }

    enum Work: Sendable {
        case command(LedgerCommand, at: Timestamp, done: @Sendable (LedgerReply) -> Void)
        case record(Record)
        /// Gives what is to be done after the commit. Rolled back alone when it fails.
        case job(@Sendable (Database) throws -> @Sendable () -> Void)
    }

    var work: Work
    /// Until when somebody waits for a lock; `nil` for what is kept and tried again, however long that takes.
    var deadline: ContinuousClock.Instant?
    var failed: @Sendable (LedgerFailure) -> Void

    var isRecord: Bool {
        if case .record = work { true } else { false }
    }

    /// Whether it is refused when the queue is full: what asks for new money is, what ends a reservation never.
    var isRefusable: Bool {
        guard case .command(let command, _, _) = work, deadline != nil else { return false }
        switch command {
        case .reserve, .dispatch, .expire, .reset: return true
        case .settle, .void: return false
        }
    }
}
#endif
