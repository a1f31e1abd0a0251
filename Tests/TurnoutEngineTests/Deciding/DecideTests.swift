import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// The whole policy of the language's description, and what it decides.
@Suite struct DecideTests {
    let policy: Policy
    let now = Timestamp(microseconds: 1_780_000_000_000_000)

    init() throws {
        policy = try Policy(yaml: SamplePolicy.text)
    }

    private func facts(_ settings: [(String, String)], labels: [String] = []) throws -> Facts {
        var reader = FactsReader(policy: policy)
        for (name, value) in settings { try reader.set(name, to: [value]) }
        for label in labels { try reader.add(label: label) }
        return reader.facts
    }

    @Test func explainsARejection() throws {
        let facts = try facts([("tokens", "9000")], labels: ["pii.email"])
        var targets = Array(repeating: TargetState(), count: policy.targets.count)
        targets[0].breaker = .open(retryIn: .seconds(11))
        let state = RoutingState(now: now, targets: targets)
        let decision = policy.decide(facts, state)
        #expect(decision.outcome == .reject(.noEligibleTarget))
        #expect(decision.taskName == "complex")
        #expect(decision.sensitivityName == "confidential")
    }
}

enum SamplePolicy {
    static let text = """
        version: 1
        name: acme-hybrid
        vocabulary:
          attributes:
            feature: {enum: [chat, batch]}
            tenant: string
        providers:
          ollama:
            kind: ollama
            endpoint: http://127.0.0.1:11434
            models:
              llama3.2: {context: 128k, capabilities: [chat, stream, tools]}
            limits: {concurrency: 1}
          anthropic:
            kind: anthropic
            credentials: {env: ANTHROPIC_API_KEY}
            data: {regions: [us], retention: 30d, trains: false}
            models:
              claude-sonnet: {id: claude-sonnet-4-5, price: {input: 3.00 USD/1M, output: 15.00 USD/1M}, max_output: 64k}
            limits: {requests: 600/min, tokens: 400k/min}
          openai:
            kind: openai
            credentials: {env: OPENAI_API_KEY}
            data: {regions: [us], retention: 30d, trains: false}
            models: {gpt-4o: {price: {input: 2.50 USD/1M, output: 10.00 USD/1M}, max_output: 16k}}
        classify:
          task:
            - {id: explicit, from: request}
            - {id: long, when: {tokens: {gte: 8000}}, set: complex}
          sensitivity:
            - {id: task, when: {task: sensitive}, at_least: confidential}
            - {id: pii, when: {labels: {any_of: [pii]}}, at_least: confidential}
            - {id: secrets, when: {labels: {any_of: [secret]}}, at_least: restricted}
          on_detector_error: restricted
        guards:
          - {id: stay-home, deny: {locality: external}, when: {sensitivity: {gte: confidential}}}
          - {id: no-training, deny: {trains: true}}
          - {id: eu-only, deny: {regions: {not_within: [eu]}}, when: {tenant: {in: [acme-de]}}}
        budgets:
          - {id: user-day, per: [user], period: day, zone: Europe/Berlin, limit: 5.00 USD, alert_at: [50%, 80%], on_hard: {deny: {priced: true}}}
          - {id: external-month, per: [provider], period: month, limit: 2000 USD, on_hard: {deny: {locality: external}}}
        breakers: {default: {window: 30s, min_calls: 10, failure_rate: 50%, open: 5s, probes: 3}}
        retries:  {default: {attempts: 2, backoff: {strategy: exponential, base: 250ms, max: 8s, jitter: full}}}
        timeouts: {connect: 5s, first_token: 30s, idle: 30s, total: 120s}
        routes:
          - {id: sensitive, when: {sensitivity: {gte: confidential}}, use: [ollama/llama3.2], otherwise: reject}
          - {id: frugal, when: {task: complex, budget.user-day: soft}, use: [ollama/llama3.2, anthropic/claude-sonnet]}
          - {id: quality, task: [complex, creative], use: [{balance: least_outstanding, of: [anthropic/claude-sonnet, openai/gpt-4o]}, ollama/llama3.2]}
          - {id: default, use: [ollama/llama3.2, anthropic/claude-sonnet]}
        overrides:
          - {id: oncall-pin, who: {group: [oncall]}, may: [pin_target], expires: 2027-01-01}
        invariants:
          - {id: P1, never: {dispatch: {locality: external}}, when: {sensitivity: {gte: confidential}}}
          - {id: L1, always: {eligible: {at_least: 1}}, when: {task: sensitive}, assume: {up: [ollama]}}
        tests:
          - name: an API key stays home even when the local model is down
            request: {feature: chat, text: "my key is password=hunter2abc!", tokens: 900}
            given: {breakers: {ollama/llama3.2: open}}
            expect: {outcome: reject, reason: no_eligible_target, route: sensitive, never_contacts: {locality: external}}
        """
}

/// Every string of a request that a service may get is read, however it is cut.
@Suite struct ClassifierCoverageTests {
    private let policy: Policy
    private let classifier: Classifier

    init() throws {
        policy = try Policy(
            yaml: """
                version: 1
                providers: {o: {kind: ollama, models: {m: {}}}}
                routes: [{use: [o/m]}]
                """)
        classifier = Classifier(policy: policy)
    }

    private func isFound(_ request: ModelRequest) -> Bool {
        classifier.classify(request, for: policy).facts.labels.contains("pii.email")
    }

    @Test func aTextInTwoPartsIsReadAsOne() {
        let text = "write to jane.doe@example.org today"
        for cut in text.indices.dropFirst() {
            let parts: [ContentPart] = [
                .text(PrivateText(String(text[..<cut]))), .text(PrivateText(String(text[cut...]))),
            ]
            #expect(isFound(ModelRequest(messages: [Message(role: .user, content: parts)])))
        }
    }

    @Test func everyFieldIsRead() {
        let mail = "jane.doe@example.org"
        let user = Message.user("hello")
        let requests = [
            ModelRequest(messages: [.system(mail)]), ModelRequest(messages: [.assistant(mail)]),
            ModelRequest(messages: [Message(role: .user, content: [], name: mail)]),
            ModelRequest(messages: [.tool(callID: "1", mail)]), ModelRequest(messages: [.tool(callID: mail, "x")]),
            ModelRequest(messages: [
                Message(
                    role: .assistant,
                    content: [.toolCall(ToolCall(id: mail, name: "t", arguments: "{}"))])
            ]),
            ModelRequest(messages: [
                Message(
                    role: .assistant,
                    content: [.toolCall(ToolCall(id: "1", name: "t", arguments: PrivateText("{\"to\":\"\(mail)\"}")))])
            ]),
            ModelRequest(messages: [Message(role: .user, content: [.image(.url(PrivateText("https://x/?u=\(mail)")))])]
            ),
            ModelRequest(messages: [user], tools: [Tool(name: "t", description: PrivateText(mail), parameters: [:])]),
            ModelRequest(messages: [user], tools: [Tool(name: "t", parameters: ["default": .string(mail)])]),
            ModelRequest(messages: [user], responseFormat: .schema(name: "s", ["const": .string(mail)])),
            ModelRequest(messages: [user], options: GenerationOptions(stop: [mail])),
        ]
        for (index, request) in requests.enumerated() { #expect(isFound(request), "request \(index)") }
    }
}

/// A permit is only given under the policy that the content was classified for, and for requests that it can judge.
@Suite struct GuardCustodyTests {
    private func policy(_ labels: String = "") throws -> Policy {
        try Policy(
            yaml: """
                version: 1
                vocabulary: {labels: {pii.project: {words: [\(labels.isEmpty ? "none" : labels)]}}}
                providers: {o: {kind: ollama, models: {m: {}}}}
                routes: [{use: [o/m]}]
                """)
    }

    private func reason(_ context: RequestContext, classifiedFor first: Policy, under second: Policy) throws -> Denial
        .Reason?
    {
        let classified = Classifier(policy: first).classify(
            ModelRequest(messages: [.user("heron")], context: context), for: second)
        do throws(Denial) {
            let permit = try Guard.permit(
                0, for: classified, under: second, RoutingState(now: Timestamp(microseconds: 0)))
            #expect(permit.policyDigest == second.digest)
            return nil
        } catch { return error.reason }
    }

    @Test func onlyTheSamePolicyGivesAPermit() throws {
        let (blind, seeing) = (try policy(), try policy("heron"))
        #expect(try reason(RequestContext(), classifiedFor: seeing, under: seeing) == nil)
        #expect(try reason(RequestContext(), classifiedFor: blind, under: seeing) == .otherPolicy)
    }

    @Test func whatCannotBeJudgedGetsNone() throws {
        let policy = try policy()
        #expect(
            try reason(RequestContext(task: "sensitve"), classifiedFor: policy, under: policy)
                == .invalidRequest(.unknownTask))
        #expect(
            try reason(RequestContext(attributes: ["x": "1"]), classifiedFor: policy, under: policy)
                == .invalidRequest(.invalidAttribute))
    }
}
