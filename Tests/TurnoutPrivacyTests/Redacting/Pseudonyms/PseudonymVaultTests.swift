import Testing
import TurnoutCore

@testable import TurnoutPrivacy

@Suite struct PseudonymVaultTests {
    private func key(_ name: String, of owner: String = "tenant") -> ConversationKey {
        ConversationKey(owner: owner, conversation: name)
    }

    private func second(_ number: Int64) -> Instant { Instant(nanoseconds: number * 1_000_000_000) }

    private func isKept(_ vault: PseudonymVault, _ name: String, at now: Instant) -> Bool {
        if case .found = vault.find(key(name), at: now) { true } else { false }
    }

    @Test func conversationsLiveFromUseToUse() {
        let vault = PseudonymVault(limits: VaultLimits(timeToLive: .seconds(10)))
        let first = vault.open(key("a"), at: second(0))
        #expect(vault.open(key("a"), at: second(9)) === first)
        #expect(isKept(vault, "a", at: second(18)))
        #expect(!isKept(vault, "a", at: second(28)))
        #expect(vault.count == 0)
        #expect(vault.open(key("a"), at: second(29)) !== first)
    }

    @Test func whatIsMissingIsMissing() {
        let vault = PseudonymVault()
        #expect(!isKept(vault, "a", at: second(0)))
        _ = vault.open(key("a"), at: second(0))
        #expect(vault.forget(key("a")))
        #expect(!vault.forget(key("a")))
        #expect(!isKept(vault, "a", at: second(0)))
    }

    @Test func ownersDoNotShareAName() {
        let vault = PseudonymVault()
        #expect(vault.open(key("a", of: "one"), at: second(0)) !== vault.open(key("a", of: "two"), at: second(0)))
    }

    @Test func theLongestUnusedGoesFirst() {
        let vault = PseudonymVault(limits: VaultLimits(conversations: 3))
        for (time, name) in ["a", "b", "c", "a", "d"].enumerated() {
            _ = vault.open(key(name), at: second(Int64(time)))
        }
        #expect(vault.count == 3)
        #expect(["a", "b", "c", "d"].map { isKept(vault, $0, at: second(5)) } == [true, false, true, true])
    }

    @Test func sweepingTellsHowMany() {
        let vault = PseudonymVault(limits: VaultLimits(timeToLive: .seconds(10)))
        for time in 0..<10 { _ = vault.open(key("\(time)"), at: second(Int64(time))) }
        #expect(vault.sweep(at: second(9)) == 0)
        #expect(vault.sweep(at: second(14)) == 5)
        #expect(vault.count == 5)
        #expect(vault.sweep(at: Instant(nanoseconds: .max)) == 5)
    }

    @Test func whatIsDroppedIsFreed() throws {
        var generator = SeededGenerator(seed: 271)
        let vault = PseudonymVault(limits: VaultLimits(timeToLive: .seconds(10)))
        let placeholder = try vault.open(key("a"), at: second(0)).map(for: [], using: &generator)
            .placeholder(for: "kim@example.org", of: .email)
        #expect(vault.allowance.bytesInUse > 0)
        // An answer under way keeps its map, and is the last to do so.
        var restorations = try vault.open(key("a"), at: second(1)).map(for: [], using: &generator).restorations()
        #expect(vault.sweep(at: second(20)) == 1)
        #expect(restorations.restore(placeholder, for: .text) == "kim@example.org")
        #expect(vault.allowance.bytesInUse > 0)
        restorations = map().restorations()
        #expect(restorations.count == 0)
        #expect(vault.allowance.bytesInUse == 0)
    }

    @Test func theClockMayStandStillOrGoBack() {
        let vault = PseudonymVault(limits: VaultLimits(timeToLive: .seconds(10)))
        _ = vault.open(key("a"), at: second(20))
        #expect(isKept(vault, "a", at: second(5)))
        #expect(isKept(vault, "a", at: Instant(nanoseconds: .min)))
        #expect(isKept(vault, "a", at: second(29)))
        let none = PseudonymVault(limits: VaultLimits(conversations: -5, timeToLive: .seconds(-1)))
        _ = none.open(key("a"), at: second(0))
        #expect(none.count == 1 && !isKept(none, "a", at: second(0)))
    }

    @Test func manyUsesDoNotPileUp() {
        var state = VaultState(limits: VaultLimits(conversations: 50))
        var generator = SeededGenerator(seed: 272)
        for time in 0..<20_000 {
            let key = key("\(Int.random(in: 0..<80, using: &generator))")
            let now = Instant(nanoseconds: Int64(time))
            if state.use(key, at: now) == nil { _ = state.insert(ConversationPseudonyms(), for: key, at: now) }
            if time % 7 == 0 { _ = state.remove(key) }
            #expect(state.count <= 50 && state.remembered <= 2 * 51 + 65)
        }
    }
}
