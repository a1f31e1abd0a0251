/// Keeps account of what requests carried, where they were sent and what came of it: the first two before they are sent.
///
/// A router with a trail sends nothing that is not on it: when an entry cannot be written, the target is passed over.
public protocol AuditTrail: Sendable {
    /// Writes an entry and returns when it would survive a loss of power.
    ///
    /// - Throws: when the entry is not safe.
    func write(_ entry: AuditEntry) async throws(AuditFailure)

    /// Takes an entry that nothing waits for, to be written behind all that came before it. It must not block.
    ///
    /// - Parameters:
    ///   - entry: what to write.
    ///   - onFailure: is told when the entry could not be written.
    func note(_ entry: AuditEntry, onFailure: @escaping @Sendable (AuditFailure) -> Void)
}

/// Why an entry could not be written, or a log not be opened.
public struct AuditFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence for operators.
    public var description: String

    /// Creates a failure.
    public init(_ description: String) { self.description = description }
}
