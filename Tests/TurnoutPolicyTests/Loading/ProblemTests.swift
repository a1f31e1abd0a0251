import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("Problems are found together, with a place and a way out")
struct ProblemTests {
    @Test("one pass finds what is wrong in YAML, in the form and in the meaning")
    func onePass() {
        let result = Parts.load(
            """
            version: 1
            naem: acme
            providers:
              ollama: {kind: olama, models: {llama3.2: {context: lots}}}
              openai: {kind: openai, credentials: {env: KEY}, models: {gpt-4o: {}}}
              openai: {kind: openai, credentials: {env: KEY}, models: {gpt-4o: {}}}
            timeouts: &t {idle: 30}
            guards:
              - {id: home, deny: {lokality: external}}
            routes:
              - {task: complx, use: [ollama/llama3.2]}
              - {use: [openai/gpt-4]}
            """)
        #expect(
            result.codes == [
                "error unknown_key", "error unknown_choice", "error invalid_value", "error duplicate_key",
                "error anchor_not_allowed", "error invalid_value", "error unknown_attribute", "error unknown_task",
                "error unknown_target",
            ])
        #expect(result.diagnostics.map { $0.span?.start.line } == [2, 4, 4, 6, 7, 7, 9, 11, 12])
        #expect(
            result.diagnostics.compactMap(\.replacement) == [
                "name", "ollama", "locality", "complex", "openai/gpt-4o",
            ])
        #expect(result.policy == nil)
    }

    @Test(
        "a misspelt word gets the word that was meant",
        arguments: [
            ("timeouts: {conect: 5s}", "connect"), ("rotues: []", "routes"), ("breakers: {defualt: {}}", "default"),
            ("budgets: [{id: a, period: dya, limit: 5 USD}]", "day"),
            ("retries: {default: {backoff: {jitter: ful}}}", "full"),
            ("routes: [{use: [{balance: roundrobin, of: [ollama/llama3.2]}]}]", "round_robin"),
            ("routes: [{when: {TOKENS: 5}, use: [ollama/llama3.2]}]", "tokens"),
            ("routes: [{when: {tokens: {gt_e: 5}}, use: [ollama/llama3.2]}]", "gte"),
            ("overrides: [{who: {group: a}, may: [pintarget]}]", "pin_target"),
            ("overrides: [{who: {priority: normaal}, may: [pin_target]}]", "normal"),
            ("guards: [{deny: {capabilities: imges}}]", "images"),
        ])
    func didYouMean(_ part: String, _ meant: String) {
        let result = Parts.check(part)
        #expect(result.diagnostics.contains { $0.replacement == meant }, "\(result.diagnostics.map(\.lines))")
        #expect(result.words.contains("did you mean `\(meant)`?"))
    }

    @Test("nothing near gets no wild guess")
    func noGuess() {
        let result = Parts.check("zzzzzz: 1")
        #expect(result.codes == ["error unknown_key"])
        #expect(result.diagnostics[0].replacement == nil)
        #expect(result.diagnostics[0].help?.hasPrefix("known keys: `version`, `name`") == true)
    }

    @Test(
        "a right key in the wrong section is sent home",
        arguments: [
            ("trains: false", "providers.*.data"), ("deny: {locality: external}", "guards[]"),
            ("attempts: 3", "retries.*"), ("first_token: 3s", "timeouts"),
            ("guards: [{deny: {trains: true}, use: []}]", "routes[]"),
        ])
    func wrongSection(_ part: String, _ home: String) {
        let result = Parts.check(part)
        #expect(result.diagnostics.first?.code == .unknownKey)
        #expect(result.diagnostics.first?.help?.contains(home) == true, "\(result.diagnostics.map(\.lines))")
    }

    @Test("a list of models, a common slip, is one finding")
    func modelsAsList() {
        let result = Parts.check(
            "providers:\n  ollama: {kind: ollama, models: [llama3.2]}\n  openai: {kind: openai, credentials: {env: K}, models: {gpt-4o-mini: {}}}"
        )
        #expect(result.codes == ["error wrong_type"], "\(result.diagnostics.map(\.lines))")
    }

    @Test("hostile texts do not flood messages")
    func long() {
        let name = String(repeating: "x", count: 20_000)
        let emoji = String(repeating: "👩‍👩‍👧", count: 500)
        for text in [name, emoji] {
            for part in [
                "\(text): 1", "timeouts: {idle: \(text)}", "routes: [{use: [\(text)]}]", "include: [\(text)]",
                "routes: [{when: {\(text): 1}, use: [ollama/llama3.2]}]", "vocabulary: {labels: {\(text): {}}}",
                "guards: [{deny: {provider: \(text)}}]", "retries: {\(text): {}}",
                "routes: [{when: {tokens: {\(text): 1}}, use: [ollama/llama3.2]}]",
                "providers: {\(text): {kind: ollama, models: {a: {}}}}",
                "providers: {a: {kind: ollama, endpoint: \"\(text)\", models: {a: {}}}}",
                "providers: {a: {kind: ollama, endpoint: \"${\(text)}\", models: {a: {}}}}",
                "tests: [{name: a, request: {\(text): 1}, expect: {outcome: allow}}]",
                "budgets: [{id: a, zone: \(text), per: [\(text)], period: day, limit: 5 USD}]",
            ] {
                let result = Parts.check(part)
                #expect(result.policy == nil)
                for one in result.diagnostics { #expect(one.lines.utf8.count < 3_000, "\(part.prefix(60))") }
            }
        }
    }

    @Test("thousands of mistakes are checked in time, and not all listed")
    func many() {
        let targets = (0..<5_000).map { "m\($0): {}" }.joined(separator: ", ")
        let routes = (0..<5_000).map { "  - {use: [ollama/x\($0)]}" }.joined(separator: "\n")
        let clock = ContinuousClock()
        let start = clock.now
        let result = Parts.check("providers: {ollama: {kind: ollama, models: {\(targets)}}}\nroutes:\n\(routes)")
        #expect(result.policy == nil)
        #expect(result.diagnostics.count == 1_001)
        #expect(result.diagnostics.last?.code == .tooManyProblems)
        #expect(clock.now - start < .seconds(10))
    }

    @Test("places count in Unicode scalars, and the line is at hand")
    func places() throws {
        let result = Parts.check("description: \"müller 👩‍👩‍👧\" \nnaem: x")
        let span = try #require(result.diagnostics.first?.span)
        #expect(result.sources[0].line(span.start.line) == "naem: x")
        #expect(result.sources[0].line(0) == nil && result.sources[0].line(1_000) == nil)
    }

    @Test("an error thrown says the first finding and how many there are")
    func thrown() {
        #expect(throws: PolicyError.self) { try Policy(yaml: "version: 2") }
        do throws(PolicyError) {
            _ = try Policy(yaml: Parts.complete("naem: a\ntimeouts: {idle: 3}"))
        } catch {
            #expect(error.description == "policy.yaml:10:1: the policy has no key `naem` (and 1 more)")
        }
    }
}
