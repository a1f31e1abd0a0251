import TurnoutCore

/// A local model that looks for what has no form: names and addresses of persons.
public struct RecogniserSettings: Sendable {
    /// The model's number among the policy's targets; always a local one.
    public var target: Int
    package var condition: CompiledCondition
    /// How long it may take for one request.
    public var timeout: Duration
    /// The longest content that it reads, in bytes.
    public var longest: Int
}
