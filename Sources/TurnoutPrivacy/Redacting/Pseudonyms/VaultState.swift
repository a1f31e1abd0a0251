import TurnoutCore

/// Which conversations are kept, in the order of their last use.
struct VaultState {
    private struct Kept {
        var pseudonyms: ConversationPseudonyms
        var lastUse: Instant
        var serial: UInt64
    }

    private let limits: VaultLimits
    private var kept: [ConversationKey: Kept] = [:]
    /// Uses from the oldest on. A later use of the same conversation makes an earlier one stale; stale ones are skipped
    /// when they are met, and cleared out when they are the most.
    private var uses: [(key: ConversationKey, serial: UInt64)] = []
    private var oldest = 0
    private var lastSerial: UInt64 = 0

    init(limits: VaultLimits) {
        self.limits = limits
    }

    var count: Int { kept.count }

    /// How many uses are remembered, stale ones included.
    var remembered: Int { uses.count - oldest }

    /// The pseudonyms of a conversation, marked as used now.
    mutating func use(_ key: ConversationKey, at now: Instant) -> ConversationPseudonyms? {
        guard var entry = kept[key] else { return nil }
        entry.lastUse = max(entry.lastUse, now)
        entry.serial = note(key)
        kept[key] = entry
        return entry.pseudonyms
    }

    /// Keeps new pseudonyms, and gives back those that had to go for them.
    mutating func insert(
        _ pseudonyms: ConversationPseudonyms, for key: ConversationKey, at now: Instant
    ) -> [ConversationPseudonyms] {
        kept[key] = Kept(pseudonyms: pseudonyms, lastUse: now, serial: note(key))
        var dropped: [ConversationPseudonyms] = []
        while kept.count > limits.conversations, let key = oldestKey(), let entry = kept.removeValue(forKey: key) {
            dropped.append(entry.pseudonyms)
        }
        return dropped
    }

    mutating func remove(_ key: ConversationKey) -> ConversationPseudonyms? {
        kept.removeValue(forKey: key)?.pseudonyms
    }

    /// Takes out what was last used longer ago than the time to live.
    mutating func expire(at now: Instant) -> [ConversationPseudonyms] {
        var dropped: [ConversationPseudonyms] = []
        while let key = oldestKey(), let entry = kept[key] {
            guard entry.lastUse.duration(to: now) >= limits.timeToLive else { break }
            kept[key] = nil
            dropped.append(entry.pseudonyms)
        }
        return dropped
    }

    /// The conversation used longest ago; steps over stale uses.
    private mutating func oldestKey() -> ConversationKey? {
        while oldest < uses.count {
            let use = uses[oldest]
            if kept[use.key]?.serial == use.serial { return use.key }
            oldest += 1
        }
        return nil
    }

    private mutating func note(_ key: ConversationKey) -> UInt64 {
        lastSerial &+= 1
        // Each clearing follows at least as many uses as it reads, so a use costs the same on average.
        if uses.count >= 2 * kept.count + 64 {
            uses = uses[oldest...].filter { kept[$0.key]?.serial == $0.serial }
            oldest = 0
        }
        uses.append((key, lastSerial))
        return lastSerial
    }
}
