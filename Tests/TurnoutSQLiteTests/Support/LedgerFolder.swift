#if SQLite
import Foundation
import GRDB
import TurnoutCore
import TurnoutLedger

@testable import TurnoutSQLite

/// A folder for the files of one test, which goes with it.
final class LedgerFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "turnout-ledger-\(UInt64.random(in: 0 ... .max))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        // A ledger that is let go at the same time removes its own files, at which the removal of the folder stops.
        for _ in 0..<20 where FileManager.default.fileExists(atPath: path) {
            if (try? FileManager.default.removeItem(atPath: path)) == nil { usleep(5000) }
        }
    }

    /// The ledger of the test; not there before somebody opens it.
    var file: String { path + "/ledger.db" }

    /// A connection past the ledger, as another program would have.
    func connection() throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.busyMode = .timeout(5)
        configuration.allowsUnsafeTransactions = true
        return try DatabaseQueue(path: file, configuration: configuration)
    }

    func bytes() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: file)) }
}

/// Words for orders.
enum Order {
    static let now = Timestamp(microseconds: 1_790_000_000_000_000)
    static let period = PotPeriod(
        start: Timestamp(microseconds: 1_789_000_000_000_000), end: Timestamp(microseconds: 1_791_000_000_000_000))

    static func after(_ seconds: Int64) -> Timestamp {
        Timestamp(microseconds: now.microseconds + seconds * 1_000_000)
    }

    static func id(_ number: Int) -> ReservationID {
        ReservationID(request: RequestID(high: 1, low: UInt64(number)), call: 0)
    }

    static func claim(_ budget: String = "total", limit: Int64 = 1_000_000) -> Claim {
        Claim(pot: PotKey(budget: budget), period: period, limit: Money(nanoUSD: limit), isHard: true)
    }

    static func reserve(_ number: Int, _ bound: Int64 = 10, claims: [Claim] = [claim()]) -> LedgerCommand {
        .reserve(
            ReservationOrder(id: id(number), bound: Money(nanoUSD: bound), claims: claims, expires: after(3600)))
    }

    static func settle(_ number: Int, _ cost: Int64?) -> LedgerCommand {
        .settle(id(number), cost: cost.map { Money(nanoUSD: $0) })
    }

    static func call(_ number: Int) -> CallEntry {
        CallEntry(
            id: id(number), time: now, target: TargetName(provider: "p", model: "m"), isLocal: false,
            attribution: Attribution(), task: "chat", outcome: CallEntry.served, cost: Money(nanoUSD: 1),
            duration: .milliseconds(5))
    }
}

extension LedgerReply {
    var isDone: Bool {
        if case .done = self { true } else { false }
    }
}
#endif
