import Testing

@testable import TurnoutPrivacy

@Suite struct TextRewriterTests {
    private let text = "Write to kim@example.org or to lee@example.org; kim@example.org is better."
    private let addresses = ["kim@example.org", "lee@example.org"]

    @Test func eachMethodHasItsForm() throws {
        var generator = SeededGenerator(seed: 211)
        let rewriter = TextRewriter(hashKey: CorrelationKey(using: &generator))
        let found = findings(["kim@example.org"], in: "to kim@example.org!")
        func rewrite(_ method: RedactionMethod) throws -> String {
            try rewriter.rewrite("to kim@example.org!", found, map: map()) { _ in method }.text
        }
        #expect(try rewrite(.redact) == "to <EMAIL_ADDRESS>!")
        #expect(try rewrite(.pseudonymise) == "to [EMAIL_ADDRESS_1.kxfqb]!")
        #expect(try rewrite(.mask) == "to ***@***.org!")
        let hashed = try rewrite(.hash)
        #expect(hashed.hasPrefix("to <EMAIL_ADDRESS#") && hashed.hasSuffix(">!") && hashed.utf8.count == 28)
        #expect(try rewrite(.hash) == hashed)
    }

    @Test func equalValuesKeepTheirPlaceholder() throws {
        let rewritten = try TextRewriter().rewrite(text, findings(addresses, in: text), map: map()) { _ in
            .pseudonymise
        }
        #expect(
            rewritten.text == "Write to [EMAIL_ADDRESS_1.kxfqb] or to [EMAIL_ADDRESS_2.kxfqb]; "
                + "[EMAIL_ADDRESS_1.kxfqb] is better."
        )
    }

    @Test func theListTellsWhereAndNotWhat() throws {
        let found = findings(addresses, in: text)
        let rewritten = try TextRewriter().rewrite(text, found, map: map()) { _ in .pseudonymise }
        #expect(rewritten.replacements.map(\.original) == found.map(\.range))
        for replacement in rewritten.replacements {
            #expect(slice(rewritten.text, replacement.range).hasPrefix("[EMAIL_ADDRESS_"))
            #expect(slice(rewritten.text, replacement.range).hasSuffix(".kxfqb]"))
            #expect(replacement.type == .email && replacement.method == .pseudonymise)
        }
        var dumped = ""
        dump(rewritten, to: &dumped)
        #expect(!dumped.contains("Write") && !"\(rewritten)".contains("Write"))
    }

    @Test func whatHasNoMethodStays() throws {
        let found = findings(addresses, in: text)
        let rewritten = try TextRewriter().rewrite(text, found) { $0.range == found[1].range ? .redact : nil }
        #expect(rewritten.text == text.replacing("lee@example.org", with: "<EMAIL_ADDRESS>"))
        #expect(try TextRewriter().rewrite(text, found) { _ in nil } == Rewritten(text: text, replacements: []))
        #expect(try TextRewriter().rewrite(text, []) { _ in .redact }.text == text)
        #expect(try TextRewriter().rewrite("{", findings(["{"], in: "{"), in: .json) { _ in nil }.text == "{")
    }

    @Test(arguments: [
        ([0..<0], RewriteError.rangeOutside(finding: 0)), ([70..<90], .rangeOutside(finding: 0)),
        ([-1..<4], .rangeOutside(finding: 0)), ([90..<95], .rangeOutside(finding: 0)),
        ([0..<4, 2..<6], .disordered(finding: 1)), ([8..<9, 0..<4], .disordered(finding: 1)),
        ([0..<4, 0..<4], .disordered(finding: 1)), ([0..<4, 20..<30, 3..<99], .rangeOutside(finding: 2)),
        ([.min ..< .max], .rangeOutside(finding: 0)),
    ])
    func badRangesRewriteNothing(ranges: [Range<Int>], expected: RewriteError) {
        // Findings without a method are checked as well: one wrong offset makes all of them doubtful.
        for method in [RedactionMethod.redact, nil] {
            #expect(throws: expected) { try TextRewriter().rewrite(text, ranges.map { finding($0) }) { _ in method } }
        }
    }

    @Test func charactersAreNotSplit() {
        for range in [1..<3, 0..<1, 3..<5] {
            #expect(throws: RewriteError.splitCharacter(finding: 0)) {
                try TextRewriter().rewrite("éa日b", [finding(range)]) { _ in .redact }
            }
        }
        #expect((try? TextRewriter().rewrite("éa日b", [finding(3..<6)]) { _ in .redact })?.text == "éa<EMAIL_ADDRESS>b")
    }

    @Test func nothingGoesOutWithoutMapOrKey() {
        let found = findings(addresses, in: text)
        #expect(throws: RewriteError.missingMap) { try TextRewriter().rewrite(text, found) { _ in .pseudonymise } }
        #expect(throws: RewriteError.missingKey) { try TextRewriter().rewrite(text, found) { _ in .hash } }
        #expect(throws: RewriteError.pseudonyms(.tooManyValues(limit: 1))) {
            try TextRewriter().rewrite(text, found, map: map(limits: PseudonymLimits(values: 1))) { _ in .pseudonymise }
        }
    }

    @Test func manyFindingsOfDifferentLengthsComeBack() throws {
        var generator = SeededGenerator(seed: 212)
        for round in 0..<200 {
            var text = ""
            var found: [Finding] = []
            for _ in 0..<Int.random(in: 0...30, using: &generator) {
                text += Samples.text(Array("ab é日[].\n_1"), Int.random(in: 0...9, using: &generator), using: &generator)
                guard Bool.random(using: &generator) else { continue }
                let start = text.utf8.count
                text += Samples.text(Array("xyz日@.[1]"), Int.random(in: 1...30, using: &generator), using: &generator)
                let type = EntityType.builtin.randomElement(using: &generator) ?? .email
                found.append(finding(start..<text.utf8.count, type))
            }
            let map = map()
            let rewritten = try TextRewriter().rewrite(text, found, map: map) { _ in .pseudonymise }
            #expect(map.restorations().restore(rewritten.text, for: .text) == text, "seed 212, round \(round)")
            #expect(rewritten.replacements.map(\.original) == found.map(\.range))
        }
    }
}
