#if SQLite
import GRDB
public import TurnoutCore
public import TurnoutLedger

extension SQLiteLedger {
    /// So many rows go at a time: commands that come meanwhile wait for some milliseconds and not for all of it.
    private static let portion = 500

    /// What is removed, in this order: a pot goes when no reservation is booked on it any more.
    ///
    /// All generations of a pot go together: were a later one gone, the next claim would begin the first one anew. So a
    /// period stays, beyond what the protocol asks, until the last of its reservations has been forgotten.
    private static let removals = [
        "DELETE FROM calls WHERE id IN (SELECT id FROM calls WHERE time < ? LIMIT ?)",
        "DELETE FROM decisions WHERE id IN (SELECT id FROM decisions WHERE time < ? LIMIT ?)",
        """
        DELETE FROM reservations WHERE id IN
        (SELECT id FROM reservations WHERE state >= 2 AND expires < ? LIMIT ?)
        """,
        """
        DELETE FROM pots WHERE id IN (
            SELECT id FROM pots AS old WHERE period_end <= ? AND NOT EXISTS (
                SELECT 1 FROM pots AS other WHERE other.budget = old.budget AND other.scope = old.scope
                AND other.period_start = old.period_start AND (other.period_end > old.period_end
                    OR EXISTS (SELECT 1 FROM reservation_pots WHERE reservation_pots.pot = other.id)))
            ORDER BY budget, scope, period_start, generation LIMIT ?)
        """,
    ]

    public func forget(before moment: Timestamp) async throws(LedgerFailure) {
        for removal in Self.removals {
            var removed = Self.portion
            while removed == Self.portion {
                removed = try await change { database in
                    try database.cachedStatement(sql: removal)
                        .execute(arguments: [moment.microseconds, Self.portion])
                    return database.changesCount
                }
            }
        }
    }
}
#endif
