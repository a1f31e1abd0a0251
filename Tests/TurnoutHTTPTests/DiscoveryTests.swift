#if Server
import Testing
import TurnoutCore
import TurnoutHTTP
import TurnoutPolicy
import TurnoutProviders

/// Discovery and health over real connections on loopback.
@Suite struct DiscoveryTests {
    private static let missing = Wire.plain("{}", status: "404 Not Found")
    private static let llama: [String: [FaultServer.Step]] = [
        "/v1/models": [.slices(Wire.plain(#"{"data":[{"id":"small","owned_by":"llamacpp"}]}"#), size: 7)],
        "/props": [.bytes(Wire.plain(#"{"total_slots":1,"build_info":"b1"}"#))],
        "/api/version": [.bytes(missing)], "/api/tags": [.bytes(missing)], "/api/v0/models": [.bytes(missing)],
        "/version": [.bytes(missing)],
    ]

    /// Questions that come to nothing: nobody there, a reset, silence, a web page, half an answer.
    private static let strange: [String: [FaultServer.Step]] = [
        "/v1/models": [.hold], "/props": [.reset], "/api/version": [.bytes(Wire.plain("<html>", type: "text/html"))],
        "/api/tags": [.bytes("HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{"), .close],
        "/version": [.bytes("hello\r\n")],
        "/api/v0/models": [.flood(64 << 20)],
    ]

    private func find(_ ports: [Int]) async throws -> [DiscoveredServer] {
        try await HTTPTransport.run { transport in
            // A machine with other work needs more than the second that a probe has.
            await (try LocalDiscovery(transport: transport, ports: ports) { try await Task.sleep(for: $0 * 5) })
                .servers()
        }
    }

    @Test(.timeLimit(.minutes(1))) func aServerIsFoundAndToldApart() async throws {
        try await FaultServer.run(Self.llama) { server in
            let found = try await find([server.port])
            #expect(found.map(\.program) == [.llamaCpp])
            #expect(found.first?.version == "b1")
            #expect(found.first?.endpoint.port == server.port)
            #expect(found.first?.models == [ListedModel(id: "small")])
            for request in server.seen.requests {
                #expect(request.hasPrefix("GET "))
                #expect(!request.lowercased().contains("authorization"))
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func aStrangeServerIsNotWaitedFor() async throws {
        try await FaultServer.run(Self.strange) { strange in
            try await FaultServer.run(Self.llama) { server in
                let start = ContinuousClock.now
                let found = try await find([strange.port, server.port])
                #expect(found.map(\.endpoint.port) == [server.port])
                #expect(ContinuousClock.now - start < .seconds(30))
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func health() async throws {
        try await FaultServer.run(Self.llama) { server in
            try await HTTPTransport.run { transport in
                let target = Target(
                    name: TargetName(provider: "p", model: "m"), kind: .openAICompatible,
                    endpoint: try Endpoint(parsing: server.url("/v1")), modelID: "small", locality: .local, data: .home)
                let client = try #require(ProviderRegistry(transport: transport).service(for: target))
                let origin = ContinuousClock.now
                let health = await client.health(of: target) {
                    Instant(nanoseconds: origin.duration(to: .now).nanosecondsSaturating)
                }
                #expect(health.isUp)
                #expect(health.failure == nil)
                #expect(health.missing(of: ["small", "large"], kind: .openAICompatible) == ["large"])
                #expect((health.latency ?? .zero) > .zero)
            }
        }
    }
}
#endif
