import TurnoutCore

/// The moments at which entries have to leave, the soonest on top: a binary heap.
struct ExitHeap: Sendable {
    struct Exit: Hashable, Sendable {
        var moment: Instant
        var seat: Int
        /// Which of those that sat there is meant.
        var serial: UInt64
    }

    private var exits: [Exit] = []

    var top: Exit? { exits.first }
    var count: Int { exits.count }

    mutating func push(_ exit: Exit) {
        exits.append(exit)
        rise(exits.count - 1)
    }

    mutating func pop() {
        guard let last = exits.popLast(), !exits.isEmpty else { return }
        exits[0] = last
        sink(0)
    }

    /// Drops all but those that a test keeps.
    mutating func keep(_ isKept: (Exit) -> Bool) {
        exits.removeAll { !isKept($0) }
        for index in stride(from: exits.count / 2 - 1, through: 0, by: -1) { sink(index) }
    }

    private mutating func rise(_ start: Int) {
        var index = start
        while index > 0, exits[index].moment < exits[(index - 1) / 2].moment {
            exits.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    private mutating func sink(_ start: Int) {
        var index = start
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2] where child < exits.count {
                if exits[child].moment < exits[least].moment { least = child }
            }
            guard least != index else { return }
            exits.swapAt(index, least)
            index = least
        }
    }
}
