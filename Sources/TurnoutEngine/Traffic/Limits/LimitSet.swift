public import TurnoutCore
public import TurnoutPolicy

/// All limits of one provider, model, or router: rates of requests, rates of tokens, calls at the same time.
///
/// A call reserves before it is made, all limits or none: one request, and the most tokens that it may take. It ends in
/// a settlement with the tokens that it took, or in a release when nothing was sent. The cells are those of
/// ``RateLimiter``; a settlement above the reservation is a debt that later calls wait for.
///
/// A pure state machine. In steady use it allocates nothing but the lines of ``quota(at:)``.
public struct LimitSet: Sendable {
    private var cells: LimitCells
    private var book = TicketBook()

    /// Creates limits of which nothing is used.
    public init(_ settings: LimitSettings) { cells = LimitCells(settings) }

    /// The reservations that have not ended.
    public var inFlight: Int { cells.inFlight }

    /// Reserves everything or nothing. Negative counts are taken as 0.
    public mutating func reserve(requests: Int = 1, tokens: Int, at now: Instant) -> LimitReservation {
        if let refusal = cells.reserve(requests: requests, tokens: tokens, at: now) { return .refused(refusal) }
        let (place, serial) = book.enter()
        return .reserved(
            LimitTicket(
                place: place, serial: serial, generation: cells.generation, requests: requests, tokens: tokens))
    }

    /// What ``reserve(requests:tokens:at:)`` would refuse with; `nil` when it would not.
    public func refusal(requests: Int = 1, tokens: Int, at now: Instant) -> LimitRefusal? {
        cells.refusal(requests: requests, tokens: tokens, at: now)
    }

    /// Ends a reservation that was used.
    ///
    /// - Parameter tokens: those that it took; `nil` when nobody knows, and the reservation stands.
    /// - Returns: whether the ticket was open.
    @discardableResult
    public mutating func settle(_ ticket: LimitTicket, tokens: Int?, at now: Instant) -> Bool {
        guard book.close(ticket) else { return false }
        cells.settle(ticket, tokens: tokens, at: now)
        return true
    }

    /// Ends a reservation of which nothing was used: all of it is given back.
    ///
    /// - Returns: whether the ticket was open.
    @discardableResult
    public mutating func release(_ ticket: LimitTicket, at now: Instant) -> Bool {
        guard book.close(ticket) else { return false }
        cells.release(ticket, at: now)
        return true
    }

    /// What is left of each limit: requests, tokens, calls at the same time.
    public func quota(at now: Instant) -> [QuotaLine] { cells.quota(at: now) }

    /// Takes new settings, as a reloaded policy has them, and keeps what was used.
    ///
    /// A rate over the same period keeps its count; another one starts with the largest share that was used of any
    /// rate of its kind. Open tickets stay open.
    public mutating func adopt(_ settings: LimitSettings, at now: Instant) { cells.adopt(settings, at: now) }
}
