public import TurnoutCore
public import TurnoutPolicy

/// What requests wait in when limits are reached: bounded, by class, fair to tenants, and mindful of deadlines.
///
/// - Between the classes, deficit round robin with the weights 8 : 4 : 2 : 1 from critical to batch.
/// - In a class, the tenants take turns. In a tenant, the oldest goes first; while the class's line stands, the newest
///   does, since the oldest have waited for so long that they are the likeliest to be too late ("adaptive LIFO", B.
///   Maurer, Fail at Scale, ACM Queue 13(8), 2015). A line stands when its oldest has waited for more than a tenth of
///   the longest wait that is allowed, all through a third of it.
/// - What stands is shed from its older end as CoDel does (RFC 8289), in the classes batch and normal alone.
/// - A request is turned away at once when its turn is likely to come too late, reckoned from how fast the line moves.
/// - In a full line the newest entry of the lowest class that waits has to make room for a higher class, taken from the
///   tenant with the most entries. For its own class it makes room too where its tenant has at least two entries more.
///
/// A pure state machine, and every number that came in leaves exactly once: served by ``next(at:canServe:)``, told by
/// ``expire(at:)`` or as displaced, or taken back with ``cancel(_:at:)``. The shell calls ``expire(at:)`` no later than
/// ``nextDeadline``.
public struct WaitingLine: Sendable {
    /// The highest rank of the classes from which something is shed.
    static let highestShed = Priority.normal.rank

    var room = WaitingRoom()
    var turns = ClassTurns()
    var rate = ServiceRate()
    var delays: [ControlledDelay]
    var settings: QueueSettings

    /// Creates an empty line.
    public init(_ settings: QueueSettings) {
        self.settings = settings
        delays = Self.delays(settings)
    }

    private static func delays(_ settings: QueueSettings) -> [ControlledDelay] {
        let whole = max(0, settings.maximumWait.nanosecondsSaturating)
        let delay = ControlledDelay(target: .nanoseconds(whole / 10), interval: .nanoseconds(whole / 3))
        return [ControlledDelay](repeating: delay, count: Priority.allCases.count)
    }

    /// How many wait.
    public var count: Int { room.count }

    /// How many of a class wait.
    public func count(of priority: Priority) -> Int { room.classes[priority.rank].chain.count }

    /// When ``expire(at:)`` has to be called at the latest; `nil` while nobody waits.
    public var nextDeadline: Instant? {
        var soonest = room.nextExit
        for rank in 0...Self.highestShed {
            guard let look = delays[rank].nextLook(oldest: room.oldestOfMany(rank)) else { continue }
            soonest = min(soonest ?? look, look)
        }
        return soonest
    }

    /// Whether a class is served from its newer end now.
    public func isNewestFirst(_ priority: Priority, at now: Instant) -> Bool {
        var delay = delays[priority.rank]
        delay.look(oldest: room.oldestOfMany(priority.rank), at: now)
        return delay.isStanding(at: now)
    }

    /// Takes one that is gone or no longer wants to wait out of the line.
    ///
    /// - Returns: whether it waited.
    @discardableResult
    public mutating func cancel(_ id: UInt64, at now: Instant) -> Bool {
        guard let seat = room.seat(of: id) else { return false }
        remove(seat, at: now)
        return true
    }

    /// Takes new settings, as a reloaded policy has them. Those who wait stay, on the terms on which they came.
    public mutating func adopt(_ settings: QueueSettings) {
        guard settings != self.settings else { return }
        self.settings = settings
        delays = Self.delays(settings)
    }

    /// Takes one out of the line, whatever the reason.
    @discardableResult
    mutating func remove(_ seat: Int, at now: Instant) -> WaitingEntry? {
        guard let entry = room.clear(seat) else { return nil }
        let rank = entry.priority.rank
        if room.classes[rank].chain.count == 0 { turns.forget(rank) }
        look(rank, at: now)
        rate.note(isEmpty: room.count == 0, at: now)
        return entry
    }

    mutating func look(_ rank: Int, at now: Instant) { delays[rank].look(oldest: room.oldestOfMany(rank), at: now) }
}
