#if Server
import NIOCore
import NIOPosix
import Synchronization

/// Gives each call the event loop with the fewest calls.
///
/// The client asks its pool for a connection of the call's loop first, and a call whose connection runs on another loop
/// wakes one thread from the other for each step. Of equals the first loop is taken: a few calls share one loop and find
/// its connections again, many spread over all.
final class EventLoopLanes: Sendable {
    private let loops: [any EventLoop]
    private let counts: Mutex<[Int]>

    init(of group: MultiThreadedEventLoopGroup) {
        loops = Array(group.makeIterator())
        counts = Mutex(Array(repeating: 0, count: loops.count))
    }

    subscript(lane: Int) -> any EventLoop { loops[lane] }

    /// Counts a call; returns its lane.
    func enter() -> Int {
        counts.withLock { counts in
            var lane = 0
            for other in counts.indices where counts[other] < counts[lane] { lane = other }
            counts[lane] += 1
            return lane
        }
    }

    /// A call is over.
    func leave(_ lane: Int) { counts.withLock { $0[lane] -= 1 } }
}
#endif
