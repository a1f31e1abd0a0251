import Synchronization

/// Runs the tasks of a simulation one job at a time on the driver's thread, in an order that a seed draws.
///
/// A job is what a task does between two suspensions. Tasks that may run at the same time on a machine are ready at the
/// same time here; which of them goes first is the scheduler's choice on a machine and the seed's choice here.
public final class SimulationExecutor: TaskExecutor {
    /// Which of the ready jobs is run next.
    public enum Order: Sendable {
        /// The one that has been ready for longest.
        case firstInFirstOut
        /// Any of them, as the seed has it.
        case drawn(seed: UInt64)
    }

    private struct State {
        var ready: [UnownedJob] = []
        var generator: SeededGenerator?
        var jobsRun = 0
    }

    private let state: Mutex<State>

    /// Creates an executor without work.
    public init(order: Order) {
        var state = State()
        if case .drawn(let seed) = order { state.generator = SeededGenerator(seed: seed, part: "executor") }
        self.state = Mutex(state)
    }

    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        state.withLock { $0.ready.append(job) }
    }

    /// Runs one job; `false` when none is ready.
    public func runNext() -> Bool {
        let job: UnownedJob? = state.withLock { state in
            guard !state.ready.isEmpty else { return nil }
            state.jobsRun += 1
            let index = state.generator?.int(0...(state.ready.count - 1)) ?? 0
            return state.ready.remove(at: index)
        }
        guard let job else { return false }
        job.runSynchronously(on: asUnownedTaskExecutor())
        return true
    }

    /// Runs jobs until none is ready.
    public func runAll() { while runNext() {} }

    /// How many jobs are ready.
    public var readyCount: Int { state.withLock { $0.ready.count } }

    /// How many jobs have been run.
    public var jobsRun: Int { state.withLock { $0.jobsRun } }
}
