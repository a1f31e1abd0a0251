import Testing

@testable import TurnoutCommands

/// Lines of sources with a mark under a part of them.
@Suite struct SourceExcerptTests {
    private func drawn(_ source: String, _ marked: Range<Int>, columns: Int) -> String {
        let excerpt = SourceExcerpt(source, marked: marked, columns: columns)
        return excerpt.line + "\n" + String(repeating: " ", count: excerpt.indent)
            + String(repeating: "^", count: excerpt.length)
    }

    @Test func shortLinesStayWhole() {
        #expect(drawn("key: value", 5..<10, columns: 20) == "key: value\n     ^^^^^")
    }

    @Test func longLinesAreCutAroundTheMark() {
        let line = "aaaaaaaaaa bbbbbbbbbb cccccccccc dddddddddd"
        #expect(drawn(line, 0..<10, columns: 20) == "aaaaaaaaaa bbbbbbb…\n^^^^^^^^^^")
        #expect(drawn(line, 22..<32, columns: 20) == "…bbb cccccccccc ddd…\n     ^^^^^^^^^^")
        #expect(drawn(line, 33..<43, columns: 20) == "…ccccccc dddddddddd\n         ^^^^^^^^^^")
    }

    @Test func aMarkThatIsTooLongIsCut() {
        let line = String(repeating: "x", count: 100)
        let excerpt = SourceExcerpt(line, marked: 10..<90, columns: 20)
        #expect(excerpt.line == "…" + String(repeating: "x", count: 18) + "…")
        #expect(excerpt.indent == 1)
        #expect(excerpt.length == 18)
    }

    @Test func wideCharactersTakeTwoColumns() {
        #expect(drawn("名前: x", 0..<2, columns: 20) == "名前: x\n^^^^")
        #expect(drawn("名前: x", 4..<5, columns: 20) == "名前: x\n      ^")
    }

    @Test func whatCannotBeSeenIsNamed() {
        #expect(drawn("a\u{202E}b", 1..<2, columns: 20) == "a<U+202E>b\n ^^^^^^^^")
        #expect(drawn("\tb", 1..<2, columns: 20) == "    b\n    ^")
    }

    @Test func marksBehindTheLineStay() {
        #expect(drawn("ab", 2..<3, columns: 20) == "ab\n  ^")
        #expect(drawn("", 0..<1, columns: 20) == "\n^")
        #expect(drawn("ab", 7..<9, columns: 20) == "ab\n  ^")
    }

    @Test func anyLineAndMarkFit() {
        let alphabet: [Character] = ["a", " ", "名", "\t", "\u{202E}", "e\u{301}", "\u{1B}"]
        var seed: UInt64 = 42
        for _ in 0..<2000 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let length = Int(seed >> 33) % 120
            let line = String((0..<length).map { alphabet[Int((seed >> 7) &+ UInt64($0 * $0)) % alphabet.count] })
            let start = Int(seed >> 40) % 140
            let excerpt = SourceExcerpt(line, marked: start..<(start + Int(seed >> 50) % 60), columns: 40)
            #expect(TerminalText.width(excerpt.line) <= 40, "seed \(seed)")
            #expect(excerpt.indent + excerpt.length <= 40, "seed \(seed)")
            #expect(excerpt.length >= 1)
        }
    }
}
