#if SQLite
import Foundation
import GRDB

/// What a ledger's tables say, read past the ledger.
struct LedgerAudit {
    struct Pot: Equatable {
        var budget: String
        var limit: Int64
        var settled: Int64
        var held: Int64
    }

    struct Entry: Equatable {
        var state: Int
        var bound: Int64
        var cost: Int64?
    }

    var pots: [Pot]
    /// Pots whose balance is not the sum of what is booked on them.
    var unequal: [String]
    /// By the request's identifier.
    var reservations: [String: Entry]

    init(_ connection: DatabaseQueue, withReservations: Bool) throws {
        (pots, unequal, reservations) = try connection.read { database in
            let pots = try Row.fetchAll(database, sql: "SELECT budget, limited_to, settled, held FROM pots ORDER BY id")
            let sums = try String.fetchAll(
                database,
                sql: """
                    SELECT budget FROM pots LEFT JOIN (
                        SELECT pot, sum(CASE WHEN state < 2 THEN bound ELSE 0 END) AS held,
                        sum(CASE WHEN state = 2 THEN cost ELSE 0 END) AS settled
                        FROM reservation_pots JOIN reservations ON reservations.id = reservation GROUP BY pot
                    ) AS booked ON booked.pot = pots.id
                    WHERE pots.held <> ifnull(booked.held, 0) OR pots.settled <> ifnull(booked.settled, 0)
                    """)
            let rows =
                withReservations
                ? try Row.fetchAll(database, sql: "SELECT lower(hex(request)), state, bound, cost FROM reservations")
                : []
            return (
                pots.map { Pot(budget: $0[0], limit: $0[1], settled: $0[2], held: $0[3]) }, sums,
                Dictionary(
                    uniqueKeysWithValues: rows.map {
                        ($0[0] as String, Entry(state: $0[1], bound: $0[2], cost: $0[3]))
                    })
            )
        }
    }
}
#endif
