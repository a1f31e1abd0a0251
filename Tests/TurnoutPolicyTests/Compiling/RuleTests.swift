import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("Rules, budgets, overrides and settings")
struct RuleTests {
    @Test("the whole policy of the language's description loads")
    func wholeSample() throws {
        let text = try #require(Repository.text("Tests/Corpus/policies/acme-hybrid.yaml"))
        let result = Parts.load(text)
        #expect(result.codes.filter { $0.hasPrefix("error") } == [], "\(result.words)")
        let policy = try #require(result.policy)
        #expect(policy.name == "acme-hybrid")
        #expect(policy.routes.map(\.name.id) == ["sensitive", "frugal", "quality", "default"])
        #expect(policy.guards.map(\.name.id) == ["stay-home", "no-training", "eu-only", "stay-home"])
        #expect(policy.budgets.map(\.name.id) == ["user-day", "external-month"])
        #expect(policy.invariants.map(\.name.id) == ["P1", "L1"])
        #expect(policy.tests.count == 1 && policy.overrides.count == 1)
        #expect(policy.timeouts.total == .seconds(120))
    }

    @Test("routes without a name are named after their only task, or their number")
    func names() {
        let policy = Parts.check(
            "routes:\n  - {task: simple, use: ollama/llama3.2}\n  - {task: [complex], when: {user: a}, use: ollama/llama3.2}\n"
                + "  - {task: simple, use: openai/gpt-4o-mini}\n  - {use: openai/gpt-4o-mini}"
        ).policy
        #expect(policy?.routes.map(\.name.id) == ["simple", "route-2", "route-3", "route-4"])
    }

    @Test(
        "budgets",
        arguments: [
            ("{id: a, period: day, limit: 5 USD}", []),
            ("{id: a, period: day, limit: 5 USD, per: [user, provider]}", []),
            ("{id: a, period: day, limit: 5}", [DiagnosticCode.invalidValue]),
            ("{id: a, period: day, limit: -5 USD}", [.invalidValue]),
            ("{id: a, period: fortnight, limit: 5 USD}", [.unknownChoice]), ("{id: a, limit: 5 USD}", [.missingKey]),
            ("{period: day, limit: 5 USD}", [.missingKey]),
            ("{id: a, period: day, limit: 5 USD, per: colour}", [.unknownAttribute]),
            ("{id: a, period: day, limit: 5 USD, zone: Mars/Olympus}", [.unknownZone]),
            ("{id: a, period: day, limit: 5 USD, soft_at: 120%}", [.invalidValue]),
            ("{id: a, period: day, limit: 5 USD, on_hard: {deny: {locality: near}}}", [.unknownChoice]),
            ("{id: a, period: day, limit: 5 USD, when: {task: nothing}}", [.unknownTask]),
        ])
    func budgets(_ budget: String, _ errors: [DiagnosticCode]) {
        #expect(Parts.check("budgets: [\(budget)]").errors == errors)
    }

    @Test("a budget with a pot for each target cannot be tested for, wherever the test stands")
    func budgetPerTarget() {
        let budgets = "budgets: [{id: each, per: [user, target], period: day, limit: 5 USD}]\n"
        for part in [
            "routes: [{when: {any: [{not: {budget.each: hard}}]}, use: [ollama/llama3.2, openai/gpt-4o-mini]}]",
            "guards: [{deny: {trains: true}, when: {budget.each: soft}}]",
            "overrides: [{who: {budget.each: ok}, may: [pin_target]}]",
        ] {
            #expect(Parts.check(budgets + part).errors == [.budgetPerTarget])
        }
    }

    @Test(
        "overrides",
        arguments: [
            ("{who: {group: oncall}, may: [pin_target], expires: 2027-01-01}", []),
            ("{who: {group: oncall}, may: [pin_target], expires: 2020-01-01}", ["warning expired_override"]),
            ("{who: {group: oncall}, may: [pin_target], expires: 2026-13-01}", ["error invalid_value"]),
            ("{who: {group: oncall}, may: [everything]}", ["error unknown_choice"]),
            ("{who: {group: oncall}, may: []}", ["error empty_list"]), ("{may: [pin_target]}", ["error missing_key"]),
            ("{who: {}, may: [pin_target]}", ["error empty_condition"]),
        ])
    func overrides(_ rule: String, _ codes: [String]) {
        #expect(Parts.check("overrides: [\(rule)]").codes == codes)
    }

    @Test(
        "invariants say one thing",
        arguments: [
            ("{never: {dispatch: {locality: external}}, when: {labels: pii}}", []),
            ("{always: {eligible: {at_least: 1}}, assume: {up: [ollama, openai/gpt-4o-mini]}}", []),
            ("{when: {labels: pii}}", [DiagnosticCode.missingKey]),
            ("{never: {dispatch: {locality: external}}, always: {eligible: {at_least: 1}}}", [.conflictingKeys]),
            ("{never: {dispatch: {locality: extern}}}", [.unknownChoice]), ("{never: {}}", [.missingKey]),
            ("{always: {eligible: {at_least: 0}}}", [.outOfRange]),
            ("{always: {eligible: {at_least: 1}}, assume: {up: [olama]}}", [.unknownTarget]),
        ])
    func invariants(_ rule: String, _ errors: [DiagnosticCode]) {
        #expect(Parts.check("invariants: [\(rule)]").errors == errors)
    }

    @Test("settings are looked up key by key: the target's, its provider's, the default's")
    func lookup() throws {
        let policy = try #require(
            Parts.check(
                """
                breakers:
                  default: {open: 7s, probes: 4}
                  openai: {probes: 5}
                  openai/gpt-4o-mini: {successes: 3}
                retries: {openai: {attempts: 5}, openai/gpt-4o-mini: {backoff: {base: 1s}}}
                """
            ).policy)
        #expect(policy.breakers.map(\.probes) == [4, 5] && policy.breakers.map(\.successes) == [2, 3])
        #expect(policy.breakers.map(\.open) == [.seconds(7), .seconds(7)])
        #expect(policy.retries.map(\.attempts) == [2, 5] && policy.retries[1].base == .seconds(1))
    }

    @Test(
        "settings that cannot be",
        arguments: [
            ("breakers: {default: {probes: 1, successes: 2}}", DiagnosticCode.outOfRange),
            ("breakers: {olama: {}}", .unknownTarget),
            ("retries: {ollama/llama: {}}", .unknownTarget), ("retries: {default: {attempts: 0}}", .outOfRange),
            ("timeouts: {total: 0.0000001ms}", .invalidValue), ("timeouts: []", .wrongType),
            ("breakers: [default]", .wrongType),
        ])
    func settings(_ part: String, _ code: DiagnosticCode) {
        #expect(Parts.check(part).errors == [code])
    }

    @Test(
        "providers",
        arguments: [
            ("p: {kind: custom, models: {m: {}}}", []), ("p: {kind: azure, resource: acme, models: {m: {}}}", []),
            ("p: {kind: azure, models: {m: {}}}", [DiagnosticCode.missingEndpoint]),
            ("p: {models: {m: {}}}", [.missingKey]),
            ("p: {kind: ollama}", [.missingKey]), ("p: {kind: olama, models: {m: {}}}", [.unknownChoice]),
            ("default: {kind: ollama, models: {m: {}}}", [.invalidIdentifier]),
            ("a/b: {kind: ollama, models: {m: {}}}", [.invalidIdentifier]),
            ("\"\": {kind: ollama, models: {m: {}}}", [.invalidIdentifier]),
            ("p: {kind: ollama, models: {\"a b\": {}}}", [.invalidIdentifier]),
            ("p: {kind: openai, resource: acme, models: {m: {}}}", [.conflictingKeys]),
            ("p: {kind: azure, resource: acme, endpoint: https://a.example, models: {m: {}}}", [.conflictingKeys]),
            ("p: {kind: ollama, models: {m: {price: {input: 1 USD/1M}}}}", [.missingKey]),
            ("p: {kind: ollama, models: {m: {capabilities: [chat, fly]}}}", [.unknownChoice]),
            ("p: {kind: ollama, limits: {requests: 0/min}, models: {m: {}}}", [.invalidValue]),
            ("p: ~", [.wrongType]), ("p: {kind: ollama, models: {m: []}}", [.wrongType]),
        ])
    func providers(_ provider: String, _ errors: [DiagnosticCode]) {
        let name = provider.prefix { $0 != ":" }.replacing("\"", with: "")
        let result = Parts.check("providers: {\(provider), z: {kind: ollama, models: {m: {}}}}\nroutes: [{use: [z/m]}]")
        #expect(result.errors == errors, "\(name): \(result.diagnostics.map(\.lines))")
    }

    @Test(
        "a policy's tests are checked with it",
        arguments: [
            ("{name: a, request: {task: simple, text: hi}, expect: {outcome: allow}}", []),
            ("{name: a, request: {tsk: simple}, expect: {outcome: allow}}", [DiagnosticCode.unknownAttribute]),
            ("{name: a, request: {tokens: many}, expect: {outcome: allow}}", [.invalidValue]),
            ("{name: a, request: {user: [a, b]}, expect: {outcome: allow}}", [.wrongType]),
            ("{name: a, expect: {target: ollama/llama}}", [.unknownTarget]),
            ("{name: a, expect: {task: smple}}", [.unknownTask]),
            ("{name: a, given: {budgets: {x: hard}}, expect: {outcome: allow}}", [.unknownBudget]),
            ("{name: a, given: {breakers: {ollama: open}}, expect: {outcome: allow}}", [.unknownTarget]),
            ("{name: a, given: {at: noon}, expect: {outcome: allow}}", [.invalidValue]), ("{name: a}", [.missingKey]),
            ("{name: a, expect: {sensitivity: high}}", [.unknownLevel]),
            ("{name: a, expect: {outcome: maybe}}", [.unknownChoice]),
        ])
    func tests(_ test: String, _ errors: [DiagnosticCode]) {
        let result = Parts.check("tests: [\(test)]")
        #expect(result.errors == errors, "\(result.diagnostics.map(\.lines))")
    }
}
