import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

@Suite struct AnthropicBodyTests {
    private func wire(
        _ request: ModelRequest, endpoint: String = "https://api.example.com", maxOutput: Int? = nil,
        isStreamed: Bool = false, credential: Secret? = nil
    ) throws -> WireRequest {
        var target = try Samples.target(.anthropic, endpoint: endpoint)
        target.maxOutput = maxOutput
        return try AnthropicAdapter()
            .encode(request, for: target, isStreamed: isStreamed, credential: credential)
    }

    private func body(_ request: ModelRequest, maxOutput: Int? = nil) throws -> JSONValue {
        try JSONValue(parsing: try wire(request, maxOutput: maxOutput).body)
    }

    /// The conversation that tests share, without what Anthropic cannot say.
    private var conversation: [Message] {
        var messages = Samples.conversation
        messages[1].name = nil
        return messages
    }

    @Test func theCallCarriesItsKeyAndVersion() throws {
        let key = ["k", "e", "y", "1"].joined()
        let call = try wire(ModelRequest("Hi"), isStreamed: true, credential: Secret(key))
        #expect(call.url == "https://api.example.com/v1/messages")
        #expect(call.method == .post)
        #expect(
            call.headers == [
                WireHeader("content-type", "application/json"), WireHeader("accept", "text/event-stream"),
                WireHeader("anthropic-version", "2023-06-01"),
            ]
        )
        #expect(call.authorization?.name == "x-api-key")
        #expect(call.authorization?.value.reveal() == key)
        #expect(!"\(call)".contains(key))
        #expect(
            try wire(ModelRequest("Hi"), endpoint: "https://a.example.com/v1").url
                == "https://a.example.com/v1/messages")
    }

    @Test(arguments: ["X-Api-Key", "anthropic-version", "Authorization"])
    func aHeaderOfThePolicyTakesNoOthersPlace(name: String) throws {
        let target = try Samples.target(.anthropic, headers: [.init(name: name, value: "x")])
        let failure = #expect(throws: ProviderFailure.self) {
            try AnthropicAdapter()
                .encode(ModelRequest("Hi"), for: target, isStreamed: false, credential: Secret("k"))
        }
        #expect(failure?.code == .invalidRequest)
    }

    @Test func aBareRequestHasALimit() throws {
        let content: JSONValue = [["type": "text", "text": "Hi"]]
        #expect(
            try body(ModelRequest("Hi"))
                == [
                    "model": "the-model", "max_tokens": 4096, "messages": [["role": "user", "content": content]],
                    "stream": false,
                ]
        )
        #expect(try body(ModelRequest("Hi"), maxOutput: 9)["max_tokens"] == 9)
    }

    @Test func everythingAtOnce() throws {
        let schema: JSONValue = ["type": "object", "additionalProperties": false]
        let request = ModelRequest(
            messages: conversation,
            tools: [Samples.tool],
            toolChoice: .required,
            responseFormat: .schema(name: "n", schema),
            options: GenerationOptions(maxTokens: 7, temperature: 0.5, topP: 0.25, stop: ["a", "b"])
        )
        let expected: JSONValue = [
            "model": "the-model", "max_tokens": 7, "system": [["type": "text", "text": "Be brief."]],
            "messages": [
                [
                    "role": "user",
                    "content": [
                        ["type": "text", "text": "What is this?"],
                        ["type": "image", "source": ["type": "url", "url": "https://example.com/a.png"]],
                        [
                            "type": "image",
                            "source": ["type": "base64", "media_type": "image/png", "data": "AQIDBA=="],
                        ],
                    ],
                ],
                [
                    "role": "assistant",
                    "content": [["type": "tool_use", "id": "c1", "name": "weather", "input": ["place": "Bern"]]],
                ],
                [
                    "role": "user",
                    "content": [["type": "tool_result", "tool_use_id": "c1", "content": "rain"]],
                ],
                ["role": "assistant", "content": [["type": "text", "text": "It rains."]]],
            ],
            "temperature": .double(0.5), "top_p": .double(0.25), "stop_sequences": ["a", "b"],
            "tools": [
                [
                    "name": "weather", "description": "The weather of a place.",
                    "input_schema": ["type": "object", "properties": ["place": ["type": "string"]]],
                ]
            ],
            "tool_choice": ["type": "any"],
            "output_config": ["format": ["type": "json_schema", "schema": schema]], "stream": false,
        ]
        #expect(try body(request) == expected)
    }

    @Test func resultsOfOneStepStandTogether() throws {
        let messages: [Message] = [
            .user("Hi"),
            Message(
                role: .assistant,
                content: [
                    .toolCall(ToolCall(id: "functions.now:0", name: "now", arguments: "")),
                    .toolCall(ToolCall(id: "b", name: "now", arguments: "{}")),
                ]
            ),
            .tool(callID: "functions.now:0", "1"), .tool(callID: "b", ""), .user("And?"), .assistant(""),
        ]
        let turns = try body(ModelRequest(messages: messages))["messages"]?.array
        #expect(turns?.count == 4)
        // An identifier that Anthropic would refuse has another name, the same in call and result.
        #expect(turns?[1]["content"]?[0]?["id"] == "turnout_0")
        #expect(
            turns?[2]
                == [
                    "role": "user",
                    "content": [
                        ["type": "tool_result", "tool_use_id": "turnout_0", "content": "1"],
                        ["type": "tool_result", "tool_use_id": "b"],
                    ],
                ]
        )
        #expect(turns?[3] == ["role": "user", "content": [["type": "text", "text": "And?"]]])
    }

    @Test func imagesInsideAddresses() throws {
        let image = Message(role: .user, content: [.image(.url("data:image/WEBP;a=b;base64,AQID"))])
        #expect(
            try body(ModelRequest(messages: [image]))["messages"]?[0]?["content"]?[0]?["source"]
                == ["type": "base64", "media_type": "image/webp", "data": "AQID"])
    }

    @Test func toolChoices() throws {
        func choice(_ choice: ToolChoice?, tools: [Tool] = [Samples.tool]) throws -> JSONValue? {
            try body(ModelRequest(messages: [.user("Hi")], tools: tools, toolChoice: choice))["tool_choice"]
        }
        #expect(try choice(nil) == nil)
        #expect(try choice(.auto) == ["type": "auto"])
        #expect(try choice(ToolChoice.none) == ["type": "none"])
        #expect(try choice(.tool("weather")) == ["type": "tool", "name": "weather"])
        #expect(try choice(.auto, tools: []) == nil)
    }

    private static let unspeakable: [ModelRequest] = [
        ModelRequest(messages: [.user("Hi")], responseFormat: .json),
        ModelRequest(messages: [.user("Hi")], options: GenerationOptions(temperature: 1.5)),
        ModelRequest(messages: [.user("Hi")], options: GenerationOptions(frequencyPenalty: 1)),
        ModelRequest(messages: [.user("Hi")], options: GenerationOptions(presencePenalty: 1)),
        ModelRequest(messages: [.user("Hi")], options: GenerationOptions(seed: 1)),
        ModelRequest(messages: [Message(role: .user, content: [.text("Hi")], name: "ada")]),
        ModelRequest(messages: [.user("Hi")], toolChoice: .required),
        ModelRequest(messages: [.user("Hi")], tools: [Samples.tool], toolChoice: .tool("other")),
        ModelRequest(messages: [.system("alone")]), ModelRequest(messages: [.user("")]), ModelRequest(messages: []),
        ModelRequest(messages: [Message(role: .tool, content: [.text("alone")])]),
        ModelRequest(messages: [Message(role: .tool, content: [])]),
        ModelRequest(messages: [Message(role: .system, content: [.image(.bytes([1], mediaType: "image/png"))])]),
        ModelRequest(messages: [Message(role: .user, content: [.image(.bytes([1], mediaType: "image/tiff"))])]),
        ModelRequest(messages: [
            Message(role: .user, content: [.toolCall(ToolCall(id: "1", name: "n", arguments: "{}"))])
        ]),
        ModelRequest(messages: [
            Message(role: .assistant, content: [.toolCall(ToolCall(id: "1", name: "n", arguments: "{"))])
        ]),
        .completion(of: "Once"), .embeddings(of: ["a"]),
    ]

    @Test(arguments: unspeakable.indices)
    func whatCannotBeSaidIsRefused(index: Int) {
        let failure = #expect(throws: ProviderFailure.self) { try body(Self.unspeakable[index]) }
        #expect(failure?.code == .invalidRequest)
        #expect(failure?.message.contains("alone") == false)
    }

    @Test func whatTheServiceTells() throws {
        let target = try Samples.target(.anthropic, endpoint: "https://api.example.com")
        let list = try AnthropicAdapter().modelListRequest(for: target, credential: Secret("k"))
        #expect(list?.url == "https://api.example.com/v1/models?limit=1000")
        #expect(list?.method == .get)
        #expect(list?.authorization?.name == "x-api-key")
        #expect(
            list?.headers == [
                WireHeader("accept", "application/json"), WireHeader("anthropic-version", "2023-06-01"),
            ])
        #expect(
            try AnthropicAdapter().healthRequest(for: target, credential: nil)?.url
                == "https://api.example.com/v1/models?limit=1000")
        #expect(
            try AnthropicAdapter().models(in: Array(AnthropicFixtures.models.utf8)) == [
                ListedModel(
                    id: "the-model-1", context: 200_000, maxOutput: 64000,
                    capabilities: Capabilities([.chat, .stream, .tools, .images, .schema])),
                ListedModel(id: "older"),
            ])
        #expect(throws: ProviderFailure.self) { try AnthropicAdapter().models(in: Array("<html>".utf8)) }
    }
}
