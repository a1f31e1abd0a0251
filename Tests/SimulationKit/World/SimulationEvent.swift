public import TurnoutCore
public import TurnoutEngine
public import TurnoutLedger
public import TurnoutPolicy

/// Something that happened in a simulated world. A trace is made of these, and checks are made on these alone.
public enum SimulationEvent: Hashable, Sendable {
    /// How a provider's call ended.
    public enum CallEnding: Hashable, Sendable {
        /// The provider returned.
        case returned
        case failed(ErrorCode, retryAfter: Duration?)
        /// The provider noticed that the call was given up.
        case cancelled
    }

    /// How a request ended for its caller.
    public enum CallerEnding: Hashable, Sendable {
        /// The whole answer is there.
        case finished
        case failed(ErrorCode)
        /// The caller did not wait for the end.
        case left
    }

    /// A caller asks.
    case asked(RequestPlan)
    /// The router decided a request.
    case decided(request: Int, policy: Int, chain: [String])
    /// The router is about to call a target.
    case attempting(request: Int, target: String)
    /// A provider was called.
    case callBegan(Call)
    /// A provider is about to give out a piece of text, by its number in the call.
    case callWrote(call: Int, piece: Int)
    /// A provider is about to give out its count of tokens.
    case callCounted(call: Int, usage: Usage)
    /// A provider is about to give out the answer's end.
    case callFinished(call: Int)
    /// A provider's call was cancelled.
    case callCancelled(call: Int)
    case callEnded(call: Int, CallEnding)
    /// The router noted an attempt, or that it left a target out.
    case attempted(request: Int, AttemptView)
    case breakerChanged(target: String, BreakerView)
    /// The router leaves a target's credential or account alone.
    case quarantined(target: String, for: Duration)
    /// The router closed the account of a request.
    case recorded(request: Int, RecordView)
    /// A caller read a piece of text, which names its call and its number there.
    case read(request: Int, call: Int, piece: Int)
    /// A caller read something that no provider wrote.
    case misread(request: Int)
    /// A caller read the answer's end.
    case readFinish(request: Int)
    /// A caller went away.
    case left(request: Int)
    /// A request is over for its caller.
    case ended(request: Int, CallerEnding)
    case wentOffline(Bool)
    case reloaded(policy: Int)
    case forced(target: String, BreakerOverride?)
    case wallClockJumped(Duration)
    /// A process died, and the requests that it was asked die with it.
    case processDied(Int, requests: [Int])
    /// A command took effect on the ledger.
    case ledgerDid(LedgerDeed)
    /// A command failed without an effect.
    case ledgerRefused(process: Int, LedgerCommand, LedgerFailure.Kind)
    /// The ledger took down a call.
    case ledgerKept(CallEntry)
    /// All is over, and what dead processes left is about to be ended.
    case ledgerIsSwept
    /// The alerts that were ever raised.
    case ledgerAlerts([BudgetAlert])

    /// A call as the provider sees it.
    public struct Call: Hashable, Sendable {
        public var number: Int
        public var request: Int
        public var target: String
        /// The world's policy that gave the leave; `nil` for a digest that belongs to none.
        public var policy: Int?
        /// Whether the content is what the caller sent.
        public var isTrue: Bool
        public var isStreamed: Bool
        /// How long the provider will take to notice that it is cancelled.
        public var lateness: Duration
        /// The most that the provider may charge, by the content that it was sent and the length that it was allowed.
        public var worst = Money.zero
        /// What it charges in the end, whether or not it says so.
        public var charge = Money.zero

        /// The name of the target's provider.
        var provider: String { String(target.prefix { $0 != "/" }) }
    }

    /// An attempt of a record.
    public struct AttemptView: Hashable, Sendable {
        public var target: String
        public var wasSent: Bool
        /// What went wrong; `nil` when nothing did or nothing was sent.
        public var code: ErrorCode?
        public var isProbe: Bool
        /// Why nothing was sent; `nil` when something was.
        public var reason: ReasonCode?
        /// What it cost, and the most that it could have, by the account.
        public var cost: Money?
        public var bound: Money?
    }

    /// A breaker's change of phase.
    public struct BreakerView: Hashable, Sendable {
        public var from: BreakerPhase
        public var to: BreakerPhase
        public var cause: BreakerTransition.Cause
        public var openFor: Duration?
        /// Whether it is the breaker that counts unusable answers alone.
        public var isOfAnswers = false
    }

    /// A request's account.
    public struct RecordView: Hashable, Sendable {
        public var attempts: [AttemptView]
        public var served: String?
        public var isOver: Bool
    }
}

/// An event with its time.
public struct TraceEntry: Hashable, Sendable {
    public var time: Instant
    public var event: SimulationEvent

    public init(time: Instant, event: SimulationEvent) {
        self.time = time
        self.event = event
    }
}
