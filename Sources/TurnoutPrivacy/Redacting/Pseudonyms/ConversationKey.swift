/// Whose conversation it is, and which.
///
/// The owner is a part of the key on purpose: callers choose the names of their conversations, and whoever guesses a
/// name must not get another's values restored.
public struct ConversationKey: Sendable, Hashable {
    /// The caller as the gateway knows it, such as the identifier of a key or tenant.
    public let owner: String
    /// The caller's name for the conversation.
    public let conversation: String

    /// Creates a key.
    public init(owner: String, conversation: String) {
        self.owner = owner
        self.conversation = conversation
    }
}

extension ConversationKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Neither name: people put addresses into them.
    public var description: String { "ConversationKey(•••)" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
