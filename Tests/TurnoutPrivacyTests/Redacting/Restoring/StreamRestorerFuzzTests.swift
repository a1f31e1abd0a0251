import Testing

@testable import TurnoutPrivacy

/// Answers of noise, whole placeholders and broken ones, cut at every kind of place, between the bytes of a character
/// too.
@Suite struct StreamRestorerFuzzTests {
    @Test(arguments: [281, 282, 283, 284] as [UInt64])
    func anySplitGivesTheSameText(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<60 {
            let map = PseudonymMap(using: &generator)
            var values: [(placeholder: [UInt8], value: [UInt8])] = []
            for _ in 0..<Int.random(in: 0...14, using: &generator) {
                let value = Samples.text(Array("ab é日[].😀_1"), 6, using: &generator)
                let type = [EntityType.email, .phone, .card].randomElement(using: &generator) ?? .email
                let placeholder = try Array(map.placeholder(for: value, of: type).utf8)
                if !values.contains(where: { $0.placeholder == placeholder }) {
                    values.append((placeholder, Array(value.utf8)))
                }
            }
            let answer = self.answer(of: values.map(\.placeholder), using: &generator)
            let expected = reference(answer, values)
            for _ in 0..<4 {
                let longest = [1, 3, 16, 400].randomElement(using: &generator) ?? 1
                let place = Comment("seed \(seed), round \(round)")
                check(answer, expected, map, values.map(\.placeholder), longest, place, &generator)
            }
            let text = String(decoding: answer, as: UTF8.self)
            if Array(text.utf8) == answer {
                var restorer = map.restorations().restorer(for: .text)
                var output = ""
                for scalar in text.unicodeScalars { restorer.take(String(scalar), into: &output) }
                restorer.finish(into: &output)
                #expect(Array(output.utf8) == expected, "seed \(seed), round \(round)")
            }
        }
    }

    private func check(
        _ answer: [UInt8], _ expected: [UInt8], _ map: PseudonymMap, _ placeholders: [[UInt8]], _ longest: Int,
        _ place: Comment, _ generator: inout SeededGenerator
    ) {
        var restorer = map.restorations().restorer(for: .text)
        var output: [UInt8] = []
        var offset = 0
        while offset < answer.count {
            let end = min(answer.count, offset + Int.random(in: 0...longest, using: &generator))
            restorer.take(answer[offset..<end], into: &output)
            offset = end
            // Exactly an end that is a proper beginning of a placeholder is held back.
            let opener = answer[..<end].suffix(40).lastIndex(of: PlaceholderGrammar.opener) ?? end
            let tail = answer[opener..<end]
            let isOpen = placeholders.contains { $0.count > tail.count && $0.starts(with: tail) }
            #expect(restorer.held == (isOpen ? tail.count : 0), place)
            #expect(restorer.written == output.count, place)
        }
        restorer.finish(into: &output)
        #expect(output == expected, place)
        #expect(restorer.held == 0, place)
    }

    private func answer(of placeholders: [[UInt8]], using generator: inout SeededGenerator) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<Int.random(in: 0...30, using: &generator) {
            let placeholder = placeholders.randomElement(using: &generator) ?? [0x5B]
            switch Int.random(in: 0...5, using: &generator) {
            case 0, 1: bytes += placeholder
            case 2: bytes += placeholder.prefix(Int.random(in: 1...placeholder.count, using: &generator))
            case 3: bytes += placeholder.suffix(Int.random(in: 1...placeholder.count, using: &generator))
            case 4: bytes += Samples.text(Array("[]_.1é日😀 E"), 5, using: &generator).utf8
            default: bytes += (0..<4).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
            }
        }
        return bytes
    }

    /// The plainest way to say what is meant.
    private func reference(_ answer: [UInt8], _ values: [(placeholder: [UInt8], value: [UInt8])]) -> [UInt8] {
        var output: [UInt8] = []
        var offset = 0
        while offset < answer.count {
            if let found = values.first(where: { answer[offset...].starts(with: $0.placeholder) }) {
                output += found.value
                offset += found.placeholder.count
            } else {
                output.append(answer[offset])
                offset += 1
            }
        }
        return output
    }
}
