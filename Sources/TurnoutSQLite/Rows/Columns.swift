#if SQLite
import struct Foundation.Data
import GRDB
import TurnoutCore
import TurnoutLedger

/// How the values of a ledger stand in columns.
extension RequestID {
    /// 16 bytes, the highest first.
    var data: Data {
        let (high, low) = numbers
        var data = Data(capacity: 16)
        withUnsafeBytes(of: high.bigEndian) { data.append(contentsOf: $0) }
        withUnsafeBytes(of: low.bigEndian) { data.append(contentsOf: $0) }
        return data
    }

    /// Reads 16 bytes; `nil` for another number of them.
    init?(_ data: Data) {
        guard data.count == 16 else { return nil }
        func number(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
        self.init(high: number(data.prefix(8)), low: number(data.suffix(8)))
    }
}

extension Reservation.State {
    /// Open states are below 2, ended ones are not: the tables' indices stand on that.
    var number: Int {
        switch self {
        case .reserved: 0
        case .dispatched: 1
        case .settled: 2
        case .voided: 3
        }
    }

    init?(number: Int) {
        guard let state = Self.allCases.first(where: { $0.number == number }) else { return nil }
        self = state
    }
}

extension Duration {
    /// Whole microseconds, held at the ends of the range.
    var microseconds: Int64 {
        let (seconds, attoseconds) = components
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        let (sum, carry) = product.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        return overflow || carry ? (seconds < 0 ? .min : .max) : sum
    }
}

extension Attribution {
    /// The tags as a JSON array, each of them once.
    var tagList: String {
        guard !tags.isEmpty else { return "[]" }
        var seen: Set<String> = []
        return JSONValue.array(tags.filter { seen.insert($0).inserted }.map { JSONValue.string($0) }).text()
    }
}

extension PotStatus {
    /// Thresholds with commas between them.
    var thresholdList: String { alertAt.map { String($0) }.joined(separator: ",") }

    static let columns = """
        id, budget, scope, period_start, generation, period_end, limited_to, alert_at, settled, held, overrun
        """

    /// Reads a row of ``columns``.
    init(_ row: Row) {
        let thresholds: String = row[7]
        self.init(
            id: PotID(
                key: PotKey(budget: row[1], scope: row[2]),
                start: Timestamp(microseconds: row[3]),
                generation: row[4]
            ),
            end: Timestamp(microseconds: row[5]),
            limit: Money(nanoUSD: row[6]),
            alertAt: thresholds.split(separator: ",").compactMap { Int($0) },
            balance: PotBalance(
                settled: Money(nanoUSD: row[8]),
                held: Money(nanoUSD: row[9]),
                overrun: Money(nanoUSD: row[10])
            )
        )
    }
}
#endif
