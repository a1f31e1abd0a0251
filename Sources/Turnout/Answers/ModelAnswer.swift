public import TurnoutCore

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

    /// The first choice's text; empty when there is none.
    public var text: String { choices.first?.text.reveal() ?? "" }

    /// The tools that the first choice wants called.
    public var toolCalls: [ToolCall] { choices.first?.toolCalls ?? [] }

    /// The first choice as the conversation's next message.
    public var message: Message { choices.first?.message ?? Message(role: .assistant, content: []) }
}
