import Synchronization
import Turnout

/// A process that routes requests. When it dies, none of its tasks runs on.
final class SimulatedProcess: Sendable {
    let number: Int
    let router: Router
    let executor: any TaskExecutor
    private let lane: ProcessExecutor?
    /// The requests that it was asked, in the order in which they came.
    private let asked = Mutex<[Int]>([])

    init(_ number: Int, router: Router, executor: any TaskExecutor) {
        self.number = number
        self.router = router
        self.executor = executor
        lane = executor as? ProcessExecutor
    }

    func ask(_ request: Int) { asked.withLock { $0.append(request) } }

    /// Ends the process, and returns the requests that it was asked.
    func die() -> [Int] {
        lane?.die()
        return asked.withLock { $0 }
    }
}

/// Runs the tasks of one process among those of all others, until the process dies.
final class ProcessExecutor: TaskExecutor {
    private let world: SimulationExecutor
    private let number: Int
    private let isDead = Atomic(false)

    init(_ number: Int, in world: SimulationExecutor) {
        self.number = number
        self.world = world
    }

    func enqueue(_ job: consuming ExecutorJob) {
        // What a dead process has left to do is never done.
        guard !isDead.load(ordering: .relaxed) else { return }
        world.add(UnownedJob(job), of: number, for: asUnownedTaskExecutor())
    }

    func die() {
        isDead.store(true, ordering: .relaxed)
        world.removeAll(of: number)
    }
}
