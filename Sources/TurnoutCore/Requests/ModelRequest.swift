/// What a caller wants answered: a conversation, what the model may use, and what the caller says about it.
public struct ModelRequest: Hashable, Sendable {
    /// What is asked; a conversation to be answered unless said otherwise.
    public var operation = Operation.chat
    /// The conversation, oldest first.
    public var messages: [Message]
    /// The tools that the model may call.
    public var tools: [Tool]
    /// Whether tools may or must be called.
    public var toolChoice: ToolChoice?
    /// The form of the answer.
    public var responseFormat: ResponseFormat
    /// How the model should write.
    public var options: GenerationOptions
    /// What the caller says about the request.
    public var context: RequestContext

    /// Creates a request.
    public init(
        messages: [Message],
        tools: [Tool] = [],
        toolChoice: ToolChoice? = nil,
        responseFormat: ResponseFormat = .text,
        options: GenerationOptions = GenerationOptions(),
        context: RequestContext = RequestContext()
    ) {
        self.messages = messages
        self.tools = tools
        self.toolChoice = toolChoice
        self.responseFormat = responseFormat
        self.options = options
        self.context = context
    }

    /// A request of one user message.
    public init(_ text: String, task: String? = nil) {
        self.init(messages: [.user(text)], context: RequestContext(task: task))
    }
}
