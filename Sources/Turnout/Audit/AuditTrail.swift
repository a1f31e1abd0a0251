/// Keeps an account of what requests carried and where they were sent, before they are sent.
///
/// A router with a trail sends nothing that is not on it: when an entry cannot be written, the target is passed over.
public protocol AuditTrail: Sendable {
    /// Writes an entry and returns when it would survive a loss of power.
    ///
    /// - Throws: when the entry is not safe.
    func write(_ entry: AuditEntry) async throws(AuditFailure)
}

/// Why an entry could not be written.
public struct AuditFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence for operators.
    public var description: String

    /// Creates a failure.
    public init(_ description: String) { self.description = description }
}
