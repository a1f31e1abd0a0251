public import TurnoutCore

/// A request that waits for its turn.
public struct WaitingEntry: Hashable, Sendable {
    /// The caller's number for it, unlike that of every other that waits.
    public var id: UInt64
    /// Its class.
    public var priority: Priority
    /// Whose it is; `nil` for all those of nobody in particular.
    public var tenant: String?
    /// When it is too late for it.
    public var deadline: Instant
    /// What serving it takes, in any unit that is the same for all, such as 1 or its tokens; held between 1 and 2^40.
    public let cost: Int
    /// When it came; the line sets it.
    public internal(set) var entered = Instant(nanoseconds: 0)

    /// Creates an entry.
    public init(id: UInt64, priority: Priority, tenant: String?, deadline: Instant, cost: Int = 1) {
        self.id = id
        self.priority = priority
        self.tenant = tenant
        self.deadline = deadline
        self.cost = min(max(1, cost), 1 << 40)
    }
}

/// What became of a request that came to the line.
public enum WaitingAdmission: Hashable, Sendable {
    /// It waits.
    ///
    /// - position: how many of its class and the classes above wait, itself included.
    /// - displaced: who had to leave for it, and has to be told.
    case queued(position: Int, displaced: WaitingDeparture?)
    /// It does not.
    case refused(WaitingRefusal)
}

/// Why a request may not wait.
public struct WaitingRefusal: Hashable, Sendable {
    /// What stands against it.
    public enum Reason: String, Sendable, CaseIterable {
        /// Nobody waits here: the size is 0.
        case off
        /// The line is full, and of nobody who has less of a claim.
        case full
        /// By its turn it would be too late for its deadline, or it would have waited too long.
        case tooLate = "too_late"
        /// One with the same number waits already.
        case duplicate
    }

    /// What stands against it.
    public var reason: Reason
    /// When the same wish may fare better; `nil` when nobody knows, or it never will.
    public var retryIn: Duration?
}

/// One that left the line without being served.
public struct WaitingDeparture: Hashable, Sendable {
    /// Why it had to leave.
    public enum Reason: String, Sendable, CaseIterable {
        /// Its deadline is over.
        case deadline
        /// It has waited for as long as anybody may.
        case maximumWait = "maximum_wait"
        /// The line has been too long for too long.
        case shed
        /// The line was full, and one with more of a claim came.
        case displaced
    }

    /// Its number.
    public var id: UInt64
    /// Why it had to leave.
    public var reason: Reason
    /// How long it waited.
    public var waited: Duration
}
