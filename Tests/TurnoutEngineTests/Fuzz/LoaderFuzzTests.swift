import Foundation
import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// Any bytes give a policy or findings, and a policy that loads decides any request.
///
/// A failure names its seed and round; `TURNOUT_FUZZ_SEED` and `TURNOUT_FUZZ_SECONDS` run others, and longer. Should a
/// round crash, `turnout-loader-fuzz.yaml` in the folder for temporary files holds its input.
@Suite("Loader under fire")
struct LoaderFuzzTests {
    static let environment = ProcessInfo.processInfo.environment
    static let seed = environment["TURNOUT_FUZZ_SEED"].flatMap(UInt64.init) ?? 0x7475_726E_6F75_7402
    static let seconds = environment["TURNOUT_FUZZ_SECONDS"].flatMap { Double($0) } ?? 1

    @Test("policies made from the grammar, right and wrong")
    func grammar() throws {
        var loaded = 0
        let rounds = try run { random in
            let cruelties = [0.0, 0.0, 0.01, 0.05, 0.3]
            let cruelty = cruelties.randomElement(using: &random) ?? 0
            var grammar = PolicyGrammar(random, cruelty: cruelty)
            return Array(grammar.policy().utf8)
        } whenLoaded: {
            loaded += 1
        }
        #expect(rounds < 100 || loaded * 20 > rounds, "only \(loaded) of \(rounds) policies load: too few to say much")
    }

    @Test("policies that were changed at random")
    func mutations() throws {
        let texts = FuzzSeeds.texts
        #expect(texts.count > 60)
        _ = try run { random in
            var mutator = TextMutator(random: random, texts: texts)
            return mutator.next()
        } whenLoaded: {
        }
    }

    @Test("inputs that were interesting once", arguments: FuzzSeeds.kept)
    func regression(_ name: String) throws {
        let bytes = try #require(FuzzSeeds.bytes("Tests/Corpus/fuzz/\(name)"))
        var random = SeededGenerator(seed: Self.seed)
        let fault = LoaderProperties.fault(of: bytes, &random) {}
        #expect(fault == nil)
    }

    /// Checks inputs until the time is over.
    private func run(
        _ make: (inout SeededGenerator) -> [UInt8], whenLoaded: () -> Void
    ) throws -> Int {
        let current = FileManager.default.temporaryDirectory.appending(path: "turnout-loader-fuzz.yaml")
        let clock = ContinuousClock()
        let end = clock.now + .seconds(Self.seconds)
        var round: UInt64 = 0
        while clock.now < end {
            var random = SeededGenerator(seed: Self.seed &+ round &* 0x9E37_79B9)
            let bytes = make(&random)
            try Data(bytes).write(to: current)
            if let fault = LoaderProperties.fault(of: bytes, &random, whenLoaded: whenLoaded) {
                Issue.record(
                    "seed \(Self.seed), round \(round): \(fault)\n\(String(decoding: bytes, as: UTF8.self).prefix(4_000))"
                )
                break
            }
            round += 1
        }
        try? FileManager.default.removeItem(at: current)
        return Int(round)
    }
}
