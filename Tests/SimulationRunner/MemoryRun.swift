import SimulationKit
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Runs very many requests through one router and looks whether memory stays flat.
struct MemoryRun {
    /// What resident memory may grow by from the first tenth of the requests to the end: caches and pools fill up, and
    /// the allocator keeps pages, but nothing grows with each request. 100,000 leaks of 64 bytes are more than this.
    static let allowance = 4 << 20

    let requests: Int
    let seed: UInt64
    let features: DispatcherFeatures

    /// Runs, prints, and says whether memory stayed flat and all invariants held.
    func run() throws -> Bool {
        let samples = Mutex<[(requests: Int, bytes: Int)]>([])
        var options = Simulation.Options()
        options.milestones = (
            max(1, requests / 10),
            { reached in samples.withLock { $0.append((reached, Self.residentBytes())) } }
        )
        let plan = WorldPlan(seed: seed, requests: requests, features: features, scenario: .everything)
        let clock = ContinuousClock()
        let began = clock.now
        let outcome = try Simulation(plan, options: options).run()
        let seconds = (clock.now - began).inSeconds
        let end = Self.residentBytes()
        samples.withLock { $0.append((requests, end)) }
        for sample in samples.withLock({ $0 }) { print("\(sample.requests) requests: \(sample.bytes >> 10) KiB") }
        print("\(requests) requests in \(seconds.rounded) s, \(Int(Double(requests) / seconds)) a second")
        for violation in outcome.violations.prefix(5) { print(violation) }
        // Before the first tenth is over, everything is used for the first time.
        let start = samples.withLock { $0.count > 1 ? $0[1].bytes : 0 }
        let growth = end - start
        let isFlat = growth <= Self.allowance
        print(
            "resident memory grew by \(growth >> 10) KiB from \(start >> 10) KiB, at most "
                + "\(Self.allowance >> 10) KiB is allowed: \(isFlat ? "flat" : "NOT FLAT")")
        return isFlat && outcome.violations.isEmpty
    }

    /// The memory of this process that is in use, in bytes; 0 where the system does not tell.
    static func residentBytes() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        guard fgets(&line, Int32(line.count), file) != nil else { return 0 }
        let fields = line.prefix { $0 != 0 }.split(separator: CChar(UInt8(ascii: " ")))
        guard fields.count > 1 else { return 0 }
        let pages = fields[1].reduce(0) { $0 * 10 + Int($1) - Int(UInt8(ascii: "0")) }
        return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
}

extension Duration {
    var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension Double {
    /// With two decimals.
    var rounded: Double { (self * 100).rounded() / 100 }
}
