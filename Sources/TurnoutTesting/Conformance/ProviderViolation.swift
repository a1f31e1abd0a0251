/// A promise of the `Provider` protocol that a provider did not keep.
public struct ProviderViolation: Hashable, Sendable {
    /// The promises that ``ProviderConformance`` looks at.
    public enum Rule: String, Sendable, CaseIterable {
        /// A complete answer has exactly one `finished` event.
        case oneFinish = "one_finish"
        /// Nothing comes after `finished`.
        case finishIsLast = "finish_is_last"
        /// A complete answer holds at most one count of tokens, and the count makes sense.
        case usage
        /// The pieces of choices and tool calls are numbered from 0, and a tool call's first piece names the tool.
        case grammar
        /// A call ends in a reasonable time.
        case ends
        /// A call that must succeed does.
        case succeeds
        /// A call that must fail throws, and has not finished its answer before.
        case fails
        /// A failure carries a code that a provider may give.
        case failureCode = "failure_code"
        /// A failure has a message, and the message holds nothing of the request.
        case failureMessage = "failure_message"
        /// A cancelled call ends without delay.
        case cancelsPromptly = "cancels_promptly"
        /// A cancelled call throws `CANCELLED`.
        case cancelsAsCancelled = "cancels_as_cancelled"
    }

    /// The situation in which the promise was broken.
    public enum Situation: String, Sendable, CaseIterable {
        /// A streamed answer.
        case streamed
        /// An answer in one piece.
        case whole
        /// A streamed answer to a reader that takes its time.
        case slowReader = "slow_reader"
        /// Several calls at the same time.
        case concurrent
        /// A call in a task that is cancelled already.
        case cancelledBefore = "cancelled_before"
        /// A call cancelled at its first event.
        case cancelledAtFirstEvent = "cancelled_at_first_event"
        /// A call cancelled while the provider waits for a service that says nothing.
        case cancelledWhileSilent = "cancelled_while_silent"
        /// A call that the service refuses or breaks off.
        case failure
    }

    /// The promise.
    public var rule: Rule
    /// When it was broken.
    public var situation: Situation
    /// What was seen, for people; free of content.
    public var detail: String
}

extension ProviderViolation: CustomStringConvertible {
    public var description: String { "\(situation.rawValue): \(rule.rawValue): \(detail)" }
}
