public import TurnoutCore

/// The identifier of a reservation: a request and the number of its call.
public struct ReservationID: Hashable, Sendable, CustomStringConvertible {
    public var request: RequestID
    /// The number of the call within the request, from 0: retries, fallbacks and hedges are calls of their own.
    public var call: Int

    /// Creates an identifier.
    public init(request: RequestID, call: Int) {
        self.request = request
        self.call = call
    }

    /// `0123…cdef/0`.
    public var description: String { "\(request)/\(call)" }
}

/// Money set aside for one call, until it is known what the call costs.
///
/// It goes `reserved` → `dispatched` → `settled`, or to `voided` from the first two, and ends once.
public struct Reservation: Hashable, Sendable {
    /// How far it has come.
    public enum State: String, Hashable, Sendable, CaseIterable {
        /// Set aside; nothing has been sent.
        case reserved
        /// The call may have been sent, so it may cost.
        case dispatched
        /// Paid.
        case settled
        /// Given back: nothing was sent, or nobody charges for it.
        case voided

        /// Whether nothing follows.
        public var isEnd: Bool { self == .settled || self == .voided }
    }

    public var id: ReservationID
    public var state: State
    /// What is set aside, in each of the pots.
    public var bound: Money
    /// What it cost in the end; `nil` before that.
    public var cost: Money?
    /// The pots that it is booked on.
    public var pots: [PotID]
    /// From when on somebody else may end it: voided while reserved, settled at the bound while dispatched.
    public var expires: Timestamp

    /// Creates a reservation.
    public init(
        id: ReservationID, state: State, bound: Money, cost: Money? = nil, pots: [PotID], expires: Timestamp
    ) {
        self.id = id
        self.state = state
        self.bound = bound
        self.cost = cost
        self.pots = pots
        self.expires = expires
    }
}

/// What is asked of a ledger before a call.
public struct ReservationOrder: Hashable, Sendable {
    public var id: ReservationID
    /// The most that the call can cost; more than nothing.
    public var bound: Money
    /// All budgets that apply to the call.
    public var claims: [Claim]
    /// From when on the reservation may be ended by others; later than the call can last.
    public var expires: Timestamp
    /// Whether the call is sent right after, so that one write does for `reserved` and `dispatched`.
    public var isDispatching: Bool

    /// Creates an order.
    public init(
        id: ReservationID, bound: Money, claims: [Claim], expires: Timestamp, isDispatching: Bool = true
    ) {
        self.id = id
        self.bound = bound
        self.claims = claims
        self.expires = expires
        self.isDispatching = isDispatching
    }
}
