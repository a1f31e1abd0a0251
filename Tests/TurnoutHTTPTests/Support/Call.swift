#if Server
import Synchronization
import TurnoutCore
import TurnoutHTTP
import TurnoutPolicy

@testable import TurnoutEngine
@testable import TurnoutProviders

/// Heads and bodies that scripts are made of.
enum Wire {
    static let chunked = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
    static let untilClose = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n"
    static let end = "0\r\n\r\n"

    static func chunk(_ text: String) -> String { "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n" }

    static func token(_ text: String) -> String { "data: {\"choices\":[{\"delta\":{\"content\":\"\(text)\"}}]}\n\n" }

    static let last = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"

    static func plain(_ body: String, status: String = "200 OK", type: String = "application/json") -> String {
        "HTTP/1.1 \(status)\r\ncontent-type: \(type)\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
    }
}

/// A count that tasks share.
final class Counter: Sendable {
    private let value = Mutex(0)

    var count: Int { value.withLock { $0 } }

    func increment(by amount: Int = 1) { value.withLock { $0 += amount } }
}

/// What came of a call.
struct Outcome {
    var events: [AnswerEvent] = []
    var failure: ProviderFailure?
    var duration = Duration.zero
    var end = ContinuousClock.now

    var text: String {
        var text = ""
        for case .delta(let delta, _) in events { text += delta.reveal() }
        return text
    }

    var usage: Usage? {
        for case .usage(let usage) in events { return usage }
        return nil
    }

    var isFinished: Bool { if case .finished? = events.last { true } else { false } }
}

extension HTTPTransport {
    /// Runs with a transport that is shut down behind the body.
    static func run<Value>(
        _ configuration: Configuration = Configuration(longestConnect: .seconds(1)),
        _ body: (HTTPTransport) async throws -> Value
    ) async throws -> Value {
        let transport = HTTPTransport(configuration)
        do {
            let value = try await body(transport)
            await transport.shutdown()
            return value
        } catch {
            await transport.shutdown()
            throw error
        }
    }

    /// Has the provider for OpenAI's interface stream an answer from an address.
    func stream(
        _ base: String,
        connectTimeout: Duration = .seconds(5),
        prompt: String = "Hi",
        isStreamed: Bool = true,
        maxTokens: Int? = nil,
        emit: (AnswerEvent) async -> Void = { _ in }
    ) async throws -> Outcome {
        let target = Target(
            name: TargetName(provider: "p", model: "m"),
            kind: .openAICompatible,
            endpoint: try Endpoint(parsing: base),
            modelID: "m",
            locality: .local,
            data: .home
        )
        let provider = HTTPProvider(
            adapter: OpenAIAdapter(.compatible),
            transport: self,
            credentials: EnvironmentCredentials()
        )
        var request = ModelRequest(prompt)
        request.options.maxTokens = maxTokens
        let permit = DispatchPermit(
            target: target, request: request, dropped: [], policyDigest: "test", screening: AnswerScreening())
        var outcome = Outcome()
        let start = ContinuousClock.now
        do throws(ProviderFailure) {
            let context = CallContext(isStreamed: isStreamed, connectTimeout: connectTimeout)
            try await provider.send(permit, context: context) { event in
                outcome.events.append(event)
                await emit(event)
            }
        } catch {
            outcome.failure = error
        }
        outcome.end = .now
        outcome.duration = outcome.end - start
        return outcome
    }
}
#endif
