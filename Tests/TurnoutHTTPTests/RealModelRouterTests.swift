#if Server
import Foundation
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

    private func routed<Result>(
        _ policy: Policy, _ body: (Router) async throws -> Result
    ) async throws -> Result {
        let transport = HTTPTransport()
        do {
            let result = try await body(Router(policy: policy, transport: transport))
            await transport.shutdown()
            return result
        } catch {
            await transport.shutdown()
            throw error
        }
    }

    private func request(_ text: String, task: String? = nil, tokens: Int = 8) -> ModelRequest {
        ModelRequest(
            messages: [.user(text)], options: GenerationOptions(maxTokens: tokens), context: RequestContext(task: task))
    }

    @Test(.timeLimit(.minutes(2))) func answersInOnePiece() async throws {
        let answer = try await routed(policy(RealModel.base())) { try await $0.complete(request("Once upon a time")) }
        #expect(answer.record.served == TargetName("local/small"))
        #expect((1...8).contains(answer.usage?.completionTokens ?? 0))
        #expect([.length, .stop].contains(answer.finishReason))
    }

    /// The first target cannot be reached: the next one streams, and the record says so.
    @Test(.timeLimit(.minutes(2))) func streamsAfterAFallback() async throws {
        try await routed(policy(RealModel.base())) { router in
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
        let answer = try await routed(policy(RealModel.base())) {
            try await $0.complete(request("Write to jane.doe@example.org", task: "complex"))
        }
        #expect(answer.record.attempts.map(\.target) == [TargetName("local/small")])
    }

    /// The server dies in mid-answer: the stream ends in an error and never in `finished`, and the next request fails at once.
    @Test(.timeLimit(.minutes(2))) func serverKilledInMidAnswer() async throws {
        let server = try await RealModel.Server.start()
        try await routed(policy(server.base)) { router in
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
            let moment = ContinuousClock.now
            await #expect(throws: TurnoutError.self) { try await router.complete(request("And now?")) }
            #expect(ContinuousClock.now - moment < .seconds(1))
        }
    }

    /// llama.cpp's server has one model and answers under any name; a path that it does not have is an error with a code.
    @Test(.timeLimit(.minutes(2))) func wrongModel() async throws {
        let answer = try await routed(policy(RealModel.base(), model: "no-such-model")) {
            try await $0.complete(request("Hello"))
        }
        #expect(answer.record.served == TargetName("local/small"))
        let wrongPath = try policy(RealModel.base() + "/nowhere")
        await #expect {
            _ = try await routed(wrongPath) { try await $0.complete(request("Hello")) }
        } throws: { error in
            (error as? TurnoutError)?.code == .modelNotFound || (error as? TurnoutError)?.code == .provider
        }
    }
}

/// The real model that the environment names.
enum RealModel {
    static var address: String? { ProcessInfo.processInfo.environment["TURNOUT_MODEL_URL"] }

    static func base() throws -> String { try #require(address) }

    /// A server of a test's own, to be killed.
    struct Server {
        let base: String
        private let process: Process

        func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

        static func start() async throws -> Server {
            let environment = ProcessInfo.processInfo.environment
            let process = Process()
            process.executableURL = URL(filePath: try #require(environment["TURNOUT_MODEL_PYTHON"]))
            let port = 18_000 + Int(ProcessInfo.processInfo.processIdentifier % 1_000) + 1_000
            process.arguments = [try #require(environment["TURNOUT_MODEL_SCRIPT"]), "--port", String(port)]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            let server = Server(base: "http://127.0.0.1:\(port)", process: process)
            let transport = HTTPTransport()
            for _ in 0..<120 {
                let probe = WireRequest(method: .get, url: "\(server.base)/health")
                // The server listens before its model is loaded, and says so with a status.
                var isReady = false
                do throws(ProviderFailure) {
                    try await transport.send(probe) { part throws(ProviderFailure) in
                        if case .head(let head) = part { isReady = head.status == 200 }
                    }
                } catch { isReady = false }
                if isReady {
                    await transport.shutdown()
                    return server
                }
                try await Task.sleep(for: .milliseconds(250))
            }
            await transport.shutdown()
            server.kill()
            throw CancellationError()
        }
    }
}
#endif
