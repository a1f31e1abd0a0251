import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// An answer that a service's own client library is to read as this project does: `scripts/sdk-check`.
struct ExchangeAnswer {
    var name: String
    var kind: ProviderKind
    var operation = TurnoutCore.Operation.chat
    var isStreamed = false
    var status = 200
    var body: String

    private static func error(_ code: String, _ message: String) -> String {
        #"{"error":{"message":"\#(message)","type":"invalid_request_error","param":null,"code":"\#(code)"}}"#
    }

    private static func anthropicError(_ type: String) -> String {
        #"{"type":"error","error":{"type":"\#(type)","message":"m"},"request_id":"req_1"}"#
    }

    /// What the services document, and nothing that only this project's tests think of.
    static let all: [ExchangeAnswer] = openAI + azure + anthropic + gemini + ollama

    private static let vectors = TurnoutCore.Operation.embeddings(dimensions: nil)

    private static let openAI: [ExchangeAnswer] = [
        .init(name: "plain", kind: .openai, body: OpenAIFixtures.plain),
        .init(name: "plain-tools", kind: .openai, body: OpenAIFixtures.plainTools),
        .init(name: "stream", kind: .openai, isStreamed: true, body: OpenAIFixtures.stream),
        .init(name: "stream-tools", kind: .openai, isStreamed: true, body: OpenAIFixtures.streamTools),
        .init(name: "openrouter-stream", kind: .openrouter, isStreamed: true, body: OpenAIFixtures.openRouterStream),
        .init(
            name: "openrouter-stream-error", kind: .openrouter, isStreamed: true,
            body: OpenAIFixtures.openRouterStreamError),
        .init(name: "deepseek-plain", kind: .deepseek, body: OpenAIFixtures.deepSeekPlain),
        .init(name: "completion", kind: .openai, operation: .completion, body: OperationFixtures.completion),
        .init(
            name: "completion-stream", kind: .openai, operation: .completion, isStreamed: true,
            body: OperationFixtures.completionStream),
        .init(
            name: "deepseek-completion", kind: .deepseek, operation: .completion,
            body: OperationFixtures.deepSeekCompletion),
        .init(name: "embeddings", kind: .openai, operation: vectors, body: OperationFixtures.embeddings),
        .init(name: "wrong-key", kind: .openai, status: 401, body: error("invalid_api_key", "Incorrect API key")),
        .init(name: "no-model", kind: .openai, status: 404, body: error("model_not_found", "no such model")),
        .init(name: "too-fast", kind: .openai, status: 429, body: error("rate_limit_exceeded", "slow down")),
        .init(name: "too-long", kind: .openai, status: 400, body: error("context_length_exceeded", "too long")),
        .init(name: "down", kind: .openai, status: 500, body: error("server_error", "oops")),
    ]

    private static let azure: [ExchangeAnswer] = [
        .init(name: "plain", kind: .azure, body: AzureFixtures.plain),
        .init(name: "plain-tools", kind: .azure, body: AzureFixtures.plainTools),
        .init(name: "stream", kind: .azure, isStreamed: true, body: AzureFixtures.stream),
        .init(name: "stream-tools", kind: .azure, isStreamed: true, body: AzureFixtures.streamTools),
        .init(name: "stream-filtered", kind: .azure, isStreamed: true, body: AzureFixtures.streamFiltered),
        .init(name: "embeddings", kind: .azure, operation: vectors, body: AzureFixtures.embeddings),
        .init(name: "filtered", kind: .azure, status: 400, body: AzureFixtures.filtered),
    ]

    private static let anthropic: [ExchangeAnswer] = [
        .init(name: "plain", kind: .anthropic, body: AnthropicFixtures.plain),
        .init(name: "plain-tools", kind: .anthropic, body: AnthropicFixtures.plainTools),
        .init(name: "refusal", kind: .anthropic, body: AnthropicFixtures.refusal),
        .init(name: "stream", kind: .anthropic, isStreamed: true, body: AnthropicFixtures.stream),
        .init(name: "stream-tools", kind: .anthropic, isStreamed: true, body: AnthropicFixtures.streamTools),
        .init(name: "stream-error", kind: .anthropic, isStreamed: true, body: AnthropicFixtures.streamError),
        .init(name: "stream-refusal", kind: .anthropic, isStreamed: true, body: AnthropicFixtures.streamRefusal),
        .init(name: "wrong-key", kind: .anthropic, status: 401, body: anthropicError("authentication_error")),
        .init(name: "no-model", kind: .anthropic, status: 404, body: anthropicError("not_found_error")),
        .init(name: "too-fast", kind: .anthropic, status: 429, body: anthropicError("rate_limit_error")),
        .init(name: "busy", kind: .anthropic, status: 529, body: anthropicError("overloaded_error")),
    ]

    private static let gemini: [ExchangeAnswer] = [
        .init(name: "plain", kind: .gemini, body: GeminiFixtures.plain),
        .init(name: "plain-tools", kind: .gemini, body: GeminiFixtures.plainTools),
        .init(name: "stream", kind: .gemini, isStreamed: true, body: GeminiFixtures.stream),
        .init(name: "stream-tools", kind: .gemini, isStreamed: true, body: GeminiFixtures.streamTools),
        .init(name: "stream-error", kind: .gemini, isStreamed: true, body: GeminiFixtures.streamError),
        .init(name: "stream-bare-error", kind: .gemini, isStreamed: true, body: GeminiFixtures.streamBareError),
        .init(name: "stream-blocked", kind: .gemini, isStreamed: true, body: GeminiFixtures.streamBlocked),
        .init(name: "embeddings", kind: .gemini, operation: vectors, body: GeminiFixtures.embeddings),
        .init(name: "too-fast", kind: .gemini, status: 429, body: GeminiFixtures.quota("GenerateRequestsPerMinute")),
    ]

    private static let ollama: [ExchangeAnswer] = [
        .init(name: "plain", kind: .ollama, body: OllamaFixtures.plain),
        .init(name: "stream", kind: .ollama, isStreamed: true, body: OllamaFixtures.stream),
        .init(name: "stream-tools", kind: .ollama, isStreamed: true, body: OllamaFixtures.streamTools),
        .init(name: "generate", kind: .ollama, operation: .completion, body: OperationFixtures.generate),
        .init(
            name: "generate-stream", kind: .ollama, operation: .completion, isStreamed: true,
            body: OperationFixtures.generateStream),
        .init(name: "embed", kind: .ollama, operation: vectors, body: OperationFixtures.embed),
        .init(name: "no-model", kind: .ollama, status: 404, body: #"{"error":"model 'm' not found"}"#),
    ]
}

extension ExchangeAnswer {
    private var type: String {
        if !isStreamed || status != 200 { return "application/json" }
        return kind == .ollama ? "application/x-ndjson" : "text/event-stream"
    }

    /// The answer and what this project makes of it.
    func json(with adapter: any WireAdapter) -> JSONValue {
        var outcome: Outcome
        if status == 200 {
            outcome = adapter.answer(body, of: operation, isStreamed: isStreamed, type: type)
        } else {
            let head = WireResponseHead(status: status, headers: [WireHeader("content-type", type)])
            outcome = Outcome(events: [], failure: adapter.failure(head: head, body: Array(body.utf8)))
        }
        return [
            "name": .string(name), "kind": .string(kind.rawValue), "operation": .string(operation.word),
            "streamed": .bool(isStreamed), "status": .int(status), "type": .string(type),
            "body": .string(body), "read": outcome.json,
        ]
    }
}

extension TurnoutCore.Operation {
    /// What the scripts call it.
    var word: String {
        switch self {
        case .chat: "chat"
        case .completion: "completion"
        case .embeddings: "embeddings"
        }
    }
}

extension Outcome {
    fileprivate var json: JSONValue {
        var whole: [Int: ToolCall] = [:]
        for delta in calls {
            var call = whole[delta.index] ?? ToolCall(id: "", name: "", arguments: "")
            call.id += delta.id ?? ""
            call.name += delta.name ?? ""
            call.arguments = PrivateText(call.arguments.reveal() + delta.arguments.reveal())
            whole[delta.index] = call
        }
        return [
            "text": .string(text),
            "calls": .array(
                whole.sorted { $0.key < $1.key }.map { _, call in
                    [
                        "id": .string(call.id), "name": .string(call.name),
                        "arguments": .string(call.arguments.reveal()),
                    ]
                }),
            "reason": reason.map { .string($0.rawValue) } ?? .null,
            "usage": usage.map {
                .array(
                    [$0.promptTokens, $0.completionTokens, $0.cachedTokens, $0.reasoningTokens].map {
                        .int($0)
                    })
            } ?? .null,
            "vectors": .array(vectors.map { .int($0.count) }),
            "failure": failure.map { .string($0.code.rawValue) } ?? .null,
        ]
    }
}
