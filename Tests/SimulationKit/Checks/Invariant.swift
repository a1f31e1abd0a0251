public import TurnoutCore

/// What must hold in every simulated world, whatever the seed.
public enum Invariant: String, Sendable, CaseIterable {
    case exactlyOneEnding
    case endsInTime
    case callsEndInTime
    case callerGoneCallsEnd
    case nothingAfterEnding
    case textIsWhole
    case noFallbackAfterContent
    case guardsHold
    case offlineHolds
    case staysOnRoute
    case contentIsTrue
    case attemptsLimited
    case retriesLimited
    case fallbackOnlyWhereItHelps
    case oneCallAtATime
    case nothingDispatchedLate
    case openBreakerRefuses
    case probesLimited
    case oldEpochsIgnored
    case breakerOpens
    case pausesGrow
    case outageLoadBounded
    case recovers
    case recordMatchesCalls
    case costCapHolds
    case nothingLeaks
    case comesToAnEnd
    case retryAfterHolds
    case credentialsQuarantined
    case ratesHold
    case concurrencyHolds
    case queueIsFair
    case loadAdapts
    case hedgesBounded
    case panicServes
    case hardLimitHolds
    case reservedBeforeSent
    case ledgerAddsUp
    case reservationEndsOnce
    case nothingStaysHeld
    case costIsCharged
    case rightPeriod
    case alertsOnce
    case recordsMatchLedger
    case freeStaysOpen

    /// What it says.
    public var sentence: String {
        switch self {
        case .exactlyOneEnding: "each request ends exactly once, for its caller and in its account"
        case .endsInTime: "a request ends by its deadline, and the time that a provider takes to notice"
        case .callsEndInTime: "no call goes on past the deadline of its request"
        case .callerGoneCallsEnd: "when a caller goes its calls are cancelled within 100 ms, and none begins"
        case .nothingAfterEnding: "nothing follows the end of an answer, and no end follows a failure"
        case .textIsWhole: "an answer is what one target wrote: nothing doubled, lost, reordered or mixed"
        case .noFallbackAfterContent: "no other target is called once a streamed answer has begun"
        case .guardsHold: "no call goes to a target that a guard denies to the request"
        case .offlineHolds: "no call goes to an external target while the router or the request is offline"
        case .staysOnRoute: "calls go only to targets of the request's route, or to a pin that is allowed"
        case .contentIsTrue: "a call carries what the caller sent, under the policy that the request began with"
        case .attemptsLimited: "a request makes no more calls than the policy allows"
        case .retriesLimited: "a request calls one target no more often than its retries allow"
        case .fallbackOnlyWhereItHelps: "another target is tried only after a failure that it may do better with"
        case .oneCallAtATime: "a request has one call at a time, unless its route hedges"
        case .nothingDispatchedLate: "nothing is sent after the request's deadline"
        case .openBreakerRefuses: "no call passes an open breaker before its time"
        case .probesLimited: "a half-open breaker has no more permits out than it may"
        case .oldEpochsIgnored: "a breaker changes its phase only for calls of its present epoch"
        case .breakerOpens: "a breaker opens after the row of failures that its settings name"
        case .pausesGrow: "an opening lasts at least half of what its escalation asks, and never beyond the cap"
        case .outageLoadBounded: "in a total outage no more than 1.2 calls go out for a request once breakers opened"
        case .recovers: "after an outage requests are served again within the longest pause and 10 s"
        case .recordMatchesCalls: "the account of a request holds the calls that providers saw, with their outcomes"
        case .costCapHolds: "calls cost no more than the request's cap"
        case .nothingLeaks: "when all callers are done, no call, permit, task or sleeper is left"
        case .comesToAnEnd: "a world comes to rest"
        case .retryAfterHolds: "a target that said when to return is left alone until then"
        case .credentialsQuarantined: "a credential that was refused twice in a row is left alone for a while"
        case .ratesHold: "what is sent in any time is within the burst and the rate"
        case .concurrencyHolds: "no more calls are in progress than a limit says"
        case .queueIsFair: "no class of requests waits longer than its weight explains"
        case .loadAdapts: "a target that says that it has too many gets fewer at a time"
        case .hedgesBounded: "at most one hedge, before the first token, for few requests, and its loser is cancelled"
        case .panicServes: "a balanced step whose breakers are all open still serves"
        case .hardLimitHolds: "what a hard budget's calls cost, and what is set aside for more, is within its limit"
        case .reservedBeforeSent: "no call that may cost is sent before all of its budgets have set its bound aside"
        case .ledgerAddsUp: "a pot holds the sum of its reservations"
        case .reservationEndsOnce: "a reservation ends once, and stays as it ended"
        case .nothingStaysHeld: "what was set aside is paid or given back when its call is over"
        case .costIsCharged:
            "a call is paid at what it cost, at its bound when nobody can say, and not when it was refused"
        case .rightPeriod: "a call is charged to the periods in which its money was set aside"
        case .alertsOnce: "an alert is raised once for each pot, period and threshold that was reached"
        case .recordsMatchLedger: "the ledger keeps the calls of a request's account, at the same costs"
        case .freeStaysOpen: "no target that costs nothing is left out for money"
        }
    }

    /// What the dispatcher has to have for the check to make sense; empty for those that always hold.
    public var needs: DispatcherFeatures {
        switch self {
        case .retryAfterHolds: .retryAfter
        case .credentialsQuarantined: .quarantine
        case .ratesHold: .rates
        case .concurrencyHolds: .concurrency
        case .queueIsFair: .queue
        case .loadAdapts: .adaptive
        case .hedgesBounded: .hedging
        case .panicServes: .panic
        case .hardLimitHolds, .reservedBeforeSent, .ledgerAddsUp, .reservationEndsOnce, .nothingStaysHeld,
            .costIsCharged,
            .rightPeriod, .alertsOnce, .recordsMatchLedger, .freeStaysOpen:
            .budgets
        default: []
        }
    }
}

/// An invariant that did not hold.
public struct Violation: Hashable, Sendable, CustomStringConvertible {
    public var invariant: Invariant
    public var time: Instant
    public var message: String

    public var description: String { "\(invariant.rawValue) at \(time.clockText): \(message)" }
}

extension Instant {
    /// Seconds with all nine decimals.
    var clockText: String {
        let rest = String(nanoseconds % 1_000_000_000)
        return "\(nanoseconds / 1_000_000_000).\(String(repeating: "0", count: 9 - rest.count))\(rest)"
    }
}
