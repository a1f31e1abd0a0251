import Testing

@testable import TurnoutPrivacy

/// Answers with values in them, in prose of several kinds and in noise, cut at every kind of place.
@Suite struct StreamSanitiserFuzzTests {
    @Test(arguments: [721, 722, 723, 724] as [UInt64])
    func anySplitGivesTheSameText(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        let map = map()
        _ = try map.placeholder(for: "kim@example.org", of: .email)
        let key = CorrelationKey(using: &generator)
        for round in 0..<12 {
            let answer = noise(using: &generator)
            let refuses = Int.random(in: 0..<4, using: &generator) == 0
            let sanitiser = StreamSanitiser(
                scanner: Scanner(detectors: [BuiltinDetector(), BetweenMarks()]), hashKey: key,
                ignoring: map.restorations(), reach: [0, 0, 150].randomElement(using: &generator) ?? 0
            ) { finding in
                switch finding.type {
                case .ip: nil
                case .email: .replace(.hash)
                case .iban: refuses ? .refuse : .replace(.mask)
                default: .replace(.redact)
                }
            }
            let whole = sanitise([answer], with: sanitiser)
            for longest in [1, 3, 40, 700] {
                let pieces = pieces(of: answer, longest: longest, using: &generator)
                #expect(
                    sanitise(pieces, with: sanitiser) == whole, "seed \(seed), round \(round), pieces to \(longest)")
            }
        }
    }

    @Test(arguments: [731, 732, 733, 734] as [UInt64])
    func whatComesOutIsWhatTheWholeWouldGive(seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for round in 0..<20 {
            var values: [String] = []
            let answer = prose(planting: &values, using: &generator)
            let expected = try TextRewriter().rewrite(answer, Scanner.standard.scan(answer).findings) { _ in .redact }
            let result = sanitise(pieces(of: answer, longest: 12, using: &generator), with: redacting())
            #expect(result.text == expected.text, "seed \(seed), round \(round)")
            for value in values { #expect(!result.text.contains(value), "seed \(seed), round \(round): \(value)") }
            #expect(
                result.replaced.map(\.count).reduce(0, +) == expected.replacements.count, "seed \(seed), round \(round)"
            )
        }
    }

    private static let words = [
        "the", "house", "for", "it", "morning,", "we", "went", "(maybe)", "and", "then", "river.", "\n", "\n\n- ",
        "été",
        "日本語の文章です。", "привет", "😀", "a", "\"quoted\"", "`code`", "3", "1,200", "50%", "end;", "**bold**", "x=1",
    ]

    /// Prose with values at any place.
    private func prose(planting values: inout [String], using generator: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 5...180, using: &generator) {
            guard Int.random(in: 0..<12, using: &generator) == 0 else {
                text += (Self.words.randomElement(using: &generator) ?? "") + " "
                continue
            }
            let (lead, value) = value(using: &generator)
            values.append(value)
            text += lead + value + ([" ", ", ", ".\n", "\" ", ") "].randomElement(using: &generator) ?? " ")
        }
        return text
    }

    private func value(using generator: inout SeededGenerator) -> (lead: String, value: String) {
        switch Int.random(in: 0..<7, using: &generator) {
        case 0: return ("mail ", "kim." + Samples.text(Samples.lowercase, 8, using: &generator) + "@example.org")
        case 1:
            let card = Samples.card("4", length: 16, using: &generator)
            return ("card ", Samples.grouped(card, by: 4, with: [" ", "-", ""].randomElement(using: &generator) ?? ""))
        case 2: return ("IBAN ", Samples.grouped(Samples.iban("GB", using: &generator), by: 4, with: " "))
        case 3: return ("password: ", "hX7!" + Samples.text(Samples.alphanumeric, 10, using: &generator))
        case 4: return ("api_key = \"", Samples.token(40, using: &generator))
        case 5:
            let body = Samples.text(
                Samples.alphanumeric, Int.random(in: 100...900, using: &generator), using: &generator)
            return ("token ", "eyJhbGciOiJIUzI1" + "NiJ9." + body + "." + body.suffix(40))
        default:
            let lines = (0..<Int.random(in: 2...40, using: &generator)).map { _ in
                Samples.text(Samples.alphanumeric, 64, using: &generator)
            }
            let name = "PRIVATE" + " KEY-----"
            return ("\n", "-----BEGIN \(name)\n" + lines.joined(separator: "\n") + "\n-----END \(name)")
        }
    }

    /// Pieces of everything, whole and broken.
    private func noise(using generator: inout SeededGenerator) -> String {
        var text = ""
        for _ in 0..<Int.random(in: 0...60, using: &generator) {
            switch Int.random(in: 0...7, using: &generator) {
            case 0: text += value(using: &generator).value
            case 1: text += String(value(using: &generator).value.prefix(Int.random(in: 1...80, using: &generator)))
            case 2: text += "[EMAIL_ADDRESS_1.kxfqb]"
            case 3: text += ["<<", ">>", "<<>>"].randomElement(using: &generator) ?? ""
            case 4:
                let unit = HostileTextTests.units.randomElement(using: &generator) ?? ""
                text += String(repeating: unit, count: Int.random(in: 1...12, using: &generator))
            case 5:
                text += Samples.text(
                    Array("aé日😀 \u{200B}1\n"), Int.random(in: 1...200, using: &generator), using: &generator)
            default:
                for _ in 0..<10 { text += (Self.words.randomElement(using: &generator) ?? "") + " " }
            }
        }
        return text
    }
}
