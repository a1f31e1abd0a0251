import Synchronization
import Testing
import TurnoutCore
import TurnoutPolicy

@testable import TurnoutEngine
@testable import TurnoutProviders

/// A provider over a transport that plays a recorded response.
@Suite struct HTTPProviderTests {
    /// Plays parts, then fails where it is told to.
    private struct Playback: Transport {
        var parts: [WireResponsePart]
        var failure: ProviderFailure?

        func send(
            _ request: WireRequest,
            receive: (WireResponsePart) async throws(ProviderFailure) -> Void
        ) async throws(ProviderFailure) {
            for part in parts { try await receive(part) }
            if let failure { throw failure }
        }
    }

    private struct Keys: CredentialSource {
        var key: String

        func secret(for reference: CredentialReference) throws(ProviderFailure) -> Secret { Secret(key) }
    }

    private static func head(_ status: Int, _ type: String = "application/json") -> WireResponsePart {
        .head(WireResponseHead(status: status, headers: [WireHeader("content-type", type)]))
    }

    private func run(
        _ parts: [WireResponsePart],
        failure: ProviderFailure? = nil,
        isStreamed: Bool = false,
        prompt: String = "Hi",
        key: String = "none"
    ) async throws -> Outcome {
        let target = try Samples.target(.openAICompatible, credentials: .environment("ANY"))
        let provider = HTTPProvider(
            adapter: OpenAIAdapter(.compatible),
            transport: Playback(parts: parts, failure: failure),
            credentials: Keys(key: key)
        )
        let permit = DispatchPermit(
            target: target, request: ModelRequest(prompt), dropped: [], policyDigest: "test",
            screening: AnswerScreening())
        var events: [AnswerEvent] = []
        do throws(ProviderFailure) {
            try await provider.send(permit, context: CallContext(isStreamed: isStreamed)) { events.append($0) }
            return Outcome(events: events, failure: nil)
        } catch {
            return Outcome(events: events, failure: error)
        }
    }

    private func bytes(_ text: String) -> WireResponsePart { .bytes(Array(text.utf8)) }

    @Test func anAnswerIsEmitted() async throws {
        let outcome = try await run([Self.head(200), bytes(OpenAIFixtures.plain)])
        #expect(outcome.failure == nil)
        #expect(outcome.text == "Grüezi 🙂")
        #expect(outcome.reason == .stop)
    }

    @Test func whatCameBeforeABreakIsEmitted() async throws {
        let cut = OpenAIFixtures.stream.split(separator: "\n\n").prefix(3).map { $0 + "\n\n" }.joined()
        let outcome = try await run([Self.head(200, "text/event-stream"), bytes(cut)], isStreamed: true)
        #expect(outcome.text == "Grüezi 🙂")
        #expect(outcome.failure?.code == .network)
    }

    @Test func aWebPageIsNoAnswer() async throws {
        let outcome = try await run([Self.head(200, "text/html; charset=utf-8"), bytes("<html>")])
        #expect(outcome.failure?.code == .provider)
        #expect(outcome.failure?.status == 200)
    }

    @Test func anErrorsBodyIsReadToALimit() async throws {
        let text = #"{"error":{"message":"m","code":"insufficient_quota"}}"#
        #expect(try await run([Self.head(429), bytes(text)]).failure?.code == .quotaExceeded)
        let flood = [WireResponsePart](repeating: .bytes([UInt8](repeating: 0x20, count: 40_000)), count: 3)
        let outcome = try await run(
            [Self.head(429)] + flood,
            failure: ProviderFailure(.unknown, "read on behind the limit")
        )
        #expect(outcome.failure?.code == .rateLimited)
    }

    @Test func aServiceThatComplainsAndHangsUpHasComplained() async throws {
        let broken = ProviderFailure(.network, "reset")
        #expect(try await run([Self.head(401)], failure: broken).failure?.code == .authentication)
        #expect(try await run([Self.head(200)], failure: broken).failure?.message == "reset")
    }

    @Test func anErrorRepeatsNeitherKeyNorPrompt() async throws {
        let key = (0..<20).map { _ in String(Int.random(in: 0...9)) }.joined()
        let prompt = "the diagnosis is secret"
        let text = #"{"error":{"message":"key \#(key) may not ask '\#(prompt)'","code":"k\#(key)"}}"#
        let outcome = try await run([Self.head(401), bytes(text)], prompt: prompt, key: key)
        let shown = "\(String(describing: outcome.failure))"
        #expect(!shown.contains(key))
        #expect(!shown.contains("diagnosis"))
        #expect(outcome.failure?.message.contains("•••") == true)
        let streamed = try await run(
            [Self.head(200, "text/event-stream"), bytes("data: \(text)\n\n")],
            isStreamed: true,
            prompt: prompt,
            key: key
        )
        #expect(streamed.failure?.message.contains(key) == false)
        #expect(streamed.failure?.message.contains("diagnosis") == false)
    }

    @Test func retryAfterReachesTheFailure() async throws {
        let head = WireResponseHead(status: 429, headers: [WireHeader("Retry-After", "3600")])
        #expect(try await run([.head(head)]).failure?.retryAfter == .seconds(3600))
    }
}
