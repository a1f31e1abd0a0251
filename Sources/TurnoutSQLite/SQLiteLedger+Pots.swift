#if SQLite
import struct Foundation.Data
import GRDB
public import TurnoutCore
public import TurnoutLedger

extension SQLiteLedger {
    public func balances(
        of pots: [(key: PotKey, period: PotPeriod)]
    ) async throws(LedgerFailure) -> [PotBalance] {
        let places = pots.map { (key: $0.key, start: $0.period.start) }
        return try await read { database in
            let tables = BatchTables(database)
            return try places.map { try tables.pot($0.key, start: $0.start)?.balance ?? PotBalance() }
        }
    }

    public func pots(at moment: Timestamp) async throws(LedgerFailure) -> [PotStatus] {
        try await read { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT \(PotStatus.columns) FROM pots WHERE period_end > ? AND NOT EXISTS (
                        SELECT 1 FROM pots AS later WHERE later.budget = pots.budget AND later.scope = pots.scope
                        AND later.period_start = pots.period_start AND later.generation > pots.generation)
                    ORDER BY budget, scope, period_start
                    """)
            return try Row.fetchAll(statement, arguments: [moment.microseconds]).map { PotStatus($0) }
        }
    }

    public func takeAlerts(
        limit: Int, at now: Timestamp, lease: Timestamp
    ) async throws(LedgerFailure) -> [BudgetAlert] {
        try await change { database in
            let statement = try database.cachedStatement(
                sql: """
                    SELECT alerts.id, threshold, alerts.limited_to, taken, time, budget, scope, period_start, generation
                    FROM alerts JOIN pots ON pots.id = alerts.pot
                    WHERE delivered IS NULL AND (leased_until IS NULL OR leased_until <= ?) ORDER BY alerts.id LIMIT ?
                    """)
            let alerts = try Row.fetchAll(statement, arguments: [now.microseconds, max(0, limit)]).map { row in
                BudgetAlert(
                    id: row[0],
                    pot: PotID(
                        key: PotKey(budget: row[5], scope: row[6]),
                        start: Timestamp(microseconds: row[7]),
                        generation: row[8]
                    ),
                    threshold: row[1],
                    limit: Money(nanoUSD: row[2]),
                    taken: Money(nanoUSD: row[3]),
                    time: Timestamp(microseconds: row[4])
                )
            }
            let update = try database.cachedStatement(sql: "UPDATE alerts SET leased_until = ? WHERE id = ?")
            for alert in alerts { try update.execute(arguments: [lease.microseconds, alert.id]) }
            return alerts
        }
    }

    public func delivered(_ alert: BudgetAlert, at now: Timestamp) async throws(LedgerFailure) {
        try await change { database in
            // The row stays, so that the alert is not raised again.
            try database.cachedStatement(sql: "UPDATE alerts SET delivered = ? WHERE id = ? AND delivered IS NULL")
                .execute(arguments: [now.microseconds, alert.id])
        }
    }

    public func key() async throws(LedgerFailure) -> [UInt8] {
        try await read { database in
            guard let key = try Data.fetchOne(database, sql: "SELECT key FROM meta") else {
                throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "the key is missing")
            }
            return Array(key)
        }
    }
}
#endif
