import Testing
import TurnoutYAML

/// A small generator with a seed (SplitMix64, Steele, Lea and Flood 2014), so that a failure can be run again.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite("Hostile texts")
struct FuzzTests {
    static let seed: UInt64 = 0x7475_726E_6F75_7401

    static let texts = [
        """
        version: 1
        name: "müller & söhne"   # ключ
        vocabulary: {tasks: [simple, complex], attributes: {tenant: string}}
        providers:
          ollama: {kind: ollama, endpoint: http://127.0.0.1:11434, models: {llama3.2: {context: 128k}}}
        routes:
          - {id: r1, when: {tokens: {gte: 8000}, task: complex}, use: [ollama/llama3.2, 'it''s']}
          - id: 日本
            otherwise: reject
        tests:
          - name: >-
              folded
              text

            note: |2
                literal 😀

              end
        """,
        "a: [b, {c: d}, [e: f, ? g : h], \"\\u00e9\\n x\"]\n? k\n: - v\n  - w\n'q': \"m\n  n\"\ne:\n",
        "\u{FEFF}&a !t\n- *b\n- <<: 1\n- %x\n---\n%TAG ! x\n...\n",
    ].map { Array($0.utf8) }

    /// Pieces that matter to YAML or to its characters.
    static let pieces: [[UInt8]] =
        [
            ":", ": ", "- ", "-", "? ", "[", "]", "{", "}", ",", "\"", "'", "\n", "\r", "\r\n", "\t", " ", "  ", "#",
            " #",
            "&x ", "*x", "!y ", "!<", "|", ">", "|2\n", "%", "@", "---\n", "...\n", "<<: ", "\\", "\\u12", "\u{FEFF}",
            "\u{2028}", "\u{85}", "\u{202E}", "é", "日", "😀", "p\u{430}y", "\0", "~", "%YAML 1.2\n", "%TAG",
        ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]]

    @Test("changed policies and random bytes give a tree or an error, with places that are right")
    func mutations() {
        var generator = SeededGenerator(state: Self.seed)
        for round in 0..<2500 {
            let bytes = round % 8 == 7 ? Self.random(&generator) : Self.mutated(&generator)
            if let fault = Invariants.fault(in: bytes) {
                Issue.record("seed \(Self.seed), round \(round): \(fault) in \(bytes)")
                return
            }
        }
    }

    @Test("every beginning of a policy gives a tree or an error, with places that are right")
    func prefixes() {
        for text in Self.texts {
            for length in 0...text.count {
                if let fault = Invariants.fault(in: Array(text.prefix(length))) {
                    Issue.record("prefix \(length): \(fault) in \(text.prefix(length))")
                    return
                }
            }
        }
    }

    private static func random(_ generator: inout SeededGenerator) -> [UInt8] {
        let count = Int.random(in: 0...40, using: &generator)
        let isText = Bool.random(using: &generator)
        return (0..<count).flatMap { _ in
            isText ? pieces.randomElement(using: &generator) ?? [] : [UInt8.random(in: 0...255, using: &generator)]
        }
    }

    private static func mutated(_ generator: inout SeededGenerator) -> [UInt8] {
        var bytes = texts.randomElement(using: &generator) ?? []
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let start = Int.random(in: 0...bytes.count, using: &generator)
            let end = min(bytes.count, start + Int.random(in: 0...6, using: &generator))
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.removeSubrange(start..<end)
            case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
            case 2: bytes.replaceSubrange(start..<end, with: pieces.randomElement(using: &generator) ?? [])
            case 3: bytes.removeSubrange(start..<bytes.count)
            default: bytes.insert(contentsOf: pieces.randomElement(using: &generator) ?? [], at: start)
            }
        }
        return bytes
    }
}
