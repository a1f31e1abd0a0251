import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

@Suite struct OpenAIChatBodyTests {
    private func body(
        _ request: ModelRequest,
        _ dialect: OpenAIDialect = .openAI,
        isStreamed: Bool = false
    ) throws -> JSONValue {
        let target = try Samples.target(dialect.kind)
        let wire = try OpenAIAdapter(dialect)
            .encode(request, for: target, isStreamed: isStreamed, credential: nil)
        return try JSONValue(parsing: wire.body)
    }

    @Test func theCallGoesToTheEndpointWithItsHeaders() throws {
        let key = ["k", "e", "y", "1"].joined()
        let target = try Samples.target(
            .openai,
            endpoint: "https://api.example.com/v1/",
            headers: [.init(name: "x-team", value: "blue")],
            organization: "org-1"
        )
        let wire = try OpenAIAdapter(.openAI)
            .encode(ModelRequest("Hi"), for: target, isStreamed: true, credential: Secret(key))
        #expect(wire.url == "https://api.example.com/v1/chat/completions")
        #expect(wire.method == .post)
        #expect(
            wire.headers == [
                WireHeader("content-type", "application/json"), WireHeader("accept", "text/event-stream"),
                WireHeader("openai-organization", "org-1"), WireHeader("x-team", "blue"),
            ]
        )
        #expect(wire.authorization?.name == "authorization")
        #expect(wire.authorization?.value.reveal() == "Bearer " + key)
        #expect(!"\(wire)".contains(key))
    }

    @Test(arguments: ["Authorization", "content-type", "Host", "Transfer-Encoding"])
    func aHeaderOfThePolicyTakesNoOthersPlace(name: String) throws {
        let target = try Samples.target(.openai, headers: [.init(name: name, value: "x")])
        let failure = #expect(throws: ProviderFailure.self) {
            try OpenAIAdapter(.openAI)
                .encode(ModelRequest("Hi"), for: target, isStreamed: false, credential: nil)
        }
        #expect(failure?.code == .invalidRequest)
    }

    @Test func everyRoleAndPart() throws {
        let json = try body(ModelRequest(messages: Samples.conversation))
        #expect(
            json["messages"]
                == [
                    ["role": "system", "content": "Be brief."],
                    [
                        "role": "user",
                        "content": [
                            ["type": "text", "text": "What is this?"],
                            ["type": "image_url", "image_url": ["url": "https://example.com/a.png"]],
                            ["type": "image_url", "image_url": ["url": "data:image/png;base64,AQIDBA=="]],
                        ],
                        "name": "ada",
                    ],
                    [
                        "role": "assistant", "content": nil,
                        "tool_calls": [
                            [
                                "id": "c1", "type": "function",
                                "function": ["name": "weather", "arguments": #"{"place":"Bern"}"#],
                            ]
                        ],
                    ],
                    ["role": "tool", "tool_call_id": "c1", "content": "rain"],
                    ["role": "assistant", "content": "It rains."],
                ]
        )
    }

    @Test func aBareRequestSaysNothingMore() throws {
        #expect(
            try body(ModelRequest("Hi"))
                == [
                    "model": "the-model", "messages": [["role": "user", "content": "Hi"]], "stream": false,
                ]
        )
        #expect(try body(ModelRequest("Hi"), isStreamed: true)["stream_options"] == ["include_usage": true])
    }

    @Test func nothingOfTheContextLeaves() throws {
        let context = RequestContext(task: "t-secret", labels: ["l-secret"], user: "u-secret", tags: ["g-secret"])
        let json = try body(ModelRequest(messages: [.user("Hi")], context: context))
        #expect(!json.text().contains("secret"))
    }

    @Test func everyOption() throws {
        let options = GenerationOptions(
            maxTokens: 9,
            temperature: 0.5,
            topP: 0.25,
            frequencyPenalty: 1,
            presencePenalty: -1,
            stop: ["a", "b"],
            seed: 7
        )
        let request = ModelRequest(messages: [.user("Hi")], options: options)
        let json = try body(request)
        #expect(json["max_completion_tokens"] == 9)
        #expect(json["max_tokens"] == nil)
        #expect(json["temperature"]?.double == 0.5)
        #expect(json["top_p"]?.double == 0.25)
        #expect(json["frequency_penalty"]?.double == 1)
        #expect(json["presence_penalty"]?.double == -1)
        #expect(json["stop"] == ["a", "b"])
        #expect(json["seed"] == 7)
        for dialect in [OpenAIDialect.openRouter, .compatible] {
            #expect(try body(request, dialect)["max_tokens"] == 9)
            #expect(try body(request, dialect)["max_completion_tokens"] == nil)
        }
    }

    @Test func deepSeekHasNoSeedAndNoImages() throws {
        let options = GenerationOptions(maxTokens: 9, seed: 7)
        let seeded = ModelRequest(messages: [.user("Hi")], options: options)
        let failure = #expect(throws: ProviderFailure.self) { try body(seeded, .deepSeek) }
        #expect(failure?.code == .invalidRequest)
        #expect(failure?.message.contains("seed") == true)
        #expect(try body(seeded.dropping(.droppable), .deepSeek)["max_tokens"] == 9)
        let image = ModelRequest(messages: [Message(role: .user, content: [.image(.url("data:image/png;base64,AQ"))])])
        #expect(throws: ProviderFailure.self) { try body(image, .deepSeek) }
    }

    @Test func toolsAndChoice() throws {
        func choice(_ choice: ToolChoice?, tools: [Tool] = [Samples.tool]) throws -> JSONValue? {
            try body(ModelRequest(messages: [.user("Hi")], tools: tools, toolChoice: choice))["tool_choice"]
        }
        #expect(
            try body(ModelRequest(messages: [.user("Hi")], tools: [Samples.tool]))["tools"]
                == [
                    [
                        "type": "function",
                        "function": [
                            "name": "weather", "description": "The weather of a place.",
                            "parameters": ["type": "object", "properties": ["place": ["type": "string"]]],
                        ],
                    ]
                ]
        )
        #expect(try choice(nil) == nil)
        #expect(try choice(.auto) == "auto")
        #expect(try choice(ToolChoice.none) == "none")
        #expect(try choice(.required) == "required")
        #expect(try choice(.tool("weather")) == ["type": "function", "function": ["name": "weather"]])
        #expect(try choice(.auto, tools: []) == nil)
        #expect(throws: ProviderFailure.self) { try choice(.required, tools: []) }
        #expect(throws: ProviderFailure.self) { try choice(.tool("other")) }
    }

    @Test func responseFormats() throws {
        func format(_ format: ResponseFormat, _ dialect: OpenAIDialect = .openAI) throws -> JSONValue? {
            try body(ModelRequest(messages: [.user("Hi")], responseFormat: format), dialect)["response_format"]
        }
        let strict: JSONValue = [
            "type": "object", "properties": ["a": ["type": "string"]], "required": ["a"], "additionalProperties": false,
        ]
        #expect(try format(.text) == nil)
        #expect(try format(.json) == ["type": "json_object"])
        #expect(
            try format(.schema(name: "n", strict))
                == ["type": "json_schema", "json_schema": ["name": "n", "schema": strict, "strict": true]]
        )
        let loose: JSONValue = ["type": "object", "properties": ["a": ["type": "string"]]]
        #expect(
            try format(.schema(name: "n", loose))
                == ["type": "json_schema", "json_schema": ["name": "n", "schema": loose]]
        )
        #expect(throws: ProviderFailure.self) { try format(.schema(name: "n", loose), .deepSeek) }
    }

    @Test(arguments: [
        Message(role: .assistant, content: [.image(.url("https://example.com/a.png"))]),
        Message(role: .user, content: [.toolCall(ToolCall(id: "1", name: "n", arguments: "{}"))]),
        Message(role: .tool, content: [.text("alone")]),
        Message(role: .tool, content: []),
    ])
    func whatCannotBeSaidIsRefused(message: Message) throws {
        let failure = #expect(throws: ProviderFailure.self) { try body(ModelRequest(messages: [message])) }
        #expect(failure?.code == .invalidRequest)
        #expect(failure?.message.contains("alone") == false)
    }
}
