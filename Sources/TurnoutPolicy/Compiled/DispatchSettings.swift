/// How the dispatcher walks a chain; what is not said of one provider or route alone.
public struct DispatchSettings: Hashable, Sendable {
    /// The most calls for one request, retries, fallbacks and hedges included; at least 1.
    public var attempts: Int
    /// What happens to what a service's interface cannot express, unless its provider says otherwise.
    public var unsupported: UnsupportedAction
    /// The share of a balanced step that has to be well, in percent: with fewer, health is ignored inside the step,
    /// since sending everything to the few would bring them down too. 0 turns it off.
    public var panicBelow: Int

    /// Creates settings; the defaults are those of the documentation.
    public init(attempts: Int = 4, unsupported: UnsupportedAction = .reject, panicBelow: Int = 50) {
        self.attempts = attempts
        self.unsupported = unsupported
        self.panicBelow = panicBelow
    }
}

/// What happens to a part of a request that a service's interface cannot express.
public enum UnsupportedAction: String, Sendable, CaseIterable {
    /// The target is not used for the request.
    case reject
    /// The part is left out, and the answer's record warns of it.
    case warn
    /// The part is left out; the record notes it.
    case drop
}

/// What requests wait in when limits are reached.
public struct QueueSettings: Hashable, Sendable {
    /// The most requests that wait at a time; 0 turns waiting off.
    public var size: Int
    /// The longest that a request waits, whatever its deadline.
    public var maximumWait: Duration

    /// Creates settings; the defaults are those of the documentation.
    public init(size: Int = 1_000, maximumWait: Duration = .seconds(30)) {
        self.size = size
        self.maximumWait = maximumWait
    }
}

/// When a second target is asked although the first has not failed.
public struct HedgeSettings: Hashable, Sendable {
    /// How long the first target may be silent; `nil` takes the 95th percentile of its times to the first token.
    public var after: Duration?
    /// The most hedges, in percent of all requests of the route, 1 to 100.
    public var share: Int

    /// Creates settings; the defaults are those of the documentation.
    public init(after: Duration? = nil, share: Int = 5) {
        self.after = after
        self.share = share
    }
}

/// What may be asked of the router as a whole.
public struct RouterLimits: Hashable, Sendable {
    /// Over all requests.
    public var whole: LimitSettings
    /// Over the requests of each user; requests without a user share one allowance.
    public var perUser: LimitSettings

    /// Creates limits; none by default.
    public init(whole: LimitSettings = LimitSettings(), perUser: LimitSettings = LimitSettings()) {
        self.whole = whole
        self.perUser = perUser
    }
}

extension LimitSettings {
    /// Whether nothing is limited.
    public var isEmpty: Bool { requests.isEmpty && tokens.isEmpty && concurrency == nil }
}
