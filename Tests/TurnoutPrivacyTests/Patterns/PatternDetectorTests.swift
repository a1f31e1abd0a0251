import Testing

@testable import TurnoutPrivacy

@Suite struct PatternDetectorTests {
    private func scan(
        _ text: String, _ patterns: [String], score: Double = 1, checksum: PatternChecksum? = nil,
        context: PatternContext? = nil
    ) throws -> [Finding] {
        let detector = try PatternDetector(
            id: "own", label: "internal.staff-id", patterns: patterns.map { try Pattern(parsing: $0) }, score: score,
            checksum: checksum, context: context)
        let result = Scanner(detectors: [detector]).scan(text)
        #expect(result.failures.isEmpty)
        return result.findings
    }

    @Test func findingsCoverTheWholeMatch() throws {
        let findings = try scan("né: EMP-123456", ["EMP-\\d{6}"], score: 0.7)
        #expect(
            findings == [
                Finding(
                    type: EntityType("INTERNAL_STAFF_ID", label: "internal.staff-id"), detector: "own", range: 5..<15,
                    score: 0.7)
            ])
    }

    @Test func checksumsReject() throws {
        var generator = SeededGenerator(seed: 101)
        let card = Samples.grouped(Samples.card("9", length: 16, using: &generator), by: 4, with: " ")
        let wrong = card.dropLast() + (card.last == "0" ? "1" : "0")
        let pattern = ["\\d{4} \\d{4} \\d{4} \\d{4}"]
        #expect(try scan("\(wrong), \(card)", pattern, checksum: .luhn).map(\.range.lowerBound) == [21])
        let iban = Samples.iban("DE", using: &generator)
        let spoiled = "DE00" + iban.dropFirst(4)
        #expect(try scan("\(iban) \(spoiled)", ["[A-Z]{2}\\d{20}"], checksum: .mod97).map(\.range) == [0..<22])
        #expect(try scan("a 7 b", ["\\w [0-9] \\w"], checksum: .luhn).isEmpty)
    }

    @Test func contextIsRequired() throws {
        let context = try PatternContext(words: ["badge", "staff id"], reach: 10, effect: .required)
        let places = try scan(
            "badge 12345; far from any word: 12345; and 12345 (Badge) staff ids: 12345", ["\\d{5}"], context: context)
        #expect(places.map(\.range.lowerBound) == [6, 43])
        #expect(try scan("12345 -staff id", ["\\d{5}"], context: context).count == 1)
        #expect(try scan("12345 - - - - - badge", ["\\d{5}"], context: context).isEmpty)
        // A word within the match says nothing about it.
        #expect(try scan("a badge-12345", ["badge.?\\d{5}"], context: context).isEmpty)
    }

    @Test func contextRaisesTheScore() throws {
        let context = try PatternContext(words: ["badge"], reach: 3, effect: .raises(to: 0.9))
        let findings = try scan("badge: 12345, and 12345", ["\\d{5}"], score: 0.4, context: context)
        #expect(findings.map(\.score) == [0.9, 0.4])
    }

    @Test func setsThatCannotBeUsedAreRefused() throws {
        #expect(throws: PatternDetectorError.noPatterns) { try PatternDetector(id: "p", label: "l", patterns: []) }
        let many = Array(repeating: try Pattern(parsing: "a"), count: 257)
        #expect(throws: PatternDetectorError.tooManyPatterns(limit: 256)) {
            try PatternDetector(id: "p", label: "l", patterns: many)
        }
        #expect(throws: WordListError.empty) { try PatternContext(words: [""], effect: .required) }
    }

    @Test func tooManyMatchesAreAFailure() throws {
        let detector = try PatternDetector(id: "p", label: "l", patterns: [try Pattern(parsing: "a")])
        let result = Scanner(detectors: [detector]).scan(String(repeating: "a", count: 20_000))
        #expect(result.failures == [DetectorError(detector: "p", reason: .tooManyFindings)])
    }

    @Test func fullSetsFindWhatSinglePatternsFind() throws {
        var generator = SeededGenerator(seed: 102)
        let sources = StructureCases.ordinary.map(\.pattern) + StructureCases.repeats.map(\.pattern)
        let patterns = try sources.map { try Pattern(parsing: $0) }
        let set = PatternSet(patterns)
        for round in 0..<40 {
            let text = (0..<12).map { _ in
                (StructureCases.ordinary + StructureCases.repeats).randomElement(using: &generator)?.text ?? ""
            }
            .joined(separator: Samples.text(Array(" \n,a"), 2, using: &generator))
            var budget = WorkBudget(limit: .max)
            let bytes = Array(text.utf8)
            bytes.withUnsafeBufferPointer { buffer in
                let shared = set.matches(in: TextBytes(buffer), limit: 65_536, budget: &budget)
                for (index, pattern) in patterns.enumerated() {
                    let alone = pattern.matches(in: TextBytes(buffer), budget: &budget)
                    #expect(
                        shared.filter { $0.pattern == index }.map(\.range) == alone,
                        "seed 102, round \(round), \(sources[index])")
                }
            }
        }
    }
}
