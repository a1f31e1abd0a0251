import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Nothing that must stay home goes out, whatever fails, and nothing private is in what is reported.
@Suite(.timeLimit(.minutes(1))) struct PrivacyDispatchTests {
    /// A text with an address of mail in it, put together so that no file holds one.
    private let secret = "write to " + ["alice", "example.org"].joined(separator: "@") + " about the merger"

    @Test(arguments: [true, false]) func sensitiveContentStaysHomeWhenEverythingThereFails(isStreamed: Bool)
        async throws
    {
        let stage = try Stage([
            "home": { _ in .failure(.provider) }, "attic": { _ in .failure(.network) },
        ])
        let request = ModelRequest(secret)
        // Until the breakers are open, and beyond.
        for _ in 0..<12 {
            let error = isStreamed ? await stage.stream(request).error : await stage.complete(request).error
            #expect(error != nil)
        }
        #expect(stage.provider("home").callCount == 5)
        #expect(stage.provider("cloud").callCount == 0)
        // The sink is not deaf: the same chain takes what is not sensitive there.
        #expect(await stage.complete(ModelRequest("hello")).value?.record.served == TargetName("cloud/big"))
        #expect(stage.provider("cloud").calls.map(\.request) == [ModelRequest("hello")])
    }

    @Test func aCallersLabelKeepsContentHome() async throws {
        let stage = try Stage(["home": { _ in .failure(.provider) }, "attic": { _ in .failure(.network) }])
        var request = ModelRequest("nothing that a detector would find", task: "simple")
        request.context.labels = ["secret.api_key"]
        #expect(await stage.complete(request).error?.code == .network)
        #expect(stage.provider("cloud").callCount == 0)
    }

    /// The guard is asked again before each attempt, with the state of that moment.
    @Test func goingOfflineStopsAFallback() async throws {
        let stage = try Stage(
            policy: """
                version: 1
                providers:
                  home: {kind: custom, locality: local, models: {small: {}}}
                  cloud: {kind: custom, locality: external, models: {big: {}}}
                routes: [{id: all, use: [home/small, cloud/big]}]
                """,
            ["home": { _ in [.wait(.seconds(5))] + .failure(.provider) }]
        )
        let task = Task { await stage.complete() }
        try await stage.clock.waitForSleepers(2)
        stage.router.isOffline = true
        stage.clock.advance(by: .seconds(5))
        let error = try #require(await task.value.error)
        #expect(error.record.path == ["home/small PROVIDER_ERROR", "cloud/big offline"])
        #expect(error.code == .provider)
        #expect(stage.provider("cloud").callCount == 0)
        #expect(stage.router.decide(ModelRequest("hello")).decision.chain.count == 1)
    }

    /// A service that quotes the prompt in its error, over the whole way from the wire to the error's description.
    @Test func errorsHoldNothingOfTheRequest() async throws {
        let policy = try Policy(
            yaml: """
                version: 1
                providers:
                  home: {kind: openai_compatible, endpoint: "http://127.0.0.1:9", models: {small: {}}}
                routes: [{id: all, use: [home/small]}]
                """)
        let router = try Router(policy: policy, transport: QuotingTransport())
        var described = ""
        do throws(TurnoutError) {
            _ = try await router.complete(ModelRequest(secret))
        } catch {
            #expect(error.code == .provider)
            described += "\(error) \(String(reflecting: error)) \(error.record.json().text()) "
            dump(error.record.attempts, to: &described)
        }
        do throws(TurnoutError) {
            _ = try await router.stream(ModelRequest(secret))
        } catch {
            described += "\(error) \(error.message)"
        }
        #expect(described.contains("the service said"))
        #expect(described.contains("alice") == false)
        #expect(described.contains("merger") == false)
    }

    @Test func nothingPrintsAnAnswer() async throws {
        let stage = try Stage(["home": { _ in .answer("for your eyes only") }])
        let answer = try await stage.router.complete(ModelRequest("a private question"))
        var described = "\(answer) \(String(reflecting: answer))"
        dump(answer, to: &described)
        for event in stage.journal.events { described += String(reflecting: event) }
        #expect(answer.text == "for your eyes only")
        #expect(described.contains("eyes only") == false)
        #expect(described.contains("private question") == false)
    }
}

/// Answers every request with an error that quotes it.
private struct QuotingTransport: Transport {
    func send(
        _ request: WireRequest,
        receive: (WireResponsePart) async throws(ProviderFailure) -> Void
    ) async throws(ProviderFailure) {
        let head = WireResponseHead(status: 500, headers: [WireHeader("content-type", "application/json")])
        let sent = try? JSONValue(parsing: request.body)
        let quoted = sent?["messages"]?[0]?["content"]?.string ?? "no content"
        let message: JSONValue = ["error": ["message": .string("the service said: \(quoted)"), "type": "server_error"]]
        try await receive(.head(head))
        try await receive(.bytes(Array(message.text().utf8)))
    }
}
