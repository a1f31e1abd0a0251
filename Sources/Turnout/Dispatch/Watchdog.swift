import Synchronization
import TurnoutCore

/// Looks after the time of all attempts of a router with one sleeping task.
///
/// A task of its own that sleeps beside each call costs more than the rest of the dispatcher together. Attempts are kept
/// in a heap by the moment of their next look; one that has ended is dropped when its moment comes.
final class Watchdog: Sendable {
    private struct Entry {
        var due: Instant
        let watch: AttemptWatch
    }

    /// A binary heap, the earliest first.
    private struct Heap {
        var entries: [Entry] = []

        mutating func push(_ entry: Entry) {
            entries.append(entry)
            var index = entries.count - 1
            while index > 0, entries[index].due < entries[(index - 1) / 2].due {
                entries.swapAt(index, (index - 1) / 2)
                index = (index - 1) / 2
            }
        }

        mutating func pop(dueAt now: Instant) -> Entry? {
            guard let first = entries.first, first.due <= now else { return nil }
            let last = entries.removeLast()
            guard !entries.isEmpty else { return first }
            entries[0] = last
            var index = 0
            while true {
                let left = 2 * index + 1
                guard left < entries.count else { return first }
                let least = left + 1 < entries.count && entries[left + 1].due < entries[left].due ? left + 1 : left
                guard entries[least].due < entries[index].due else { return first }
                entries.swapAt(index, least)
                index = least
            }
        }

        /// Drops what has ended before the memory grows, so that it stays in proportion to the calls under way.
        mutating func compact() {
            guard entries.count >= 256, entries.count == entries.capacity else { return }
            let live = entries.filter { !$0.watch.isOver }
            guard live.count <= entries.count / 2 else { return }
            entries.removeAll(keepingCapacity: true)
            for entry in live { push(entry) }
        }
    }

    private let clock: any RouterClock
    private let alarm: Alarm
    private let state = Mutex(Heap())

    init(clock: any RouterClock, executor: (any TaskExecutor)?) {
        self.clock = clock
        alarm = Alarm(clock: clock, executor: executor)
    }

    /// Looks after an attempt until it is over.
    func follow(_ watch: AttemptWatch, from due: Instant) {
        state.withLock { heap in
            heap.compact()
            heap.push(Entry(due: due, watch: watch))
        }
        set(due)
    }

    private func set(_ due: Instant) {
        guard !alarm.rings(by: due) else { return }
        alarm.set(due) { [weak self] in self?.look() }
    }

    /// Looks at everything that is due.
    private func look() {
        let now = clock.now()
        // Outside the lock: a look may cancel a task, whose handlers run at once.
        while let due = state.withLock({ $0.pop(dueAt: now) }) {
            guard let next = due.watch.look(at: now) else { continue }
            state.withLock { $0.push(Entry(due: next, watch: due.watch)) }
        }
        if let next = state.withLock({ $0.entries.first?.due }) { set(next) }
    }
}
