import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("`dispatch`, `limits` and `queue`")
struct DispatchSettingTests {
    @Test("what is not said is the default")
    func defaults() throws {
        for part in ["name: acme", "dispatch: {}\nlimits: {}\nqueue: {}", "limits: {per_user: {}}"] {
            let policy = try #require(Parts.check(part).policy)
            #expect(policy.dispatch == DispatchSettings(attempts: 4, unsupported: .reject, panicBelow: 50))
            #expect(policy.queue == QueueSettings(size: 1_000, maximumWait: .seconds(30)))
            #expect(policy.limits.whole.isEmpty && policy.limits.perUser.isEmpty)
            #expect(policy.targets.allSatisfy { $0.unsupported == .reject })
        }
    }

    @Test("what is said holds, to the ends of the ranges")
    func values() throws {
        let policy = try #require(
            Parts.check(
                """
                dispatch: {attempts: 20, unsupported: warn, panic_below: 0%}
                queue: {size: 0, max_wait: 250ms}
                limits:
                  requests: [50/s, 1k/min]
                  tokens: 2M/h
                  concurrency: 64
                  per_user: {requests: 30/min, tokens: [1k/min, 200k/d], concurrency: 4}
                """
            ).policy)
        #expect(policy.dispatch == DispatchSettings(attempts: 20, unsupported: .warn, panicBelow: 0))
        #expect(policy.queue == QueueSettings(size: 0, maximumWait: .milliseconds(250)))
        #expect(
            policy.limits.whole
                == LimitSettings(
                    requests: [Rate(amount: 50, period: .seconds(1)), Rate(amount: 1_000, period: .seconds(60))],
                    tokens: [Rate(amount: 2_000_000, period: .seconds(3_600))], concurrency: 64))
        #expect(
            policy.limits.perUser
                == LimitSettings(
                    requests: [Rate(amount: 30, period: .seconds(60))],
                    tokens: [
                        Rate(amount: 1_000, period: .seconds(60)), Rate(amount: 200_000, period: .seconds(86_400)),
                    ],
                    concurrency: 4))
        let other = Parts.check("dispatch: {attempts: 1, panic_below: 100%}\nqueue: {size: 100000}").policy
        #expect(other?.dispatch == DispatchSettings(attempts: 1, panicBelow: 100))
        #expect(other?.queue.size == 100_000)
    }

    @Test("limits of the router, of a provider and of a model are three things")
    func kinds() {
        let policy = Parts.check(
            """
            limits: {requests: 1/s}
            providers:
              ollama:
                kind: ollama
                models: {llama3.2: {limits: {requests: 3/s}}}
                limits: {requests: 2/s}
              openai: {kind: openai, credentials: {env: K}, models: {gpt-4o-mini: {}}}
            """
        ).policy
        #expect(policy?.limits.whole.requests == [Rate(amount: 1, period: .seconds(1))])
        #expect(policy?.limits.perUser.isEmpty == true)
        #expect(policy?.providerLimits["ollama"]?.requests == [Rate(amount: 2, period: .seconds(1))])
        #expect(policy?.targetLimits[0]?.requests == [Rate(amount: 3, period: .seconds(1))])
    }

    @Test("`unsupported` is the provider's own, else that of `dispatch`, wherever the two stand")
    func unsupported() {
        func actions(_ first: String, _ second: String) -> [UnsupportedAction]? {
            let providers = """
                providers:
                  ollama: {kind: ollama, models: {llama3.2: {}, other: {}}\(first)}
                  openai: {kind: openai, credentials: {env: K}, models: {gpt-4o-mini: {}}}
                """
            return Parts.check(providers + "\n" + second).policy?.targets.map(\.unsupported)
        }
        #expect(actions(", unsupported: drop", "") == [.drop, .drop, .reject])
        #expect(actions(", unsupported: reject", "dispatch: {unsupported: warn}") == [.reject, .reject, .warn])
        #expect(actions("", "dispatch: {unsupported: drop}") == [.drop, .drop, .drop])
    }

    @Test(
        "a wrong value is refused in words",
        arguments: [
            ("dispatch: {attempts: 0}", DiagnosticCode.outOfRange, "0 is out of range"),
            ("dispatch: {attempts: 21}", .outOfRange, "21 is out of range"),
            ("dispatch: {attempts: many}", .invalidValue, "`many` is not a whole number"),
            ("dispatch: {unsupported: ignore}", .unknownChoice, "unknown value `ignore`"),
            (
                "dispatch: {panic_below: 101%}", .invalidValue, "`101%` is not a percentage from 0% to 100%"
            ),
            ("dispatch: {panic_below: 50}", .invalidValue, "`50` is not a percentage from 0% to 100%"),
            ("dispatch: {panic_below: 00%}", .invalidValue, "`00%` is not a percentage from 0% to 100%"),
            ("dispatch: 4", .wrongType, "expected a mapping with the keys of `dispatch`, found the text `4`"),
            ("queue: {size: -1}", .outOfRange, "-1 is out of range"),
            ("queue: {size: 100001}", .outOfRange, "100001 is out of range"),
            ("queue: {max_wait: 30}", .invalidValue, "`30` is not a duration"),
            ("queue: off", .wrongType, "expected a mapping with the keys of `queue`, found the text `off`"),
            ("limits: {requests: 600}", .invalidValue, "`600` is not a rate"),
            ("limits: {tokens: 0/min}", .invalidValue, "`0/min` is not a rate"),
            ("limits: {requests: []}", .emptyList, "this list is empty"),
            ("limits: {concurrency: 0}", .outOfRange, "0 is out of range"),
            (
                "limits: {per_user: 5/s}", .wrongType,
                "expected a mapping with the keys of `limits.per_user`, found the text `5/s`"
            ),
            ("limits: {per_user: {requests: 5/m}}", .invalidValue, "`5/m` is not a rate"),
            (
                "providers: {ollama: {kind: ollama, unsupported: no, models: {llama3.2: {}}}}\n"
                    + "routes: [{use: ollama/llama3.2}]", .unknownChoice, "unknown value `no`"
            ),
        ])
    func wrong(_ part: String, _ code: DiagnosticCode, _ message: String) {
        let result = Parts.check(part)
        #expect(result.errors == [code], "\(result.diagnostics.map(\.lines))")
        #expect(result.diagnostics.first?.message == message)
        #expect(result.diagnostics.first?.help != nil)
    }

    @Test(
        "a word in the wrong place is sent to the right one",
        arguments: [
            ("unsupported: warn", "providers.*, dispatch"), ("panic_below: 30%", "`panic_below` belongs into dispatch"),
            ("per_user: {requests: 5/s}", "`per_user` belongs into limits"),
            ("requests: 5/s", "limits, limits.per_user"), ("max_wait: 5s", "`max_wait` belongs into queue"),
            ("refund: 5%", "`refund` belongs into retries.*"), ("probe_lease: 5s", "breakers.*"),
            ("idle_reasoning: 5s", "`idle_reasoning` belongs into timeouts"), ("hedge: {}", "routes[]"),
            ("on_content_policy: fallback", "routes[]"), ("attempts: 3", "dispatch, retries.*"),
            ("dispatch: {queue: {}}", "`queue` belongs into the policy"),
            ("dispatch: {hedge: {}}", "`hedge` belongs into routes[]"),
            ("limits: {max_wait: 3s}", "`max_wait` belongs into queue"),
            ("routes: [{use: [ollama/llama3.2], share: 5%}]", "`share` belongs into routes[].hedge"),
        ])
    func wrongPlace(_ part: String, _ home: String) {
        let result = Parts.check(part)
        #expect(result.errors == [.unknownKey], "\(result.diagnostics.map(\.lines))")
        #expect(result.diagnostics.first?.help?.contains(home) == true, "\(result.diagnostics.map(\.lines))")
    }

    @Test(
        "a misspelt word gets the word that was meant",
        arguments: [
            ("dispach: {}", "dispatch"), ("limit: {}", "limits"), ("queu: {}", "queue"),
            ("dispatch: {atempts: 3}", "attempts"), ("dispatch: {unsuported: warn}", "unsupported"),
            ("dispatch: {unsupported: wran}", "warn"), ("dispatch: {panic_belw: 5%}", "panic_below"),
            ("limits: {peruser: {}}", "per_user"), ("queue: {maxwait: 5s}", "max_wait"),
            ("retries: {default: {budgt: 5}}", "budget"), ("timeouts: {idle_reasonning: 5s}", "idle_reasoning"),
            ("breakers: {default: {probe_leas: 5s}}", "probe_lease"),
            ("routes: [{use: [ollama/llama3.2], hegde: {}}]", "hedge"),
            ("routes: [{use: [ollama/llama3.2], on_content_polcy: stop}]", "on_content_policy"),
            ("routes: [{use: [ollama/llama3.2], on_content_policy: fallbck}]", "fallback"),
        ])
    func didYouMean(_ part: String, _ meant: String) {
        let result = Parts.check(part)
        #expect(result.diagnostics.contains { $0.replacement == meant }, "\(result.diagnostics.map(\.lines))")
    }
}
