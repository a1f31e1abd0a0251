import Testing
import TurnoutCore

@testable import TurnoutPolicy

@Suite("Catalogue files")
struct CatalogueFormatTests {
    static func file(_ models: String, head: String = #""format_version": 1"#) -> [UInt8] {
        Array("{\(head), \"models\": [\(models)]}".utf8)
    }

    static func problem(_ bytes: [UInt8]) -> String? {
        do throws(CatalogueError) {
            _ = try ModelCatalogue(json: bytes)
            return nil
        } catch { return error.description }
    }

    @Test("say the same when they are written and read again")
    func roundTrip() throws {
        let once = ModelCatalogue.builtin.json().text()
        let again = try ModelCatalogue(json: Array(once.utf8))
        #expect(again.entries == ModelCatalogue.builtin.entries)
        #expect(again.json().text() == once)
    }

    @Test("hold all that is known of a model")
    func whole() throws {
        let text = #"""
            {"kind": "gemini", "id": "m", "aliases": ["n"], "context": 4000, "max_input": 3000, "max_output": 1000,
             "price": {"input": "0.10", "output": "0.4", "cached_input": "0.000001", "cache_write": "0.15",
                       "reasoning": "0.5", "image": "0.0011",
                       "tiers": [{"above": 2000, "input": "0.2", "output": "0.8"}]},
             "capabilities": ["chat", "images"], "modality": {"input": ["text", "image"], "output": ["text"]},
             "strengths": ["speed"], "use_cases": ["play"], "deprecated": "2026-12-31"}
            """#
        let entry = try #require(ModelCatalogue(json: Self.file(text)).entries.first)
        #expect(
            entry
                == ModelEntry(
                    kind: .gemini, id: "m", aliases: ["n"], context: 4_000, maxInput: 3_000, maxOutput: 1_000,
                    price: ModelPrice(
                        input: TokenPrice(picoUSDPerToken: 100_000), output: TokenPrice(picoUSDPerToken: 400_000),
                        cachedInput: TokenPrice(picoUSDPerToken: 1), cacheWrite: TokenPrice(picoUSDPerToken: 150_000),
                        reasoning: TokenPrice(picoUSDPerToken: 500_000)),
                    tiers: [
                        PriceTier(
                            above: 2_000,
                            price: ModelPrice(
                                input: TokenPrice(picoUSDPerToken: 200_000),
                                output: TokenPrice(picoUSDPerToken: 800_000)))
                    ],
                    imagePrice: Money(nanoUSD: 1_100_000), capabilities: Capabilities([.chat, .images]),
                    strengths: ["speed"], useCases: ["play"], inputModalities: [.text, .image],
                    deprecated: Timestamp(rfc3339: "2026-12-31")))
    }

    @Test(
        "that are wrong say what and where",
        arguments: [
            (#"{"kind": "opnai"}"#, "model `number 1`: `kind` must be one of"),
            (#"{"kind": "openai"}"#, "model `number 1`: `id` is missing"),
            (#"{"kind": "openai", "id": "m"}"#, "model `openai/m`: `capabilities` is missing"),
            (#"{"kind": "openai", "id": "m", "capabilities": ["chatt"]}"#, "`chatt` in `capabilities` is none of"),
            (#"{"kind": "openai", "id": "m", "contxt": 1}"#, "unknown key `contxt`; did you mean `context`?"),
            (#"{"kind": "openai", "id": "m", "capabilities": [], "context": 0}"#, "`context` must be a whole number"),
            (#"{"kind": "openai", "id": "m", "capabilities": [], "context": 1e300}"#, "`context` must be a whole"),
            (#"{"kind": "openai", "id": "m", "capabilities": [], "context": "9"}"#, "`context` must be a whole"),
            (#"{"kind": "openai", "id": "m", "capabilities": [], "context": 5, "max_output": 6}"#, "cannot be longer"),
            (#"{"kind": "openai", "id": "m", "capabilities": [], "price": {"input": 2.5}}"#, "dollars as a text"),
            (#"{"kind": "openai", "id": "m", "capabilities": [], "price": {"input": "2.5"}}"#, "both `input` and"),
            (
                #"{"kind": "openai", "id": "m", "capabilities": [], "price": {"input": "-1", "output": "1"}}"#,
                "dollars as a text"
            ),
            (
                #"{"kind": "openai", "id": "m", "capabilities": [], "price": {"input": "0.0000001", "output": "1"}}"#,
                "at most six decimals"
            ),
            (
                #"{"kind": "openai", "id": "m", "capabilities": [], "price": {"input": "10001", "output": "1"}}"#,
                "more than 10000 dollars"
            ),
            (#"{"kind": "openai", "id": "m", "capabilities": [], "deprecated": "2026-02-30"}"#, "must be a date"),
            (#"{"kind": "openai", "id": "m", "capabilities": [], "aliases": "x"}"#, "`aliases` must be a list"),
            (#"{"kind": "openai", "id": "a\u001bb", "capabilities": []}"#, "`id` must be a text"),
            (#"{"kind": "openai", "id": "m", "id": "m", "capabilities": []}"#, "`id` stands there twice"),
            (
                #"{"kind":"openai","id":"m","capabilities":[]},{"kind":"openai","id":"n","aliases":["m"],"capabilities":[]}"#,
                "model `openai/n`: `m` also names `openai/m`"
            ),
            ("7", "model `number 1`: must be an object"), ("", "the file has no models"),
        ])
    func wrongModels(_ model: String, _ expected: String) throws {
        let problem = try #require(Self.problem(Self.file(model)))
        #expect(problem.contains(expected), "\(problem)")
    }

    @Test(
        "that are no catalogue are refused",
        arguments: [
            ("", "not valid JSON"), ("[]", "must hold a JSON object"), ("{}", "in neither format"),
            (#"{"format_version": 2, "models": []}"#, "`format_version` must be 1"),
            (#"{"format_version": 1}"#, "`models` must be a list"),
            (#"{"format_version": 1, "model": [], "models": []}"#, "unknown key `model`"),
            (#"{"gpt-4o": {"price": 1}}"#, "in neither format"), ("<html>", "not valid JSON"),
            (String(repeating: "[", count: 100_000), "not valid JSON"),
        ])
    func wrongFiles(_ text: String, _ expected: String) throws {
        let problem = try #require(Self.problem(Array(text.utf8)))
        #expect(problem.contains(expected), "\(problem)")
    }

    @Test("have limits")
    func limits() throws {
        let large = [UInt8](repeating: 0x20, count: ModelCatalogue.maximumBytes + 1)
        #expect(Self.problem(large)?.contains("more than 16 MiB") == true)
        let many = String(repeating: "1,", count: ModelCatalogue.maximumEntries + 1) + "1"
        #expect(Self.problem(Self.file(many))?.contains("more than 20000 models") == true)
        let long = String(repeating: "a", count: 201)
        #expect(
            Self.problem(Self.file(#"{"kind": "openai", "id": "\#(long)", "capabilities": []}"#))?
                .contains("at most 200 printable bytes") == true)
    }

    @Test("changed at random give a catalogue or an error", arguments: [UInt64(1), 2, 3, 4])
    func fuzz(_ seed: UInt64) throws {
        let text = ModelCatalogue(Array(ModelCatalogue.builtin.entries.prefix(3))).json().text()
        var random = seed
        func next(_ bound: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(random >> 33) % bound
        }
        for _ in 0..<400 {
            var bytes = Array(text.utf8)
            for _ in 0...next(4) {
                let place = next(bytes.count)
                switch next(3) {
                case 0: bytes[place] = UInt8(next(256))
                case 1: bytes.remove(at: place)
                default: bytes.insert(Array("{}[]\",:0e-".utf8)[next(10)], at: place)
                }
            }
            // Whatever comes out can be written and read again.
            guard let catalogue = try? ModelCatalogue(json: bytes) else { continue }
            let again = try? ModelCatalogue(json: Array(catalogue.json().text().utf8))
            #expect(again?.entries == catalogue.entries, "seed \(seed)")
        }
    }
}
