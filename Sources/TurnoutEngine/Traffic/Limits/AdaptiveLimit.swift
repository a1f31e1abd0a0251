public import TurnoutCore

/// A limit on calls at the same time that finds itself: nothing is limited until a target says that it is overloaded,
/// and then the limit halts where the trouble began and feels its way up again.
///
/// Additive increase, multiplicative decrease (Chiu and Jain, Computer Networks and ISDN Systems 17, 1989). The cut is
/// made from what was really in flight when that is less than the limit, as TCP does (RFC 5681, section 3.1), so that
/// an idle limit does not stand far above what the target can take. Durations of answers are not looked at: with
/// language models they say how much was asked for, and little about load.
public struct AdaptiveLimit: Hashable, Sendable {
    /// The limit counts in millionths of a call.
    private static let one: Int64 = 1_000_000
    /// The limit never grows beyond a billion calls, which is unlimited.
    private static let most: Int64 = 1_000_000_000
    /// A target that was overloaded with almost nothing in flight is watched until it has carried so many calls.
    private static let leastHighMark: Int64 = 16 * one
    /// The time to a first token where nothing is known.
    static let assumedFirstToken = Duration.seconds(1)

    private var scaled: Int64?
    /// The limit at which the trouble is over: twice what was in flight when it began, and at least ``leastHighMark``.
    private var highMark: Int64 = 0
    private var lastCut: Instant?

    /// Creates a limit that limits nothing.
    public init() {}

    /// The most calls at the same time, at least 1; `nil` while nothing is limited.
    public var limit: Int? { scaled.map { Int(max(1, $0 / Self.one)) } }

    /// Whether one more call may start while so many are in flight.
    public func mayEnter(inFlight: Int) -> Bool { limit.map { inFlight < $0 } ?? true }

    /// The target said that it is overloaded (429, 503 and their like).
    ///
    /// The limit becomes seven tenths of itself or of the calls in flight, whichever is less, and at least 1. The
    /// answers to calls that were sent before a cut say nothing about it, so there is one cut in the typical time to a
    /// first token.
    ///
    /// - Parameters:
    ///   - inFlight: the calls in flight, the refused one included.
    ///   - firstToken: the typical time to a first token; `nil` takes a second.
    /// - Returns: whether the limit was cut.
    @discardableResult
    public mutating func overloaded(inFlight: Int, firstToken: Duration?, at now: Instant) -> Bool {
        let pause = max(.zero, firstToken ?? Self.assumedFirstToken)
        if let lastCut, now < lastCut.advanced(by: pause) { return false }
        lastCut = now
        let flying = Int64(min(max(1, inFlight), Int(Self.most))) * Self.one
        if scaled == nil { highMark = max(flying * 2, Self.leastHighMark) }
        scaled = max(Self.one, min(scaled ?? flying, flying) / 10 * 7)
        return true
    }

    /// A call succeeded.
    ///
    /// While at least half of the limit is in use it grows, by one call for as many successes as it allows calls. Above
    /// twice what was in flight when the trouble began, and above 16, nothing is limited any more.
    ///
    /// - Parameter inFlight: the calls in flight, this one included.
    public mutating func succeeded(inFlight: Int) {
        guard let scaled, Int64(min(max(0, inFlight), Int(Self.most))) * 2 >= scaled / Self.one else { return }
        let grown = scaled + Self.one * Self.one / scaled
        self.scaled = grown > min(highMark, Self.most * Self.one) ? nil : grown
    }
}
