/// Who speaks in a conversation.
public enum Role: String, Sendable, CaseIterable {
    case system, user, assistant, tool
}

/// One turn of a conversation.
public struct Message: Hashable, Sendable {
    /// Who speaks.
    public var role: Role
    /// What is said, in order.
    public var content: [ContentPart]
    /// The speaker's name, where a conversation has several of one role.
    public var name: String?

    /// Creates a message from parts.
    public init(role: Role, content: [ContentPart], name: String? = nil) {
        self.role = role
        self.content = content
        self.name = name
    }

    /// An instruction to the model.
    public static func system(_ text: String) -> Message { Message(role: .system, content: [.text(PrivateText(text))]) }
    /// A person's words.
    public static func user(_ text: String) -> Message { Message(role: .user, content: [.text(PrivateText(text))]) }
    /// The model's words.
    public static func assistant(_ text: String) -> Message {
        Message(role: .assistant, content: [.text(PrivateText(text))])
    }
    /// What a tool answered to a call.
    public static func tool(callID: String, _ text: String) -> Message {
        Message(role: .tool, content: [.toolResult(ToolResult(callID: callID, text: PrivateText(text)))])
    }

    /// The text parts joined, for models that take nothing else.
    public var text: String {
        var joined = ""
        for case .text(let text) in content { joined += text.reveal() }
        return joined
    }
}

/// A piece of a message.
public enum ContentPart: Hashable, Sendable {
    case text(PrivateText)
    case image(ImageSource)
    case toolCall(ToolCall)
    case toolResult(ToolResult)
}

/// Where an image comes from.
public enum ImageSource: Hashable, Sendable {
    /// An address that the provider fetches itself.
    case url(PrivateText)
    /// The image's bytes and its media type, such as `image/png`.
    case bytes([UInt8], mediaType: String)
}

/// A model's wish to have a tool called.
public struct ToolCall: Hashable, Sendable {
    /// The call's identifier, unique in the conversation.
    public var id: String
    /// The tool's name.
    public var name: String
    /// The arguments as JSON text, exactly as the model wrote them.
    public var arguments: PrivateText

    /// Creates a call.
    public init(id: String, name: String, arguments: PrivateText) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}

/// What a tool answered.
public struct ToolResult: Hashable, Sendable {
    /// The call that this answers.
    public var callID: String
    /// The answer.
    public var text: PrivateText

    /// Creates a result.
    public init(callID: String, text: PrivateText) {
        self.callID = callID
        self.text = text
    }
}
