import Testing

@testable import TurnoutPrivacy

/// Sets that may say yes to a stranger, and never no to a member.
@Suite struct TripleSetTests {
    private func four(_ text: String) -> UInt32 {
        text.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    @Test func threesInEitherCase() {
        var set = TripleSet()
        set.insert(UInt8(ascii: "t"), UInt8(ascii: "a"), UInt8(ascii: "x"))
        #expect(set.contains(UInt8(ascii: "T"), UInt8(ascii: "a"), UInt8(ascii: "X")))
        #expect(!set.contains(UInt8(ascii: "t"), UInt8(ascii: "a"), UInt8(ascii: "y")))
    }

    @Test func beginningsAndEndings() {
        let names = ["sk-", "ghp_", "eyJhbGci", "xo"].map { Array($0.utf8) }
        let beginnings = QuadSet.beginnings(of: names)
        for text in ["sk-1", "SK-z", "ghp_", "eyJh", "xoxb", "xo!?"] {
            #expect(beginnings.contains(four(text)), "\(text)")
        }
        let endings = QuadSet.endings(of: ["password", "pw", "key"].map { Array($0.utf8) })
        for text in ["word", "WORD", "dbpw", "_key", "ikey"] { #expect(endings.contains(four(text)), "\(text)") }
    }

    /// A set that said yes to much would cost the time it is there to save.
    @Test func strangersAreFew() {
        let tables = BuiltinTables.shared
        var generator = SeededGenerator(seed: 7)
        var met = (begins: 0, names: 0)
        let count = 20_000
        for _ in 0..<count {
            let four = (0..<4).reduce(UInt32(0)) { value, _ in
                value << 8 | UInt32.random(in: 97...122, using: &generator)
            }
            if tables.keyStarts.contains(four) { met.begins += 1 }
            if tables.nameEnds.contains(four) { met.names += 1 }
        }
        #expect(met.begins * 20 < count)
        #expect(met.names * 20 < count)
    }

    @Test func noBeginningOfAKeyIsMissed() {
        let tables = BuiltinTables.shared
        for rule in tables.rules where rule.prefix.count >= 4 {
            let four = rule.prefix.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            #expect(tables.keyStarts.contains(four))
        }
    }
}
