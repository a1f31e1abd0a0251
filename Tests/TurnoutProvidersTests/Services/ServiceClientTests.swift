import Synchronization
import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

@Suite struct ServiceClientTests {
    private struct Keys: CredentialSource {
        var key: String?

        func secret(for reference: CredentialReference) throws(ProviderFailure) -> Secret {
            guard let key else { throw ProviderFailure(.authentication, "the environment variable `KEY` is not set") }
            return Secret(key)
        }
    }

    /// A clock that is a millisecond later each time somebody looks.
    private final class Ticks: Sendable {
        private let time = Mutex<Int64>(0)

        func now() -> Instant {
            Instant(
                nanoseconds: time.withLock {
                    $0 += 1_000_000
                    return $0
                })
        }
    }

    private static let key = (0..<20).map { _ in String(Int.random(in: 0...9)) }.joined()

    private func target(_ kind: ProviderKind, hasKey: Bool = true) throws -> Target {
        try Samples.target(
            kind, endpoint: "http://service.test", credentials: hasKey ? .environment("KEY") : nil)
    }

    private func health(
        _ kind: ProviderKind, _ services: FakeServices, key: String? = Self.key, hasKey: Bool = true
    ) async throws -> ServiceHealth {
        let clock = Ticks()
        return try await client(kind, services, key: key).health(of: try target(kind, hasKey: hasKey)) { clock.now() }
    }

    private func client(_ kind: ProviderKind, _ services: FakeServices, key: String? = Self.key) throws
        -> ServiceClient
    {
        ServiceClient(
            adapter: try #require(ProviderRegistry.adapter(for: kind)), transport: services,
            credentials: Keys(key: key))
    }

    @Test func aServiceThatIsWell() async throws {
        let services = FakeServices(["http://service.test/models": .json(200, ServiceFixtures.openAI)])
        let health = try await health(.openai, services)
        #expect(
            health
                == ServiceHealth(
                    isUp: true, isAccepted: true, latency: .milliseconds(1),
                    models: [ListedModel(id: "model-a"), ListedModel(id: "model-b")]))
        // One call is enough where the list is the sign of life.
        #expect(services.requests.count == 1)
        #expect(services.requests.first?.authorization?.value.reveal() == "Bearer " + Self.key)
        #expect(health.missing(of: ["model-b", "model-c"], kind: .openai) == ["model-c"])
    }

    @Test func openRouterChecksTheKeyFirst() async throws {
        let services = FakeServices([
            "http://service.test/key": .json(200, ServiceFixtures.openRouterKey),
            "http://service.test/models?output_modalities=all": .json(200, ServiceFixtures.openRouter),
        ])
        let health = try await health(.openrouter, services)
        #expect(health.isUp && health.isAccepted == true)
        #expect(health.models?.count == 3)
        #expect(
            health.missing(of: ["maker/large:nitro", "maker/large", "maker/none"], kind: .openrouter) == ["maker/none"])
    }

    @Test func ollamaNamesWithoutATag() async throws {
        let services = FakeServices([
            "http://service.test/api/version": .json(200, ServiceFixtures.ollamaVersion),
            "http://service.test/api/tags": .json(200, ServiceFixtures.ollama),
        ])
        let health = try await health(.ollama, services, hasKey: false)
        #expect(health.isUp)
        #expect(health.isAccepted == nil)
        #expect(health.missing(of: ["llama3.2", "qwen3:8b", "qwen3"], kind: .ollama) == ["qwen3"])
    }

    @Test func namesWithoutADate() {
        let models = ["claude-sonnet-4-5-20250929", "claude-3-5-haiku-20241022"].map { ListedModel(id: $0) }
        let health = ServiceHealth(isUp: true, models: models)
        let names = ["claude-sonnet-4-5", "claude-3-5-haiku-latest", "claude-sonnet-4", "claude-3-5-haiku-20241022"]
        #expect(health.missing(of: names, kind: .anthropic) == ["claude-sonnet-4"])
        // Azure lists what may be deployed, and a policy names deployments.
        #expect(health.missing(of: names, kind: .azure) == [])
    }

    @Test func aRefusedCredential() async throws {
        let body = #"{"error":{"message":"Incorrect key: \#(Self.key)","code":"invalid_api_key"}}"#
        let services = FakeServices(["http://service.test/models": .json(401, body)])
        let health = try await health(.openai, services)
        #expect(health.isUp)
        #expect(health.isAccepted == false)
        #expect(health.failure?.code == .authentication)
        #expect(health.failure?.message.contains(Self.key) == false)
        #expect(health.latency == .milliseconds(1))
    }

    @Test func aMissingCredentialIsToldApartFromADeadService() async throws {
        let alive = FakeServices(["http://service.test/models": .json(401, "{}")])
        let health = try await self.health(.openai, alive, key: nil)
        #expect(health.isUp)
        #expect(health.isAccepted == nil)
        #expect(health.failure?.message.contains("`KEY` is not set") == true)
        #expect(alive.requests.first?.authorization == nil)
        let dead = try await self.health(.openai, FakeServices([:]), key: nil)
        #expect(!dead.isUp)
        #expect(dead.failure?.code == .network)
    }

    @Test func compatibleServersDoNotVouchForAKey() async throws {
        let services = FakeServices(["http://service.test/models": .json(200, ServiceFixtures.llamaCpp)])
        let health = try await health(.openAICompatible, services)
        #expect(health.isUp)
        #expect(health.isAccepted == nil)
    }

    @Test(arguments: [
        (FakeServices.Reply.json(503, "{}"), false, ErrorCode.provider), (.json(429, "{}"), true, .rateLimited),
        (.json(402, "{}"), true, .quotaExceeded), (.json(404, "{}"), true, .modelNotFound),
        (.failure(ProviderFailure(.network, "refused")), false, .network),
        (.other(200, type: "text/html; charset=utf-8", "<html>"), false, .provider),
        (.json(200, String(repeating: " ", count: WireLimits.eventBytes + 1)), false, .provider),
        (.other(500, type: "text/plain", String(repeating: "x", count: 200_000)), false, .provider),
    ])
    func otherAnswers(reply: FakeServices.Reply, isUp: Bool, code: ErrorCode) async throws {
        let health = try await health(.deepseek, FakeServices(["http://service.test/models": reply]))
        #expect(health.isUp == isUp)
        #expect(health.failure?.code == code)
        #expect(health.isAccepted == nil)
        #expect(health.models == nil)
    }

    @Test func aListThatCannotBeReadIsTold() async throws {
        let services = FakeServices(["http://service.test/models": .json(200, "{}")])
        let health = try await health(.openai, services)
        #expect(health.isUp)
        #expect(health.models == nil)
        #expect(health.failure?.message.contains("a list of models") == true)
    }

    @Test func modelsAlone() async throws {
        let services = FakeServices(["http://service.test/models": .json(200, ServiceFixtures.openAI)])
        let models = try await client(.openai, services).models(of: try target(.openai))
        #expect(models.map(\.id) == ["model-a", "model-b"])
        await #expect(throws: ProviderFailure.self) {
            try await client(.openai, services, key: nil).models(of: try target(.openai))
        }
    }

    @Test func whoeverCallsEndsIt() async throws {
        let services = FakeServices([:], otherwise: .silence)
        let task = Task { try await self.health(.openai, services) }
        task.cancel()
        let health = try await task.value
        #expect(!health.isUp)
        #expect(health.failure?.code == .cancelled)
        #expect(ServiceHealth.late(after: .milliseconds(1_500)).failure?.message == "no answer within 1.5 s")
    }
}
