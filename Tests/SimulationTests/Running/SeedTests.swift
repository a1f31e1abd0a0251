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
        #expect(tally.money.calls > 500 && tally.money.refused > 200 && tally.money.reservations > 400)
        #expect(tally.openings > 100 && tally.closings > 10 && tally.reloads > 20)
    }

    /// Two hundred tasks at once at the edge of a hard budget, with faults of providers and of the ledger.
    @Test func aBudgetIsNeverOvershot() throws {
        let result = try SeedRange(1..<21, scenario: .edge).run(failed: { outcome in
            Issue.record("\(outcome.violations)\n\(SeedRange.replay(outcome.plan, requests: SeedRange.requests))")
        })
        let money = result.tally.money
        #expect(money.overshoot == 0 && money.lost == 0)
        #expect(result.tally.requests == 4_000 && money.calls > 300 && money.refused > 1_000)
    }

    @Test func processesThatDieLoseNoMoney() throws {
        let result = try SeedRange(1..<41, scenario: .processes).run(failed: { outcome in
            Issue.record("\(outcome.violations)\n\(SeedRange.replay(outcome.plan, requests: SeedRange.requests))")
        })
        #expect(result.tally.money.calls > 300 && result.tally.money.lost == 0)
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
