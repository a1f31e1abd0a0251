import SimulationKit
import Testing

/// A seed is a whole world: run again, in this process or another, everything happens again.
@Suite struct ReplayTests {
    private static func trace(_ seed: UInt64) throws -> String {
        var options = Simulation.Options()
        options.keepsTrace = true
        let outcome = try Simulation(WorldPlan(seed: seed, requests: 40), options: options).run()
        return outcome.trace.map(\.line).joined(separator: "\n")
    }

    @Test(arguments: [3, 17, 58] as [UInt64]) func twiceInOneProcess(seed: UInt64) throws {
        let first = try Self.trace(seed)
        #expect(first.count > 1_000)
        #expect(try Self.trace(seed) == first)
        #expect(try Self.trace(seed + 1) != first)
    }

    /// Each process hashes with a seed of its own, so an order that comes from a dictionary would show here.
    @Test func inTwoProcesses() async throws {
        let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            for seed in [3, 17, 58, 99] as [UInt64] { print(try ReplayTests.trace(seed)) }
        }
        let output = try #require(result).standardOutputContent
        let here = try ([3, 17, 58, 99] as [UInt64]).map { try Self.trace($0) + "\n" }.joined()
        // What the test runner prints by itself stands before and after.
        #expect(String(decoding: output, as: UTF8.self).contains(here))
    }
}
