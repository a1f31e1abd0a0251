import Testing

@testable import TurnoutPrivacy

/// Stepping over what says nothing finds the words that single steps find.
@Suite struct ContextSkipTests {
    private static let pieces = [
        "born", "Born", "BORN", "dob", "tax", "Tax", "ID", "id", "IBAN", "ssn", "SSN", "phone", "Passport", "passeport",
        "né", "ИНН", "身份证", "xq", "the", "of", "a", "Z", "7", "2026", " ", " ", "-", "_", ": ", "\n", "é", "ß",
        "\u{301}",
    ]

    private func kinds(_ bytes: [UInt8], stops: [Int]) -> (skipped: Set<Int>, single: Set<Int>) {
        bytes.withUnsafeBufferPointer { buffer in
            let text = TextBytes(buffer)
            var budget = WorkBudget(limit: 1_000_000)
            var tracker = ContextTracker(words: .shared)
            for stop in stops + [bytes.count] { tracker.read(in: text, to: stop, budget: &budget) }
            let skipped = (0..<ContextWords.Kind.count).filter { tracker.end(of: ContextWords.Kind(rawValue: $0)) >= 0 }
            var single: Set<Int> = []
            // Looks ahead by single steps, no farther than these texts are long.
            tracker.forEachKind(in: text, behind: 0, budget: &budget) { single.insert($0.rawValue) }
            return (Set(skipped), single)
        }
    }

    @Test func findsWhatSingleStepsFind() {
        let seed: UInt64 = 2026
        var generator = SeededGenerator(seed: seed)
        for round in 0..<4000 {
            var bytes: [UInt8] = []
            while true {
                let next = Array((ContextSkipTests.pieces.randomElement(using: &generator) ?? "").utf8)
                guard bytes.count + next.count <= ContextTracker.ahead else { break }
                bytes += next
            }
            // Readings that stop within a word go on where they stopped.
            let stops = (0..<2).map { _ in Int.random(in: 0...bytes.count, using: &generator) }.sorted()
            let whole = kinds(bytes, stops: [])
            #expect(
                whole.skipped == whole.single, "seed \(seed), round \(round): \(String(decoding: bytes, as: UTF8.self))"
            )
            #expect(kinds(bytes, stops: stops).skipped == whole.skipped)
        }
    }

    @Test func placesBehindEachByte() {
        let steps = IdleSteps.table(startsWithDigit: false)
        func next(_ place: UInt8, _ byte: Character) -> UInt32 {
            steps[Int(byte.asciiValue ?? 0)] >> UInt32(place) & 0xFF
        }
        #expect(next(IdleSteps.start, "a") == IdleSteps.stop)
        #expect(next(IdleSteps.lower, "a") == UInt32(IdleSteps.lower))
        #expect(next(IdleSteps.lower, "A") == IdleSteps.stop)
        #expect(next(IdleSteps.upper, "A") == UInt32(IdleSteps.upper))
        #expect(next(IdleSteps.digit, "a") == UInt32(IdleSteps.lower))
        #expect(next(IdleSteps.lower, "1") == UInt32(IdleSteps.digit))
        #expect(next(IdleSteps.digit, "-") == UInt32(IdleSteps.start))
        #expect(IdleSteps.table(startsWithDigit: true)[49] & 0xFF == IdleSteps.stop)
        #expect((0...3).allSatisfy { steps[0xC3] >> UInt32(8 * $0) & 0xFF == IdleSteps.stop })
    }
}
