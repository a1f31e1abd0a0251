public import TurnoutCore
public import TurnoutPolicy

/// The same limits for each of many keys, such as users, in bounded memory.
///
/// A key's counters are made when it first comes and forgotten when nothing of them is used, since full counters are as
/// good as new ones. No more keys are followed at a time than the table is made for. While that many are in use, keys
/// that are not followed share one allowance, and the first to be followed after that starts with what was used of the
/// shared one. So a flood of invented names takes a fixed amount of memory, gains nothing, and touches no key that is
/// followed; newcomers find a crowded allowance until it is over. Callers bound the length of a key.
public struct LimitTable<Key: Hashable & Sendable>: Sendable {
    /// The counters by place. Places 0 and 1 are shared: by requests without a key, and by keys that are not followed.
    private var cells: [LimitCells]
    /// Whose counters they are; `nil` for those that are shared, and for a free place.
    private var owners: [Key?]
    private var places: [Key: Int] = [:]
    private var free: [Int] = []
    /// Where the search for counters to forget goes on.
    private var hand = LimitTableSpot.firstOwn
    private var book = TicketBook()
    private var settings: LimitSettings
    private let maximumKeys: Int

    /// Creates a table that follows at most so many keys at a time.
    public init(_ settings: LimitSettings, maximumKeys: Int = 10_000) {
        self.settings = settings
        self.maximumKeys = max(0, maximumKeys)
        cells = [LimitCells](repeating: LimitCells(settings), count: LimitTableSpot.firstOwn)
        owners = [nil, nil]
    }

    /// How many keys have counters of their own.
    public var count: Int { places.count }

    /// Reserves everything or nothing for a key; `nil` is what all requests without one share.
    public mutating func reserve(_ key: Key?, requests: Int = 1, tokens: Int, at now: Instant) -> LimitReservation {
        let holder = follow(key, at: now)
        if let refusal = cells[holder].reserve(requests: requests, tokens: tokens, at: now) {
            return .refused(refusal)
        }
        let (place, serial) = book.enter()
        return .reserved(
            LimitTicket(
                place: place, serial: serial, holder: holder, generation: cells[holder].generation,
                requests: requests, tokens: tokens))
    }

    /// Ends a reservation that was used; see ``LimitSet/settle(_:tokens:at:)``.
    @discardableResult
    public mutating func settle(_ ticket: LimitTicket, tokens: Int?, at now: Instant) -> Bool {
        guard cells.indices.contains(ticket.holder), book.close(ticket) else { return false }
        cells[ticket.holder].settle(ticket, tokens: tokens, at: now)
        return true
    }

    /// Ends a reservation of which nothing was used.
    @discardableResult
    public mutating func release(_ ticket: LimitTicket, at now: Instant) -> Bool {
        guard cells.indices.contains(ticket.holder), book.close(ticket) else { return false }
        cells[ticket.holder].release(ticket, at: now)
        return true
    }

    /// What is left of each limit for a key.
    public func quota(of key: Key?, at now: Instant) -> [QuotaLine] { standing(of: key).quota(at: now) }

    /// What ``reserve(_:requests:tokens:at:)`` would refuse with; `nil` when it would not.
    public func refusal(of key: Key?, requests: Int = 1, tokens: Int, at now: Instant) -> LimitRefusal? {
        standing(of: key).refusal(requests: requests, tokens: tokens, at: now)
    }

    /// Takes new settings, as a reloaded policy has them, and keeps what was used; it takes time for each key.
    public mutating func adopt(_ settings: LimitSettings, at now: Instant) {
        self.settings = settings
        for place in cells.indices { cells[place].adopt(settings, at: now) }
    }

    /// The counters that speak for a key. A new key starts with what was used of the shared ones: nothing, as a rule.
    private func standing(of key: Key?) -> LimitCells {
        guard let key else { return cells[LimitTableSpot.keyless] }
        return cells[places[key] ?? LimitTableSpot.crowd]
    }

    /// The place of a key's counters, made if need be and if there is room.
    private mutating func follow(_ key: Key?, at now: Instant) -> Int {
        guard let key else { return LimitTableSpot.keyless }
        if let place = places[key] { return place }
        if settings.isEmpty { return LimitTableSpot.crowd }
        forgetSome(at: now)
        // A call under way on the shared counters may be this key's, and would be missing in a count of its own.
        let crowd = cells[LimitTableSpot.crowd]
        guard places.count < maximumKeys, crowd.inFlight == 0 || !crowd.limitsConcurrency else {
            return LimitTableSpot.crowd
        }
        let place = free.popLast() ?? cells.count
        if place == cells.count {
            cells.append(crowd.withoutCalls())
            owners.append(key)
        } else {
            cells[place] = crowd.withoutCalls()
            owners[place] = key
        }
        places[key] = place
        return place
    }

    /// Forgets full counters among the next few, which over time looks at all of them, and never at many at once.
    private mutating func forgetSome(at now: Instant) {
        for _ in 0..<LimitTableSpot.stride {
            guard cells.count > LimitTableSpot.firstOwn else { return }
            if hand >= cells.count { hand = LimitTableSpot.firstOwn }
            if cells[hand].isFull(at: now), let key = owners[hand] {
                places[key] = nil
                owners[hand] = nil
                free.append(hand)
            }
            hand += 1
        }
    }
}

/// The places in a table that mean something.
private enum LimitTableSpot {
    static let keyless = 0
    static let crowd = 1
    static let firstOwn = 2
    /// How many counters are looked at when a key comes that is not followed: more than one, so that forgetting keeps
    /// up.
    static let stride = 8
}
