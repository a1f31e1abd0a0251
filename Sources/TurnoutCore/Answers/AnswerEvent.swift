/// One step of an answer on its way: the grammar that every provider is translated into.
///
/// A complete answer is any number of `delta`, `toolCall`, `embedding` and `activity` events, at most one `usage`, and exactly one
/// `finished` at the end. An answer that breaks off ends in a thrown error and never in `finished`.
public enum AnswerEvent: Hashable, Sendable {
    /// More text of a choice, from 0.
    case delta(text: PrivateText, choice: Int)
    /// More of a tool call.
    case toolCall(ToolCallDelta)
    /// The vector of an input, by the input's number from 0.
    case embedding(vector: [Float], index: Int)
    /// A sign of life without content: a ping, a comment, an empty chunk.
    case activity
    /// The provider's count of tokens, once it is known for the whole answer.
    case usage(Usage)
    /// The answer is complete.
    case finished(FinishReason)

    /// Whether the event carries something that the caller must see, so that no other target may take over after it.
    public var isSemantic: Bool {
        switch self {
        case .delta, .toolCall, .embedding, .finished: true
        case .activity, .usage: false
        }
    }
}

/// A piece of a tool call in a streamed answer.
public struct ToolCallDelta: Hashable, Sendable {
    /// Which of the answer's calls, from 0.
    public var index: Int
    /// The choice that it belongs to, from 0.
    public var choice: Int
    /// The call's identifier, in its first piece.
    public var id: String?
    /// The tool's name, in its first piece.
    public var name: String?
    /// More of the arguments' JSON text.
    public var arguments: PrivateText

    /// Creates a piece.
    public init(index: Int, choice: Int = 0, id: String? = nil, name: String? = nil, arguments: PrivateText = "") {
        self.index = index
        self.choice = choice
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}
