import CAllocationCounter
import TurnoutCore
import TurnoutLedger
import TurnoutSQLite

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Tasks that reserve and settle on one new file.
struct Round {
    var perSecond: Double
    /// Milliseconds for a reservation, both commands together.
    var p50: Double
    /// Milliseconds for a reservation, both commands together.
    var p99: Double
    /// Heap allocations for a reservation, on all threads.
    var allocations: Double

    private static let now = Timestamp(microseconds: 1_790_000_000_000_000)
    private static let period = PotPeriod(
        start: now, end: Timestamp(microseconds: now.microseconds + 86_400_000_000))

    init(folder: String, tasks: Int, each: Int) async throws {
        let path = "\(folder)/turnout-ledger-\(UInt64.random(in: 0 ... .max))"
        defer { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
        let ledger = try SQLiteLedger(path: path)
        _ = try await Self.run(ledger, tasks: tasks, each: each / 10)
        let began = ContinuousClock.now
        var times = try await Self.run(ledger, tasks: tasks, each: each)
        perSecond = Double(times.count) / microseconds(ContinuousClock.now - began) * 1e6
        // Counting on all threads costs time, so it is done apart.
        allocation_count_all(true)
        let before = allocation_count_of_all()
        let counted = try await Self.run(ledger, tasks: tasks, each: each / 10).count
        allocations = Double(allocation_count_of_all() - before) / Double(counted)
        allocation_count_all(false)
        await ledger.close()
        times.sort()
        p50 = times[times.count / 2] / 1000
        p99 = times[times.count * 99 / 100] / 1000
    }

    /// The microseconds of each reservation.
    private static func run(_ ledger: SQLiteLedger, tasks: Int, each: Int) async throws -> [Double] {
        try await withThrowingTaskGroup(of: [Double].self) { group in
            for task in 0..<tasks {
                group.addTask {
                    var times: [Double] = []
                    for _ in 0..<each {
                        let began = ContinuousClock.now
                        try await call(ledger, user: "user=\(task)")
                        times.append(microseconds(ContinuousClock.now - began))
                    }
                    return times
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    private static func call(_ ledger: SQLiteLedger, user: String) async throws {
        let id = ReservationID(request: RequestID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max)), call: 0)
        let claims = [PotKey(budget: "total"), PotKey(budget: "user", scope: user)].map {
            Claim(pot: $0, period: period, limit: Money(nanoUSD: .max / 2), isHard: true, alertAt: [80, 100])
        }
        let order = ReservationOrder(
            id: id, bound: Money(nanoUSD: 1000), claims: claims,
            expires: Timestamp(microseconds: now.microseconds + 3_600_000_000))
        try expectDone(await ledger.perform(.reserve(order), at: now))
        try expectDone(await ledger.perform(.settle(id, cost: Money(nanoUSD: 700)), at: now))
    }

    private static func expectDone(_ reply: LedgerReply) throws {
        guard case .done = reply else { throw Trouble(description: "a reservation was not carried out: \(reply)") }
    }
}
