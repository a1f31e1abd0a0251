import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// A request whose wire form a service's own client library is to recognise: `scripts/sdk-check`.
struct ExchangeRequest {
    var name: String
    var request: ModelRequest
    var isStreamed = false

    private static var everyOption: GenerationOptions {
        GenerationOptions(
            maxTokens: 64, temperature: 0.5, topP: 0.9, frequencyPenalty: 0.1, presencePenalty: -0.1,
            stop: ["END", "STOP"], seed: 7)
    }

    private static let schema: JSONValue = [
        "type": "object", "properties": ["place": ["type": "string"]], "required": ["place"],
        "additionalProperties": false,
    ]

    private static func chat(_ change: (inout ModelRequest) -> Void) -> ModelRequest {
        var request = ModelRequest("Hi")
        change(&request)
        return request
    }

    /// The conversation that tests share, with only one of the things that a service may have no word for.
    private static func conversation(name: Bool = false, address: Bool = false, bytes: Bool = false) -> ModelRequest {
        chat {
            $0.messages = Samples.conversation
            if !name { $0.messages[1].name = nil }
            $0.messages[1].content.removeAll { part in
                guard case .image(let source) = part else { return false }
                if case .url = source { return !address }
                return !bytes
            }
            $0.tools = [Samples.tool]
        }
    }

    /// Everything that a request can say.
    static let all: [ExchangeRequest] =
        [
            .init(name: "hello", request: ModelRequest("Hi")),
            .init(name: "hello-streamed", request: ModelRequest("Hi"), isStreamed: true),
            .init(name: "conversation", request: conversation()),
            .init(name: "conversation-name", request: conversation(name: true)),
            .init(name: "conversation-image-address", request: conversation(address: true)),
            .init(name: "conversation-image-bytes", request: conversation(bytes: true)),
            .init(name: "json", request: chat { $0.responseFormat = .json }),
            .init(name: "schema", request: chat { $0.responseFormat = .schema(name: "place", schema) }),
            .init(name: "completion", request: .completion(of: "Once")),
            .init(name: "completion-options", request: .completion(of: "Once", options: everyOption)),
            .init(name: "embeddings", request: .embeddings(of: ["a", "b"])),
            .init(name: "embeddings-dimensions", request: .embeddings(of: ["a"], dimensions: 64)),
        ] + options + choices

    private static let options: [ExchangeRequest] = [
        .init(name: "options", request: chat { $0.options = everyOption }),
        .init(name: "max-tokens", request: chat { $0.options.maxTokens = 64 }),
        .init(name: "temperature", request: chat { $0.options.temperature = 0.5 }),
        .init(name: "top-p", request: chat { $0.options.topP = 0.9 }),
        .init(name: "stop", request: chat { $0.options.stop = ["END"] }),
        .init(name: "seed", request: chat { $0.options.seed = 7 }),
    ]

    private static let choices: [ExchangeRequest] = [
        ("auto", ToolChoice.auto), ("none", .none), ("required", .required), ("named", .tool("weather")),
    ].map { name, choice in
        .init(
            name: "tools-\(name)",
            request: chat {
                $0.tools = [Samples.tool]
                $0.toolChoice = choice
            })
    }

    /// The call as it goes over the wire, or why it does not.
    func json(for kind: ProviderKind, endpoint: String, version: String? = nil) throws -> JSONValue {
        guard let adapter = ProviderRegistry.adapter(for: kind) else { return .null }
        var target = try Samples.target(kind, endpoint: endpoint)
        target.apiVersion = version
        var members: [JSONMember] = [
            .init("name", .string(name)), .init("kind", .string(kind.rawValue)),
            .init("operation", .string(request.operation.word)), .init("streamed", .bool(isStreamed)),
        ]
        let key = (0..<32).map { _ in "0" }.joined()
        do throws(ProviderFailure) {
            let wire = try adapter.encode(request, for: target, isStreamed: isStreamed, credential: Secret(key))
            members.append(.init("path", .string(String(wire.url.dropFirst(target.endpointText.count)))))
            members.append(.init("key_header", wire.authorization.map { .string($0.name) } ?? .null))
            members.append(.init("headers", .array(wire.headers.map { .string($0.name) })))
            members.append(.init("body", .string(String(decoding: wire.body, as: UTF8.self))))
        } catch {
            members.append(.init("refused", .string(error.message)))
        }
        return .object(members)
    }
}

extension Target {
    /// The scheme, host and port of the endpoint.
    fileprivate var endpointText: String {
        guard let endpoint else { return "" }
        return "\(endpoint.scheme.rawValue)://\(endpoint.host):\(endpoint.port)"
    }
}
