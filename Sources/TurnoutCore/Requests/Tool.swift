/// A function that the model may ask to have called.
public struct Tool: Hashable, Sendable {
    /// The name that the model uses.
    public var name: String
    /// What the tool does, for the model.
    public var description: PrivateText?
    /// The JSON Schema of the arguments.
    public var parameters: JSONValue

    /// Creates a tool.
    public init(name: String, description: PrivateText? = nil, parameters: JSONValue) {
        self.name = name
        self.description = description
        self.parameters = parameters
    }
}

/// Whether the model may, must or must not call tools.
public enum ToolChoice: Hashable, Sendable {
    case auto
    case none
    case required
    /// The named tool must be called.
    case tool(String)
}

/// The form that the answer must have.
public enum ResponseFormat: Hashable, Sendable {
    case text
    case json
    /// JSON that follows a schema with a name.
    case schema(name: String, JSONValue)
}
