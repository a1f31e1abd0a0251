public import TurnoutCore

/// The common requests in one line; all of them go through ``Router/complete(_:)`` and ``Router/stream(_:)``.
extension Router {
    /// Answers one message and returns the text.
    ///
    /// - Parameters:
    ///   - prompt: what is asked.
    ///   - options: how the model should write.
    ///   - context: what is said about the request.
    public func generateText(
        _ prompt: String, options: GenerationOptions = GenerationOptions(), context: RequestContext = RequestContext()
    ) async throws(TurnoutError) -> String {
        try await complete(ModelRequest(messages: [.user(prompt)], options: options, context: context)).text
    }

    /// Answers one message piece by piece.
    public func generateStream(
        _ prompt: String, options: GenerationOptions = GenerationOptions(), context: RequestContext = RequestContext()
    ) async throws(TurnoutError) -> AnswerStream {
        try await stream(ModelRequest(messages: [.user(prompt)], options: options, context: context))
    }

    /// Turns texts into vectors, in their order.
    ///
    /// - Parameters:
    ///   - texts: the inputs.
    ///   - dimensions: how long the vectors are to be; `nil` leaves it to the model.
    ///   - context: what is said about the request.
    public func embed(
        _ texts: [String], dimensions: Int? = nil, context: RequestContext = RequestContext()
    ) async throws(TurnoutError) -> [[Float]] {
        try await complete(.embeddings(of: texts, dimensions: dimensions, context: context)).embeddings
    }
}
