/// What a request asks a model to do.
public enum Operation: Hashable, Sendable {
    /// Answer a conversation.
    case chat
    /// Continue a text: the text of the messages, joined.
    case completion
    /// Turn texts into vectors: the text of each message is one input.
    ///
    /// - dimensions: how long the vectors are to be, at least 1; `nil` leaves it to the model.
    case embeddings(dimensions: Int?)

    /// What a model must be able to do for it.
    public var capability: Capability {
        switch self {
        case .chat: .chat
        case .completion: .completion
        case .embeddings: .embeddings
        }
    }
}

extension ModelRequest {
    /// A request to continue a text.
    public static func completion(
        of text: String,
        options: GenerationOptions = GenerationOptions(),
        context: RequestContext = RequestContext()
    ) -> ModelRequest {
        var request = ModelRequest(messages: [.user(text)], options: options, context: context)
        request.operation = .completion
        return request
    }

    /// A request to turn texts into vectors, one for each.
    public static func embeddings(
        of texts: [String],
        dimensions: Int? = nil,
        context: RequestContext = RequestContext()
    ) -> ModelRequest {
        var request = ModelRequest(messages: texts.map { .user($0) }, context: context)
        request.operation = .embeddings(dimensions: dimensions)
        return request
    }
}
