import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

@Suite struct LocalDiscoveryTests {
    /// Never sleeps to the end.
    private static let forever: @Sendable (Duration) async throws -> Void = { _ in
        try await Task.sleep(for: .seconds(60))
    }

    private func find(
        _ services: FakeServices, host: String = "127.0.0.1", ports: [Int] = [1, 2, 3],
        sleep: @escaping @Sendable (Duration) async throws -> Void = Self.forever
    ) async throws -> [DiscoveredServer] {
        try await LocalDiscovery(transport: services, host: host, ports: ports, sleep: sleep).servers()
    }

    /// A server at port 1 that answers some paths and has not found the others.
    private func server(
        _ answers: [String: String], otherwise: FakeServices.Reply = .json(404, "{}")
    ) -> FakeServices {
        FakeServices(
            Dictionary(
                uniqueKeysWithValues: answers.map {
                    ("http://127.0.0.1:1" + $0.key, FakeServices.Reply.json(200, $0.value))
                }),
            otherwise: otherwise)
    }

    @Test func ollama() async throws {
        let found = try await find(
            server([
                "/api/version": ServiceFixtures.ollamaVersion, "/api/tags": ServiceFixtures.ollama,
                "/v1/models": ServiceFixtures.ollamaAsOpenAI,
            ]), ports: [1])
        #expect(
            found == [
                DiscoveredServer(
                    program: .ollama, version: "0.12.6", endpoint: try Endpoint(parsing: "http://127.0.0.1:1"),
                    models: [
                        ListedModel(id: "llama3.2:latest", bytes: 2_019_393_189),
                        ListedModel(id: "qwen3:8b", bytes: 5_225_388_164),
                    ])
            ])
        #expect(found.first?.kind == .ollama)
    }

    @Test func llamaCpp() async throws {
        let found = try await find(
            server([
                "/v1/models": ServiceFixtures.llamaCpp, "/props": ServiceFixtures.llamaProperties,
                // It has Ollama's list too.
                "/api/tags": ServiceFixtures.ollama,
            ]), ports: [1])
        #expect(found.map(\.program) == [.llamaCpp])
        #expect(found.first?.version == "b6000-abcdef0")
        #expect(found.first?.endpoint.description == "http://127.0.0.1:1/v1")
        #expect(found.first?.kind == .openAICompatible)
        #expect(found.first?.models.map(\.id) == ["../models/small.gguf"])
    }

    @Test func vLLM() async throws {
        let found = try await find(
            server(["/v1/models": ServiceFixtures.vLLM, "/version": #"{"version":"0.11.0"}"#]), ports: [1])
        #expect(found.map(\.program) == [.vLLM])
        #expect(found.first?.version == "0.11.0")
        #expect(found.first?.models.first?.context == 32_768)
    }

    @Test func lmStudio() async throws {
        let found = try await find(
            server(
                ["/v1/models": ServiceFixtures.openAI, "/api/v0/models": ServiceFixtures.lmStudio],
                otherwise: .json(200, ServiceFixtures.lmStudioUnknown)), ports: [1])
        #expect(found.map(\.program) == [.lmStudio])
        #expect(found.first?.models == [ListedModel(id: "qwen2-vl-7b-instruct", context: 32_768)])
    }

    @Test func aServerThatWantsACredential() async throws {
        let services = FakeServices([
            "http://127.0.0.1:1/v1/models": .json(401, "{}"),
            "http://127.0.0.1:1/version": .json(200, #"{"version":"0.11.0"}"#),
        ])
        let found = try await find(services, ports: [1])
        #expect(found.map(\.program) == [.vLLM])
        #expect(found.first?.needsCredential == true)
        #expect(found.first?.models == [])
    }

    @Test func anybodyElse() async throws {
        let found = try await find(server(["/v1/models": ServiceFixtures.openAI]), ports: [1])
        #expect(found.map(\.program) == [.unknown])
    }

    @Test(arguments: [
        FakeServices([:]), FakeServices([:], otherwise: .json(404, "{}")), FakeServices([:], otherwise: .json(401, "")),
        FakeServices([:], otherwise: .json(200, "{}")), FakeServices([:], otherwise: .json(200, #"{"version":"1"}"#)),
        FakeServices([:], otherwise: .json(200, #"{"data":[]}"#.replacing("[]", with: "7"))),
        FakeServices([:], otherwise: .other(200, type: "text/html", "<html>")),
    ])
    func whatIsNoServerForModels(services: FakeServices) async throws {
        #expect(try await find(services) == [])
    }

    @Test func severalAtOnceInTheOrderOfThePorts() async throws {
        let services = FakeServices([
            "http://127.0.0.1:2/v1/models": .json(200, ServiceFixtures.vLLM),
            "http://127.0.0.1:9/api/version": .json(200, ServiceFixtures.ollamaVersion),
            "http://127.0.0.1:9/api/tags": .json(200, ServiceFixtures.ollama),
        ])
        #expect(try await find(services, ports: [9, 5, 2, 9]).map(\.program) == [.ollama, .vLLM])
    }

    @Test func nothingPrivateIsSent() async throws {
        let services = FakeServices([:])
        _ = try await LocalDiscovery(transport: services, sleep: Self.forever).servers()
        #expect(services.requests.count == 24)
        for request in services.requests {
            #expect(request.url.hasPrefix("http://127.0.0.1:"))
            #expect(request.method == .get)
            #expect(request.authorization == nil)
            #expect(request.body.isEmpty)
            #expect(request.headers == [WireHeader("accept", "application/json")])
            #expect(request.connectTimeout <= .seconds(1))
        }
    }

    @Test func silenceIsNotWaitedFor() async throws {
        let services = FakeServices(
            ["http://127.0.0.1:1/v1/models": .json(200, ServiceFixtures.llamaCpp)], otherwise: .silence)
        let found = try await find(services) { #expect($0 <= .seconds(1)) }
        // With luck the answer that did come came before the time was over; nothing hangs either way.
        #expect(found.count <= 1)
        let patient = try await find(services) { _ in try await Task.sleep(for: .milliseconds(300)) }
        #expect(patient.map(\.program) == [.llamaCpp])
    }

    @Test func anotherHostMustBeNamed() async throws {
        let services = FakeServices(["http://box.example:2/v1/models": .json(200, ServiceFixtures.vLLM)])
        #expect(try await find(services, host: "box.example").count == 1)
        #expect(try await find(FakeServices([:]), host: "::1") == [])
        for host in ["a/b", "user@host", "", "a b", "host:80"] {
            await #expect(throws: Endpoint.Problem.self) { try await find(services, host: host) }
        }
        for port in [0, -1, 65_536] {
            await #expect(throws: Endpoint.Problem.self) { try await find(services, ports: [port]) }
        }
    }
}
