import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

@Suite struct GeminiBodyTests {
    private let base = "https://gemini.example.com/v1beta"

    private func wire(
        _ request: ModelRequest, model: String = "gemini-2.5-flash", isStreamed: Bool = false, credential: Secret? = nil
    ) throws -> WireRequest {
        var target = try Samples.target(.gemini, endpoint: base)
        target.modelID = model
        return try GeminiAdapter().encode(request, for: target, isStreamed: isStreamed, credential: credential)
    }

    private func body(_ request: ModelRequest, model: String = "gemini-2.5-flash") throws -> JSONValue {
        try JSONValue(parsing: try wire(request, model: model).body)
    }

    /// The conversation that tests share, without what Gemini cannot say.
    private var conversation: [Message] {
        var messages = Samples.conversation
        messages[1].name = nil
        messages[1].content.remove(at: 1)
        return messages
    }

    @Test func theCallGoesToItsMethod() throws {
        let plain = try wire(ModelRequest("Hi"))
        #expect(plain.url == "\(base)/models/gemini-2.5-flash:generateContent")
        #expect(plain.method == .post)
        let stream = try wire(ModelRequest("Hi"), isStreamed: true)
        #expect(stream.url == "\(base)/models/gemini-2.5-flash:streamGenerateContent?alt=sse")
        #expect(stream.headers.contains(WireHeader("accept", "text/event-stream")))
        #expect(
            try wire(ModelRequest("Hi"), model: "tunedModels/a b?c").url
                == "\(base)/tunedModels/a%20b%3Fc:generateContent")
    }

    @Test func keysAndTokens() throws {
        func header(_ text: String) throws -> (name: String, value: Secret)? {
            try wire(ModelRequest("Hi"), credential: Secret(text)).authorization
        }
        let key = ["A", "I", "z", "a", "1"].joined()
        #expect(try header(key)?.name == "x-goog-api-key")
        #expect(try header(key)?.value.reveal() == key)
        let token = "ya29" + ".t0"
        #expect(try header(token)?.name == "authorization")
        #expect(try header(token)?.value.reveal() == "Bearer " + token)
        #expect(try header("bearer " + key)?.name == "authorization")
        #expect(try header("bearer " + key)?.value.reveal() == "Bearer " + key)
        #expect(try wire(ModelRequest("Hi")).authorization == nil)
    }

    @Test func aBareRequestSaysNothingMore() throws {
        #expect(try body(ModelRequest("Hi")) == ["contents": [["role": "user", "parts": [["text": "Hi"]]]]])
    }

    @Test func everythingAtOnce() throws {
        let schema: JSONValue = ["type": "object"]
        let request = ModelRequest(
            messages: conversation,
            tools: [Samples.tool],
            toolChoice: .tool("weather"),
            responseFormat: .schema(name: "n", schema),
            options: GenerationOptions(
                maxTokens: 7, temperature: 1.5, topP: 0.25, frequencyPenalty: 1, presencePenalty: -1, stop: ["a"],
                seed: 9)
        )
        let expected: JSONValue = [
            "contents": [
                [
                    "role": "user",
                    "parts": [
                        ["text": "What is this?"], ["inlineData": ["mimeType": "image/png", "data": "AQIDBA=="]],
                    ],
                ],
                [
                    "role": "model",
                    "parts": [["functionCall": ["id": "c1", "name": "weather", "args": ["place": "Bern"]]]],
                ],
                [
                    "role": "user",
                    "parts": [
                        ["functionResponse": ["id": "c1", "name": "weather", "response": ["output": "rain"]]]
                    ],
                ],
                ["role": "model", "parts": [["text": "It rains."]]],
            ],
            "systemInstruction": ["parts": [["text": "Be brief."]]],
            "tools": [
                [
                    "functionDeclarations": [
                        [
                            "name": "weather", "description": "The weather of a place.",
                            "parametersJsonSchema": [
                                "type": "object", "properties": ["place": ["type": "string"]],
                            ],
                        ]
                    ]
                ]
            ],
            "toolConfig": ["functionCallingConfig": ["mode": "ANY", "allowedFunctionNames": ["weather"]]],
            "generationConfig": [
                "maxOutputTokens": 7, "temperature": .double(1.5), "topP": .double(0.25),
                "frequencyPenalty": .double(1), "presencePenalty": .double(-1), "stopSequences": ["a"], "seed": 9,
                "responseMimeType": "application/json", "responseJsonSchema": schema,
            ],
        ]
        #expect(try body(request) == expected)
    }

    @Test(arguments: [
        ("gemini-3-pro", true), ("models/gemini-3.1-flash", true), ("gemini-flash-latest", true),
        ("gemini-2.5-pro", false), ("gemini-1.5-pro", false), ("gemma-3", false),
    ])
    func theFirstCallOfAStepIsMarkedAsForeign(model: String, isMarked: Bool) throws {
        let calls = ["a", "b"].map { ContentPart.toolCall(ToolCall(id: $0, name: "now", arguments: "{}")) }
        let messages: [Message] = [
            .user("Hi"), Message(role: .assistant, content: [.text("I look.")] + calls), .tool(callID: "a", "1"),
            .tool(callID: "b", "2"),
        ]
        let contents = try body(ModelRequest(messages: messages), model: model)["contents"]
        let signature: JSONValue? = isMarked ? "skip_thought_signature_validator" : nil
        #expect(contents?[1]?["parts"]?[0]?["thoughtSignature"] == nil)
        #expect(contents?[1]?["parts"]?[1]?["thoughtSignature"] == signature)
        #expect(contents?[1]?["parts"]?[2]?["thoughtSignature"] == nil)
        // As many results as calls, in one content.
        #expect(contents?[2]?["parts"]?.array?.count == 2)
        #expect(contents?.array?.count == 3)
    }

    @Test func toolChoicesAndFormats() throws {
        func mode(_ choice: ToolChoice?, tools: [Tool] = [Samples.tool]) throws -> JSONValue? {
            try body(ModelRequest(messages: [.user("Hi")], tools: tools, toolChoice: choice))["toolConfig"]?[
                "functionCallingConfig"]
        }
        #expect(try mode(nil) == nil)
        #expect(try mode(.auto) == ["mode": "AUTO"])
        #expect(try mode(ToolChoice.none) == ["mode": "NONE"])
        #expect(try mode(.required) == ["mode": "ANY"])
        #expect(try mode(.auto, tools: []) == nil)
        #expect(
            try body(ModelRequest(messages: [.user("Hi")], responseFormat: .json))["generationConfig"]
                == ["responseMimeType": "application/json"])
    }

    @Test func imagesInsideAddresses() throws {
        let image = Message(role: .user, content: [.image(.url("data:image/png;base64,AQID"))])
        #expect(
            try body(ModelRequest(messages: [image]))["contents"]?[0]?["parts"]?[0]
                == ["inlineData": ["mimeType": "image/png", "data": "AQID"]])
    }

    @Test func embeddings() throws {
        let request = ModelRequest.embeddings(of: ["a", "b"], dimensions: 3)
        let call = try wire(request, model: "vectors", isStreamed: true)
        #expect(call.url == "\(base)/models/vectors:batchEmbedContents")
        #expect(call.headers.contains(WireHeader("accept", "application/json")))
        #expect(
            try JSONValue(parsing: call.body)
                == [
                    "requests": [
                        [
                            "model": "models/vectors", "content": ["parts": [["text": "a"]]],
                            "outputDimensionality": 3,
                        ],
                        [
                            "model": "models/vectors", "content": ["parts": [["text": "b"]]],
                            "outputDimensionality": 3,
                        ],
                    ]
                ])
    }

    private static let unspeakable: [ModelRequest] = [
        ModelRequest(messages: [Message(role: .user, content: [.image(.url("https://example.com/a.png"))])]),
        ModelRequest(messages: [Message(role: .assistant, content: [.image(.bytes([1], mediaType: "image/png"))])]),
        ModelRequest(messages: [Message(role: .user, content: [.text("Hi")], name: "ada")]),
        ModelRequest(messages: [.user("Hi")], toolChoice: .required),
        ModelRequest(messages: [.user("Hi")], tools: [Samples.tool], toolChoice: .tool("other")),
        ModelRequest(messages: [.tool(callID: "unknown", "alone")]),
        ModelRequest(messages: [Message(role: .tool, content: [.text("alone")])]),
        ModelRequest(messages: [.system("alone")]), ModelRequest(messages: []),
        ModelRequest(messages: [
            Message(role: .user, content: [.toolCall(ToolCall(id: "1", name: "n", arguments: "{}"))])
        ]),
        ModelRequest(messages: [
            Message(role: .assistant, content: [.toolCall(ToolCall(id: "1", name: "n", arguments: "[]"))])
        ]),
        .completion(of: "Once"), .embeddings(of: []), .embeddings(of: ["a"], dimensions: 0),
    ]

    @Test(arguments: unspeakable.indices)
    func whatCannotBeSaidIsRefused(index: Int) {
        let failure = #expect(throws: ProviderFailure.self) { try body(Self.unspeakable[index]) }
        #expect(failure?.code == .invalidRequest)
        #expect(failure?.message.contains("alone") == false)
    }

    @Test func whatTheServiceTells() throws {
        let target = try Samples.target(.gemini, endpoint: base)
        let adapter = GeminiAdapter()
        let list = try adapter.modelListRequest(for: target, credential: Secret("k"))
        #expect(list?.url == "\(base)/models?pageSize=1000")
        #expect(list?.method == .get)
        #expect(list?.authorization?.name == "x-goog-api-key")
        #expect(try adapter.healthRequest(for: target, credential: nil)?.url == "\(base)/models?pageSize=1000")
        #expect(
            try adapter.models(in: Array(GeminiFixtures.models.utf8)) == [
                ListedModel(
                    id: "the-model", context: 1_048_576, maxOutput: 65536,
                    capabilities: Capabilities([.chat, .stream, .reasoning])),
                ListedModel(id: "vectors", context: 2048, maxOutput: 1, capabilities: Capabilities(.embeddings)),
            ])
        #expect(throws: ProviderFailure.self) { try adapter.models(in: []) }
    }
}
