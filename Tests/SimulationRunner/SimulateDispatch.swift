import SimulationKit

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Runs the router in simulated worlds and fails when an invariant does not hold.
@main
struct SimulateDispatch {
    static func main() {
        do {
            let arguments = try RunnerArguments(Array(CommandLine.arguments.dropFirst()))
            exit(try run(arguments) ? 0 : 1)
        } catch let problem as RunnerProblem {
            print(problem.message)
            exit(2)
        } catch {
            print("the simulation itself is wrong: \(error)")
            exit(70)
        }
    }

    private static func run(_ arguments: RunnerArguments) throws -> Bool {
        if let requests = arguments.memory {
            return try MemoryRun(
                requests: requests, seed: arguments.seed ?? 1, features: arguments.features
            ).run()
        }
        if let seed = arguments.seed { return try runOne(seed, arguments) }
        let clock = ContinuousClock()
        let began = clock.now
        let seeds = arguments.from..<(arguments.from + arguments.seeds)
        let range = SeedRange(
            seeds, requests: arguments.requests, features: arguments.features, scenario: arguments.scenario)
        let watch = HangWatch()
        watch.start(arguments)
        let result = try range.run(mostFailures: arguments.mostFailures, began: watch.begin) { outcome in
            print("seed \(outcome.plan.seed) FAILED, \(outcome.plan.scenario)")
            for violation in outcome.violations {
                print("  \(violation)")
                print("    \(violation.invariant.sentence)")
            }
            print("  \(SeedRange.replay(outcome.plan, requests: arguments.requests, scenario: arguments.scenario))")
            fflush(nil)
        }
        watch.end()
        let seconds = (clock.now - began).inSeconds
        let tally = result.tally
        if arguments.isBudgetEdge {
            print(
                "\(result.seeds) seeds, \(tally.requests) tasks, \(tally.money.calls) calls that cost, "
                    + "\(tally.money.refused) refused, overshoot \(tally.money.overshoot) nano-dollars, "
                    + "\(tally.money.lost) of \(tally.money.reservations) reservations lost")
        }
        print(
            "\(result.seeds) seeds, \(tally.requests) requests (\(tally.finished) answered, \(tally.failed) failed, "
                + "\(tally.left) left), \(tally.calls) calls, \(tally.openings) openings and \(tally.closings) "
                + "closings of breakers, \(tally.reloads) reloads, \(result.events) events, \(result.jobs) jobs")
        print(
            "\(seconds.rounded) s: \(Int(Double(tally.requests) / max(seconds, 0.001))) requests a second; "
                + (result.failures.isEmpty ? "every invariant held" : "\(result.failures.count) seeds FAILED"))
        return result.failures.isEmpty
    }

    private static func runOne(_ seed: UInt64, _ arguments: RunnerArguments) throws -> Bool {
        var options = Simulation.Options()
        let plan = WorldPlan(
            seed: seed, requests: arguments.requests, features: arguments.features, scenario: arguments.scenario)
        if arguments.showsTrace {
            options.happened = { entry in
                print(entry.line)
                fflush(nil)
            }
            print("seed \(seed): \(plan.scenario), \(plan.targets.count) targets, \(plan.requestCount) requests")
            for (number, text) in plan.texts.enumerated() { print("--- policy \(number)\n\(text)") }
            print("---")
        }
        let outcome = try Simulation(plan, options: options).run()
        for violation in outcome.violations { print("FAILED \(violation)\n  \(violation.invariant.sentence)") }
        print("seed \(seed): \(outcome.events) events, \(outcome.violations.count) violations")
        return outcome.violations.isEmpty
    }
}
