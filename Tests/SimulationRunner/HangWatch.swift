import SimulationKit
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Ends the program when one world takes far too long: a task that never suspends gives its driver no chance to say so.
final class HangWatch: Sendable {
    private static let patience = Duration.seconds(60)

    private let current = Mutex<(plan: WorldPlan, began: ContinuousClock.Instant)?>(nil)

    /// Notes that a world begins.
    func begin(_ plan: WorldPlan) { current.withLock { $0 = (plan, ContinuousClock.now) } }

    /// Notes that the worlds are over.
    func end() { current.withLock { $0 = nil } }

    /// Looks every second, on a thread of its own.
    func start(_ arguments: RunnerArguments) {
        Task.detached { [self] in
            while true {
                do { try await Task.sleep(for: .seconds(1)) } catch { return }
                guard let (plan, began) = current.withLock({ $0 }), ContinuousClock.now - began > Self.patience
                else { continue }
                print("seed \(plan.seed) FAILED, \(plan.scenario)")
                print("  \(Invariant.comesToAnEnd.rawValue) at no time: a task has run for a minute without a pause")
                print("  \(SeedRange.replay(plan, requests: arguments.requests, scenario: arguments.scenario))")
                fflush(nil)
                exit(1)
            }
        }
    }
}
