/// What a model can do, or a request can need.
public enum Capability: String, Sendable, CaseIterable, Hashable {
    /// Answers a conversation.
    case chat
    /// Sends the answer piece by piece.
    case stream
    /// Calls tools (functions) that the request describes.
    case tools
    /// Reads images.
    case images
    /// Answers in JSON on demand.
    case json
    /// Answers in JSON that follows a given schema.
    case schema
    /// Continues a text (the older completion interface).
    case completion
    /// Turns text into vectors.
    case embeddings
    /// Thinks before it answers, and bills for it.
    case reasoning
}

/// A set of capabilities, one bit each.
public struct Capabilities: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The set that holds one capability.
    public init(_ capability: Capability) {
        self.init(rawValue: 1 << UInt16(Capability.allCases.firstIndex(of: capability) ?? 0))
    }

    /// The set that holds the given capabilities.
    public init(_ capabilities: some Sequence<Capability>) {
        self = capabilities.reduce(into: []) { $0.formUnion(Capabilities($1)) }
    }

    /// The members in the order of their declaration.
    public var members: [Capability] { Capability.allCases.filter { contains(Capabilities($0)) } }
}
