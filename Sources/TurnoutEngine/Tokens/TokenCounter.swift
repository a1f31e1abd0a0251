public import TurnoutCore

/// Counts tokens without a tokeniser: nothing is sent, nothing downloaded.
public struct TokenCounter: Hashable, Sendable {
    /// The family of models that is counted for.
    public var family: TokenFamily

    /// Creates a counter for a family.
    public init(family: TokenFamily) { self.family = family }

    /// The tokens of a text alone, without a message's frame around it.
    public func count(_ text: String) -> TokenCount {
        var estimate = TokenEstimate()
        estimate.add(text)
        return count(estimate)
    }

    /// The tokens of a request's prompt: its messages in their frames, its tools and the form of its answer.
    ///
    /// Of an image only its frame is counted: how many tokens a service makes of it depends on its size and the model.
    public func count(_ request: ModelRequest) -> TokenCount { count(TokenEstimate(request)) }

    private func count(_ estimate: TokenEstimate) -> TokenCount {
        TokenCount(
            estimate: estimate.tokens(of: family), bound: estimate.bound, floor: estimate.floor(of: family),
            family: family)
    }
}

extension TokenEstimate {
    /// Counts a request's texts: those that the classifier reads.
    init(_ request: ModelRequest) {
        self.init()
        for message in request.messages { add(message) }
        for tool in request.tools {
            addFrame()
            add(tool.name)
            if let description = tool.description { add(description.reveal()) }
            add(json: tool.parameters.text())
        }
        if case .schema(let name, let schema) = request.responseFormat {
            add(name)
            add(json: schema.text())
        }
        if request.bringsInstructions { addInstructions() }
        if case .tool(let name)? = request.toolChoice { add(name) }
        for stop in request.options.stop { add(stop) }
    }

    /// Counts a message's texts and its frame.
    mutating func add(_ message: Message) {
        addFrame()
        if let name = message.name { add(name) }
        for part in message.content {
            switch part {
            case .text(let text): add(text.reveal())
            case .toolCall(let call):
                add(call.id)
                add(call.name)
                add(call.arguments.reveal())
            case .toolResult(let result):
                add(result.callID)
                add(result.text.reveal())
            case .image(.url(let url)): add(url.reveal())
            case .image(.bytes(_, let mediaType)):
                add(mediaType)
                addFrame()
            }
        }
    }
}

extension ModelRequest {
    /// Whether services put instructions of their own before the conversation: how to call tools, what form to answer
    /// in.
    var bringsInstructions: Bool { !tools.isEmpty || responseFormat != .text }
}
