/// The proof that something was reserved. Whoever holds it owes one ending, a settlement or a release; any further one
/// changes nothing.
public struct LimitTicket: Hashable, Sendable {
    /// Its place in the book of open tickets.
    let place: Int
    /// Which of the tickets that had this place it is.
    let serial: UInt64
    /// Whose cells were charged, in a table.
    var holder = 0
    /// Which generation of the limits was charged.
    let generation: UInt64
    /// The requests that were reserved.
    public let requests: Int
    /// The tokens that were reserved.
    public let tokens: Int
}

/// The answer to a wish to reserve.
public enum LimitReservation: Hashable, Sendable {
    /// Everything was reserved.
    case reserved(LimitTicket)
    /// Nothing was.
    case refused(LimitRefusal)
}

/// What a limit counts.
public enum LimitKind: String, Sendable, CaseIterable {
    case requests, tokens, concurrency
}

/// Why nothing was reserved: the limit that keeps the request away the longest.
public struct LimitRefusal: Hashable, Sendable {
    /// When it can be tried again.
    public enum Retry: Hashable, Sendable {
        /// After that time, if nobody else comes first.
        case after(Duration)
        /// As soon as one of the calls under way has ended.
        case whenACallEnds
        /// Never: more was asked for than the limit allows at any time.
        case never
    }

    /// What is counted.
    public var kind: LimitKind
    /// How much is allowed.
    public var limit: Int
    /// In how long; `nil` for calls at the same time.
    public var period: Duration?
    /// When it can be tried again.
    public var retry: Retry
}

/// What is left of one limit, for people and for headers.
public struct QuotaLine: Hashable, Sendable {
    /// What is counted.
    public var kind: LimitKind
    /// How much is allowed.
    public var limit: Int
    /// In how long; `nil` for calls at the same time.
    public var period: Duration?
    /// How much of it could be had at once; at least 0.
    public var remaining: Int
    /// How long until nothing is used any more, if nothing more is; `nil` for calls at the same time.
    public var resetsIn: Duration?
}
