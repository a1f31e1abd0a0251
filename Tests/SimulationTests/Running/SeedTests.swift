import SimulationKit
import Testing

/// The router holds its invariants in simulated worlds.
@Suite struct SeedTests {
    @Test func everyInvariantHoldsInTwoHundredWorlds() throws {
        let result = try SeedRange(1..<201).run(failed: { outcome in
            for violation in outcome.violations {
                Issue.record(
                    "\(violation)\n\(violation.invariant.sentence)\n\(SeedRange.replay(outcome.plan, requests: SeedRange.requests))"
                )
            }
        })
        // What is never reached is never checked.
        let tally = result.tally
        #expect(tally.finished > 1_000 && tally.failed > 1_000 && tally.left > 300)
        #expect(tally.openings > 100 && tally.closings > 10 && tally.reloads > 20)
    }

    @Test func theCommandOfAFailureReplaysIt() {
        let plan = WorldPlan(seed: 4_711, requests: 7)
        #expect(
            SeedRange.replay(plan, requests: 7)
                == "swift run -c release simulate-dispatch --seed 4711 --trace --requests 7")
        #expect(
            SeedRange.replay(plan, requests: SeedRange.requests)
                == "swift run -c release simulate-dispatch --seed 4711 --trace")
    }
}
