import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutCommands

/// Damaged policies and requests: always an answer with an exit code, never a crash.
@Suite struct HostileInputTests {
    /// A generator that gives the same numbers for the same seed (Vigna's SplitMix64).
    private struct Seeded: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static func damaged(_ bytes: [UInt8], _ generator: inout Seeded) -> [UInt8] {
        var bytes = bytes
        let pieces = [
            "\u{1B}[2J", "\u{202E}", "名", "\t", "\n", "\r", "\"", "{", "}", "[", "]", ":", "- ", "&a", "*a", "\0",
            String(repeating: "x", count: 200),
        ]
        for _ in 0..<Int.random(in: 1...6, using: &generator) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...40, using: &generator)))
            default: bytes.insert(contentsOf: Array((pieces.randomElement(using: &generator) ?? "").utf8), at: place)
            }
        }
        return bytes
    }

    @Test(arguments: CheckCommand.Format.allCases)
    func damagedPoliciesAreReported(_ format: CheckCommand.Format) async {
        for seed in UInt64(0)..<60 {
            var generator = Seeded(state: seed)
            let bytes = Self.damaged(Array(SamplePolicies.wholeText.utf8), &generator)
            let files = MemoryFiles(bytes: ["p.yaml": bytes])
            let run = await CommandRun("check", "--format", format.rawValue, "p.yaml", files: files)
            #expect(run.status == 0 || run.status == 3, "seed \(seed)")
            #expect(!run.output.utf8.contains(0x1B), "seed \(seed)")
            if format == .json || format == .sarif {
                #expect(throws: Never.self, "seed \(seed)") { try JSONValue(parsing: run.output) }
            }
        }
    }

    @Test func damagedLinesAreAnswered() async {
        let line = Array(
            """
            {"id": "a", "messages": [{"role": "user", "content": "mail jane.doe@example.org"}], "task": "complex", \
            "labels": ["pii"], "tokens": 900, "given": {"breakers": {"ollama/llama3.2": "open"}, "at": "2026-01-01"}}
            """.utf8)
        for seed in UInt64(0)..<100 {
            var generator = Seeded(state: seed)
            let bytes = Self.damaged(line, &generator) + [0x0A] + line
            let run = await CommandRun(
                "route", "-p", "p.yaml", "--jsonl", files: SamplePolicies.whole, input: MemoryInput([bytes]))
            #expect(run.status == 0 || run.status == 2, "seed \(seed)")
            let answers = run.output.lines.filter { !$0.isEmpty }
            #expect(answers.last?.contains("\"outcome\":") == true, "seed \(seed)")
        }
    }
}
