import Synchronization
import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Counting: by estimate at once, and exactly by services, which see no more than the policy lets them.
@Suite(.timeLimit(.minutes(1))) struct TokenCountTests {
    private static let policy = """
        version: 1
        providers:
          home: {kind: openai_compatible, endpoint: "http://127.0.0.1:9/v1", models: {gemma: {id: gemma-3-270m}}}
          claude: {kind: anthropic, credentials: {env: KEY}, models: {sonnet: {id: claude-sonnet-4-5, context: 200k}}}
          google: {kind: gemini, credentials: {env: KEY}, models: {flash: {id: gemini-2.5-flash, context: 1M}}}
          openai: {kind: openai, credentials: {env: KEY}, models: {gpt-4o: {}}}
        guards:
          - {id: veil, redact: [pii]}
          - {id: stay-home, deny: {locality: external}, when: {sensitivity: {gte: restricted}}}
        classify:
          sensitivity:
            - {id: secrets, when: {labels: {any_of: [secret]}}, at_least: restricted}
        routes: [{id: all, use: [home/gemma, claude/sonnet, google/flash, openai/gpt-4o]}]
        """

    private struct Keys: CredentialSource {
        func secret(for reference: CredentialReference) throws(ProviderFailure) -> Secret { Secret("k-1") }
    }

    /// Services that answer by the ends of addresses, and remember what they were asked.
    private final class Counters: Transport {
        let answers: [(end: String, status: Int, body: String)]
        private let seen = Mutex<[WireRequest]>([])

        init(_ answers: [(end: String, status: Int, body: String)]) { self.answers = answers }

        var requests: [WireRequest] { seen.withLock { $0 } }

        func send(
            _ request: WireRequest, receive: (WireResponsePart) async throws(ProviderFailure) -> Void
        ) async throws(ProviderFailure) {
            seen.withLock { $0.append(request) }
            guard let answer = answers.first(where: { request.url.hasSuffix($0.end) }) else {
                do throws(CancellationError) { try await Self.rest() } catch {
                    throw ProviderFailure(.cancelled, "the caller went away")
                }
                return
            }
            let head = WireResponseHead(
                status: answer.status, headers: [WireHeader("content-type", "application/json")])
            try await receive(.head(head))
            try await receive(.bytes(Array(answer.body.utf8)))
        }

        private static func rest() async throws(CancellationError) {
            while !Task.isCancelled { await Task.yield() }
            throw CancellationError()
        }
    }

    private func router(
        _ counters: Counters, clock: ManualClock = ManualClock(), audit: (any AuditTrail)? = nil
    ) throws -> Router {
        try Router(
            policy: Policy(yaml: Self.policy), transport: counters, credentials: Keys(),
            options: RouterOptions(clock: clock, audit: audit))
    }

    private func exact(
        _ router: Router, _ request: ModelRequest, _ provider: String, _ model: String
    ) async -> Result<TokenCount, TokenCountError> {
        do throws(TokenCountError) {
            return .success(
                try await router.countTokensExactly(request, on: TargetName(provider: provider, model: model)))
        } catch {
            return .failure(error)
        }
    }

    @Test func estimatesByTheTargetsFamily() throws {
        let router = try router(Counters([]))
        let text = "Die Grundstücksverkehrsgenehmigung 1234567"
        #expect(router.countTokens(text).family == .unknown)
        let home = router.countTokens(text, for: TargetName(provider: "home", model: "gemma"))
        let cloud = router.countTokens(text, for: TargetName(provider: "openai", model: "gpt-4o"))
        #expect(home.family == .gemma && cloud.family == .o200k)
        #expect(home.estimate > cloud.estimate)
        #expect(router.countTokens(text, for: TargetName(provider: "no", model: "such")).family == .unknown)
        #expect(router.validateTokenCount(text, max: 1_000).verdict == .fits)
        #expect(router.validateTokenCount(ModelRequest(text), max: 2).isLikelyToFit == false)
    }

    @Test func llamaCounts() async throws {
        let counters = Counters([("/v1/chat/completions/input_tokens", 200, #"{"input_tokens": 22}"#)])
        let result = await exact(try router(counters), ModelRequest("Hello there"), "home", "gemma")
        #expect(try result.get() == .exact(22, family: .gemma))
        let body = try JSONValue(parsing: counters.requests[0].body)
        #expect(body["messages"]?[0]?["content"]?.string == "Hello there")
    }

    @Test func vLLMCountsWhereTheFirstCallIsNotKnown() async throws {
        let counters = Counters([
            ("/input_tokens", 404, #"{"detail": "Not Found"}"#),
            ("http://127.0.0.1:9/tokenize", 200, #"{"count": 9, "max_model_len": 4096, "tokens": [1]}"#),
        ])
        let result = await exact(try router(counters), ModelRequest("Hello there"), "home", "gemma")
        #expect(try result.get().estimate == 9)
        let body = try JSONValue(parsing: counters.requests[1].body)
        #expect(body["add_generation_prompt"]?.bool == true && body["messages"]?[0] != nil && body["stream"] == nil)
    }

    @Test func claudeAndGeminiCount() async throws {
        let counters = Counters([
            ("/v1/messages/count_tokens", 200, #"{"input_tokens": 14}"#),
            ("/models/gemini-2.5-flash:countTokens", 200, #"{"totalTokens": 11}"#),
        ])
        let router = try router(counters)
        var request = ModelRequest(messages: [.system("Be brief."), .user("Hello")])
        request.options.temperature = 0.5
        #expect(try await exact(router, request, "claude", "sonnet").get().bound == 14)
        #expect(try await exact(router, request, "google", "flash").get().floor == 11)
        let claude = try JSONValue(parsing: counters.requests[0].body)
        #expect(claude["max_tokens"] == nil && claude["stream"] == nil && claude["temperature"] == nil)
        #expect(claude["system"] != nil && claude["model"]?.string == "claude-sonnet-4-5")
        #expect(counters.requests[0].authorization?.name == "x-api-key")
        let google = try JSONValue(parsing: counters.requests[1].body)["generateContentRequest"]
        #expect(google?["model"]?.string == "models/gemini-2.5-flash" && google?["contents"] != nil)
    }

    @Test func aDeniedTargetCountsNothing() async throws {
        let counters = Counters([("", 200, #"{"input_tokens": 1}"#)])
        let router = try router(counters)
        let key = "AKIA" + "IOSFODNN7" + "EXAMPLQ"
        let result = await exact(router, ModelRequest("my key is \(key)"), "claude", "sonnet")
        guard case .failure(let error) = result else { return #expect(Bool(false), "it was counted") }
        #expect(error.code == .rejectedByPolicy && error.target.description == "claude/sonnet")
        #expect(counters.requests.isEmpty)
        router.isOffline = true
        let offline = await exact(router, ModelRequest("hello"), "google", "flash")
        #expect(throws: TokenCountError.self) { try offline.get() }
        #expect(counters.requests.isEmpty)
    }

    @Test func whatGuardsReplaceIsCountedReplaced() async throws {
        let counters = Counters([("", 200, #"{"input_tokens": 1}"#)])
        let address = ["jane", "example.org"].joined(separator: "@")
        _ = await exact(try router(counters), ModelRequest("write to \(address)"), "claude", "sonnet")
        #expect(counters.requests.count == 1)
        #expect(!String(decoding: counters.requests[0].body, as: UTF8.self).contains("jane"))
    }

    @Test func withoutAnEntryOnTheTrailNothingIsSent() async throws {
        struct Full: AuditTrail {
            func note(_ entry: AuditEntry, onFailure: @escaping @Sendable (AuditFailure) -> Void) {
                onFailure(AuditFailure("no room"))
            }

            func write(_ entry: AuditEntry) async throws(AuditFailure) { throw AuditFailure("no room") }
        }
        let counters = Counters([("", 200, #"{"input_tokens": 1}"#)])
        let result = await exact(try router(counters, audit: Full()), ModelRequest("hello"), "home", "gemma")
        #expect(throws: TokenCountError.self) { try result.get() }
        #expect(counters.requests.isEmpty)
    }

    @Test func whatServicesSayInsteadOfANumber() async throws {
        let counters = Counters([
            ("/input_tokens", 404, "{}"), ("/tokenize", 404, "{}"), ("count_tokens", 401, "{}"),
            (":countTokens", 200, #"{"totalTokens": -3}"#),
        ])
        let router = try router(counters)
        for (provider, model, code) in [
            ("home", "gemma", ErrorCode.modelNotFound), ("claude", "sonnet", .authentication),
            ("google", "flash", .provider), ("openai", "gpt-4o", .invalidRequest), ("no", "such", .invalidRequest),
        ] {
            guard case .failure(let error) = await exact(router, ModelRequest("hello"), provider, model) else {
                #expect(Bool(false), "\(provider) counted")
                continue
            }
            #expect(error.code == code, "\(provider): \(error)")
            #expect(!error.description.contains("hello"))
        }
        let inputs = await exact(router, .embeddings(of: ["a"]), "home", "gemma")
        #expect(throws: TokenCountError.self) { try inputs.get() }
    }

    @Test func aSilentServiceIsLeft() async throws {
        let clock = ManualClock()
        let router = try router(Counters([]), clock: clock)
        async let result = exact(router, ModelRequest("hello"), "home", "gemma")
        try await clock.waitForSleepers(1)
        clock.advance(by: .seconds(11))
        guard case .failure(let error) = await result else { return #expect(Bool(false), "it was counted") }
        #expect(error.code == .timeout)
    }
}
