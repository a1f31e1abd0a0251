#if Server
import Testing
import TurnoutCore
import TurnoutHTTP

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

private let modelAddress = getenv("TURNOUT_MODEL_URL").map { String(cString: $0) + "/v1" }

/// Against llama.cpp's own server, where `scripts/model.sh env` names one. Its words are babble: only form counts.
@Suite(.enabled(if: modelAddress != nil), .serialized) struct LocalModelTests {
    private func call(_ prompt: String, isStreamed: Bool, maxTokens: Int = 8) async throws -> Outcome {
        let base = try #require(modelAddress)
        return try await HTTPTransport.run { transport in
            try await transport.stream(base, prompt: prompt, isStreamed: isStreamed, maxTokens: maxTokens)
        }
    }

    @Test(.timeLimit(.minutes(1)), arguments: [true, false])
    func answers(isStreamed: Bool) async throws {
        let outcome = try await call("Once upon a time", isStreamed: isStreamed)
        #expect(outcome.failure == nil)
        #expect(outcome.isFinished)
        let usage = try #require(outcome.usage)
        #expect(usage.promptTokens > 0)
        #expect((1...8).contains(usage.completionTokens))
    }

    @Test(.timeLimit(.minutes(1)), arguments: [true, false])
    func aPromptThatIsTooLong(isStreamed: Bool) async throws {
        let outcome = try await call(String(repeating: "many words ", count: 20_000), isStreamed: isStreamed)
        #expect(outcome.failure?.code == .contextLength)
        #expect(outcome.failure?.status == 400)
        #expect(outcome.events == [])
    }

    @Test(.timeLimit(.minutes(1)))
    func anAnswerThatNobodyWaitsFor() async throws {
        let call = Task { try await self.call("Count", isStreamed: true, maxTokens: 2_000) }
        try await Task.sleep(for: .seconds(1))
        call.cancel()
        let moment = ContinuousClock.now
        let outcome = try await call.value
        #expect(outcome.failure?.code == .cancelled)
        #expect(!outcome.isFinished)
        #expect(ContinuousClock.now - moment < .milliseconds(500))
    }
}
#endif
