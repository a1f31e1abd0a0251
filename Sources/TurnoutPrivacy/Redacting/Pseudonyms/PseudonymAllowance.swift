import Synchronization

/// The bytes that all maps of pseudonyms of a process may hold together.
public final class PseudonymAllowance: Sendable {
    /// What one value costs beside its bytes: its placeholder, its entry and its place in the index.
    static let overhead = 192

    /// The most bytes.
    public let limit: Int
    private let used = Atomic<Int>(0)

    /// Creates an allowance.
    public init(limit: Int) {
        self.limit = max(0, limit)
    }

    /// The bytes in use.
    public var bytesInUse: Int { used.load(ordering: .relaxed) }

    func reserve(_ bytes: Int) throws(PseudonymError) {
        let (_, after) = used.add(bytes, ordering: .relaxed)
        guard after <= limit else {
            release(bytes)
            throw .storeFull(limit: limit)
        }
    }

    func release(_ bytes: Int) {
        used.subtract(bytes, ordering: .relaxed)
    }
}
