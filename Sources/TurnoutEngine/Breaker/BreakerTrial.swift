import TurnoutCore

/// The half-open state's book of permits.
///
/// A permit is a lease with a deadline. It ends in a success or a failure, which uses it up, or it is released or runs
/// out, which makes it free again. So however a probe's holder vanishes, its permit comes back.
struct BreakerTrial: Sendable {
    private struct Lease: Sendable {
        let serial: UInt64
        let deadline: Instant
    }

    private var leases: [Lease] = []
    private var lastSerial: UInt64 = 0
    private(set) var successes = 0
    private(set) var failures = 0

    /// Starts a new trial; leases of an earlier one are void.
    mutating func begin() {
        leases.removeAll(keepingCapacity: true)
        successes = 0
        failures = 0
    }

    /// The permits that nobody holds and no result has used up.
    func free(of probes: Int, at now: Instant) -> Int {
        max(0, probes - successes - failures - outstanding(at: now))
    }

    /// The probes under way whose leases still hold.
    func outstanding(at now: Instant) -> Int {
        var count = 0
        for lease in leases where lease.deadline > now { count += 1 }
        return count
    }

    /// Takes a permit and returns its lease's number; `nil` when none is free.
    mutating func take(of probes: Int, lease duration: Duration, at now: Instant) -> UInt64? {
        leases.removeAll { $0.deadline <= now }
        guard free(of: probes, at: now) > 0 else { return nil }
        lastSerial &+= 1
        leases.append(Lease(serial: lastSerial, deadline: now.advanced(by: duration)))
        return lastSerial
    }

    /// Ends a lease; `false` when there is no such lease, or no longer.
    mutating func end(_ serial: UInt64, at now: Instant) -> Bool {
        guard let index = leases.firstIndex(where: { $0.serial == serial }) else { return false }
        return leases.remove(at: index).deadline > now
    }

    /// Counts the result of a probe whose lease has ended.
    mutating func count(failed: Bool) {
        if failed { failures += 1 } else { successes += 1 }
    }
}
