#if Server
import Testing
import Turnout
import TurnoutCore
import TurnoutHTTP
import TurnoutPolicy
import TurnoutProviders

/// The whole router against a real model: `make test-model` starts one and names it. Its words are babble, so only form,
/// usage and records count.
@Suite(.enabled(if: RealModel.address != nil), .serialized) struct RealModelRouterTests {
    private func policy(_ local: String, model: String = "gemma3-270m") throws -> Policy {
        try Policy(
            yaml: """
                version: 1
                providers:
                  away: {kind: openai_compatible, endpoint: "https://away.invalid/v1", data: {trains: false}, models: {big: {}}}
                  local: {kind: openai_compatible, endpoint: "\(local)/v1", models: {small: {id: \(model)}}}
                timeouts: {connect: 3s, first_token: 60s, idle: 20s}
                routes:
                  - {task: complex, use: [away/big, local/small]}
                  - {use: [local/small]}
                """)
    }

    private func request(_ text: String, task: String? = nil, tokens: Int = 8) -> ModelRequest {
        ModelRequest(
            messages: [.user(text)], options: GenerationOptions(maxTokens: tokens), context: RequestContext(task: task))
    }

    @Test(.timeLimit(.minutes(2))) func answersInOnePiece() async throws {
        let answer = try await RealModel.routed(policy(RealModel.base())) {
            try await $0.complete(request("Once upon a time"))
        }
        #expect(answer.record.served == TargetName("local/small"))
        #expect((1...8).contains(answer.usage?.completionTokens ?? 0))
        #expect([.length, .stop].contains(answer.finishReason))
    }

    /// The first target cannot be reached: the next one streams, and the record says so.
    @Test(.timeLimit(.minutes(2))) func streamsAfterAFallback() async throws {
        try await RealModel.routed(policy(RealModel.base())) { router in
            let stream = try await router.stream(request("Count to ten", task: "complex"))
            var (pieces, ends) = (0, 0)
            for try await event in stream {
                if case .delta = event { pieces += 1 }
                if case .finished = event { ends += 1 }
            }
            #expect(pieces > 0 && ends == 1)
            #expect(stream.record.served == TargetName("local/small"))
            #expect(stream.record.fallbackIndex == 1)
            #expect(stream.record.attempts.first?.code == .network)
        }
    }

    /// What is confidential does not even try the external target.
    @Test(.timeLimit(.minutes(2))) func confidentialStaysHome() async throws {
        let answer = try await RealModel.routed(policy(RealModel.base())) {
            try await $0.complete(request("Write to jane.doe@example.org", task: "complex"))
        }
        #expect(answer.record.attempts.map(\.target) == [TargetName("local/small")])
    }

    /// The server dies in mid-answer: the stream ends in an error and never in `finished`, and the next request goes to
    /// the next target at once.
    @Test(.timeLimit(.minutes(2))) func serverKilledInMidAnswer() async throws {
        let server = try await RealModel.Server.start()
        defer { server.kill() }
        let answer = Wire.plain(#"{"choices":[{"message":{"content":"I am here"},"finish_reason":"stop"}]}"#)
        try await FaultServer.run(["/v1/chat/completions": [.bytes(answer)]]) { second in
            let policy = try Policy(
                yaml: """
                    version: 1
                    providers:
                      first: {kind: openai_compatible, endpoint: "\(server.base)/v1", models: {small: {}}}
                      second: {kind: openai_compatible, endpoint: "\(second.url("/v1"))", models: {small: {}}}
                    timeouts: {first_token: 60s, idle: 20s}
                    routes:
                      - {use: [first/small, second/small]}
                    """)
            try await RealModel.routed(policy) { router in
                let stream = try await router.stream(request("Tell a long story", tokens: 1_500))
                var (pieces, ends, failure) = (0, 0, nil as TurnoutError?)
                do {
                    for try await event in stream {
                        if case .delta = event { pieces += 1 }
                        if case .finished = event { ends += 1 }
                        if pieces == 5 { server.kill() }
                    }
                } catch let error as TurnoutError { failure = error }
                #expect(pieces >= 5)
                #expect(ends == 0)
                #expect(failure?.code == .network)
                #expect(second.seen.requests.isEmpty)
                // The limit is the code's; a busy machine may miss it now and then.
                var best = Duration.seconds(9)
                for _ in 0..<3 where best >= .milliseconds(100) {
                    let moment = ContinuousClock.now
                    let answer = try await router.complete(request("And now?"))
                    best = min(best, ContinuousClock.now - moment)
                    #expect(answer.text == "I am here")
                    #expect(answer.record.served == TargetName("second/small"))
                    #expect(answer.record.attempts.first?.target == TargetName("first/small"))
                }
                #expect(best < .milliseconds(100))
            }
        }
    }

    /// llama.cpp's server has one model and answers under any name; a path that it does not have is an error with a code.
    @Test(.timeLimit(.minutes(2))) func wrongModel() async throws {
        let answer = try await RealModel.routed(policy(RealModel.base(), model: "no-such-model")) {
            try await $0.complete(request("Hello"))
        }
        #expect(answer.record.served == TargetName("local/small"))
        let wrongPath = try policy(RealModel.base() + "/nowhere")
        await #expect {
            _ = try await RealModel.routed(wrongPath) { try await $0.complete(request("Hello")) }
        } throws: { error in
            (error as? TurnoutError)?.code == .modelNotFound || (error as? TurnoutError)?.code == .provider
        }
    }
}
#endif
