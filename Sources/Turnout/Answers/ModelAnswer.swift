public import TurnoutCore
import TurnoutEngine
public import TurnoutPolicy

/// A whole answer.
public struct ModelAnswer: Sendable {
    /// One of the answers that the model gave; most requests get a single one.
    public struct Choice: Hashable, Sendable {
        /// The number that the provider gave it, from 0.
        public var index: Int
        /// What the model wrote.
        public var text: PrivateText
        /// The tools that the model wants called, in order.
        public var toolCalls: [ToolCall]

        /// The answer as the conversation's next message.
        public var message: Message {
            let words: [ContentPart] = text.isEmpty ? [] : [.text(text)]
            return Message(role: .assistant, content: words + toolCalls.map { .toolCall($0) })
        }
    }

    /// The answers, by rising number.
    public var choices: [Choice]
    /// The vectors of an embedding's inputs, in the order of the inputs; empty for every other operation.
    public var embeddings: [[Float]] = []
    /// Why the answer ended.
    public var finishReason: FinishReason
    /// The provider's count of tokens; `nil` when it gave none.
    public var usage: Usage?
    /// The account of the request.
    public var record: DecisionRecord

    /// The target that answered, with what is known of its model: context, price, strengths.
    public var target: Target? {
        guard let name = record.served else { return nil }
        let policy = record.routed.decision.policy
        return policy.targetIndex(name).map { policy.targets[$0] }
    }

    /// What the answer cost by the provider's count; `nil` when that cannot be said.
    public var cost: Money? { record.cost }

    /// The most that the answer could have cost, worked out before it was asked for; `nil` when that cannot be said.
    public var estimate: Money? { record.estimate }

    /// What the policy wants the caller to know of, as sentences; none as a rule.
    public var warnings: [String] { record.warnings }

    /// The first choice's text; empty when there is none.
    public var text: String { choices.first?.text.reveal() ?? "" }

    /// The tools that the first choice wants called.
    public var toolCalls: [ToolCall] { choices.first?.toolCalls ?? [] }

    /// The first choice as the conversation's next message.
    public var message: Message { choices.first?.message ?? Message(role: .assistant, content: []) }
}
