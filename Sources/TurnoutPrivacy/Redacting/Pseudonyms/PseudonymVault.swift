import Synchronization
public import TurnoutCore

/// How many conversations' pseudonyms are kept, and for how long.
public struct VaultLimits: Sendable, Hashable {
    /// The number of conversations; beyond it, the one used longest ago goes.
    public var conversations: Int
    /// How long a conversation is kept after its last use.
    public var timeToLive: Duration
    /// What each may hold.
    public var perConversation: PseudonymLimits
    /// The bytes that all may hold together.
    public var bytes: Int

    /// Creates limits; at least one conversation is kept.
    public init(
        conversations: Int = 10_000,
        timeToLive: Duration = .seconds(3600),
        perConversation: PseudonymLimits = PseudonymLimits(),
        bytes: Int = 256 << 20
    ) {
        self.conversations = max(1, conversations)
        self.timeToLive = max(.zero, timeToLive)
        self.perConversation = perConversation
        self.bytes = max(0, bytes)
    }
}

/// What a look into the vault brought.
public enum VaultLookup: Sendable {
    /// The conversation's pseudonyms.
    case found(ConversationPseudonyms)
    /// There are none, or none any more: nothing can be restored.
    case missing
}

/// The pseudonyms of conversations between their requests, in memory only.
///
/// What is dropped here is wiped once the requests that use it have ended. A conversation that comes back later starts
/// anew under another nonce, so its old placeholders are never read as new ones.
public final class PseudonymVault: Sendable {
    /// What is kept.
    public let limits: VaultLimits
    /// What all conversations hold together.
    public let allowance: PseudonymAllowance
    private let state: Mutex<VaultState>

    /// Creates an empty vault.
    public init(limits: VaultLimits = VaultLimits()) {
        self.limits = limits
        allowance = PseudonymAllowance(limit: limits.bytes)
        state = Mutex(VaultState(limits: limits))
    }

    /// The number of conversations kept, those included whose time is up but which nobody has asked for since.
    public var count: Int { state.withLock { $0.count } }

    /// A conversation's pseudonyms, new ones if there are none; this counts as a use.
    public func open(_ key: ConversationKey, at now: Instant) -> ConversationPseudonyms {
        let (opened, dropped) = state.withLock { state in
            let dropped = state.expire(at: now)
            if let found = state.use(key, at: now) { return (found, dropped) }
            let made = ConversationPseudonyms(limits: limits.perConversation, allowance: allowance)
            return (made, dropped + state.insert(made, for: key, at: now))
        }
        // Wiping takes time, so what was dropped goes here, after the lock.
        _ = consume dropped
        return opened
    }

    /// A conversation's pseudonyms, if they are still kept; this counts as a use.
    public func find(_ key: ConversationKey, at now: Instant) -> VaultLookup {
        let (found, dropped) = state.withLock { state in
            let dropped = state.expire(at: now)
            return (state.use(key, at: now), dropped)
        }
        _ = consume dropped
        return found.map { .found($0) } ?? .missing
    }

    /// Drops a conversation's pseudonyms; tells whether there were any.
    @discardableResult
    public func forget(_ key: ConversationKey) -> Bool {
        let dropped = state.withLock { $0.remove(key) }
        return dropped != nil
    }

    /// Drops every conversation whose time is up, and tells how many.
    @discardableResult
    public func sweep(at now: Instant) -> Int {
        let dropped = state.withLock { $0.expire(at: now) }
        return dropped.count
    }
}

extension PseudonymVault: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// How many conversations it keeps.
    public var description: String { "PseudonymVault(\(count) conversations)" }
    /// As ``description``.
    public var debugDescription: String { description }
    /// Shows nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
