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

    private struct Ready {
        let job: UnownedJob
        /// The process whose job it is, and what runs it there; `nil` for the world's own.
        var process: (number: Int, executor: UnownedTaskExecutor)?
    }

    private struct State {
        var ready: [Ready] = []
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
        state.withLock { $0.ready.append(Ready(job: job)) }
    }

    /// Takes a job of a process that runs among others.
    func add(_ job: UnownedJob, of process: Int, for executor: UnownedTaskExecutor) {
        state.withLock { $0.ready.append(Ready(job: job, process: (process, executor))) }
    }

    /// Forgets the jobs of a process, which are never run.
    func removeAll(of process: Int) { state.withLock { $0.ready.removeAll { $0.process?.number == process } } }

    /// Runs one job; `false` when none is ready.
    public func runNext() -> Bool {
        let next: Ready? = state.withLock { state in
            guard !state.ready.isEmpty else { return nil }
            state.jobsRun += 1
            let index = state.generator?.int(0...(state.ready.count - 1)) ?? 0
            return state.ready.remove(at: index)
        }
        guard let next else { return false }
        next.job.runSynchronously(on: next.process?.executor ?? asUnownedTaskExecutor())
        return true
    }

    /// Runs jobs until none is ready.
    public func runAll() { while runNext() {} }

    /// How many jobs are ready.
    public var readyCount: Int { state.withLock { $0.ready.count } }

    /// How many jobs have been run.
    public var jobsRun: Int { state.withLock { $0.jobsRun } }
}
