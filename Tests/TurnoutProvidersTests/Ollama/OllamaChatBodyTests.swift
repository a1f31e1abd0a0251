import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

@Suite struct OllamaChatBodyTests {
    private func body(_ request: ModelRequest, context: Int? = nil, isStreamed: Bool = true) throws -> JSONValue {
        let target = try Samples.target(.ollama, endpoint: "http://127.0.0.1:11434", context: context)
        let wire = try OllamaAdapter().encode(request, for: target, isStreamed: isStreamed, credential: nil)
        #expect(wire.url == "http://127.0.0.1:11434/api/chat")
        #expect(wire.authorization == nil)
        return try JSONValue(parsing: wire.body)
    }

    @Test func nothingIsTruncatedInSilence() throws {
        #expect(
            try body(ModelRequest("Hi"))
                == [
                    "model": "the-model", "messages": [["role": "user", "content": "Hi"]], "stream": true,
                    "truncate": false, "shift": false,
                ]
        )
        #expect(try body(ModelRequest("Hi"), isStreamed: false)["stream"] == false)
    }

    @Test func everyOption() throws {
        let options = GenerationOptions(
            maxTokens: 9,
            temperature: 0.5,
            topP: 0.25,
            frequencyPenalty: 1,
            presencePenalty: -1,
            stop: ["a"],
            seed: 7
        )
        let json = try body(ModelRequest(messages: [.user("Hi")], options: options), context: 8192)["options"]
        #expect(json?["num_ctx"] == 8192)
        #expect(json?["num_predict"] == 9)
        #expect(json?["temperature"]?.double == 0.5)
        #expect(json?["top_p"]?.double == 0.25)
        #expect(json?["frequency_penalty"]?.double == 1)
        #expect(json?["presence_penalty"]?.double == -1)
        #expect(json?["stop"] == ["a"])
        #expect(json?["seed"] == 7)
    }

    @Test func everyRoleAndPart() throws {
        var messages = Samples.conversation
        messages[1] = Message(
            role: .user,
            content: [
                .text("What is this?"), .image(.bytes([1, 2, 3, 4], mediaType: "image/png")),
                .image(.url("data:image/png;base64,AQID")),
            ]
        )
        #expect(
            try body(ModelRequest(messages: messages))["messages"]
                == [
                    ["role": "system", "content": "Be brief."],
                    ["role": "user", "content": "What is this?", "images": ["AQIDBA==", "AQID"]],
                    [
                        "role": "assistant", "content": "",
                        "tool_calls": [
                            ["id": "c1", "function": ["name": "weather", "arguments": ["place": "Bern"]]]
                        ],
                    ],
                    ["role": "tool", "content": "rain", "tool_name": "weather", "tool_call_id": "c1"],
                    ["role": "assistant", "content": "It rains."],
                ]
        )
    }

    @Test func formatsAndTools() throws {
        let request = ModelRequest(messages: [.user("Hi")], tools: [Samples.tool], responseFormat: .json)
        let json = try body(request)
        #expect(json["format"] == "json")
        #expect(json["tools"]?[0]?["function"]?["name"] == "weather")
        let schema: JSONValue = ["type": "object"]
        #expect(
            try body(ModelRequest(messages: [.user("Hi")], responseFormat: .schema(name: "n", schema)))["format"]
                == schema
        )
        let none = ModelRequest(messages: [.user("Hi")], tools: [Samples.tool], toolChoice: ToolChoice.none)
        #expect(try body(none)["tools"] == nil)
    }

    @Test(arguments: [
        ModelRequest(messages: [Message(role: .user, content: [.image(.url("https://example.com/a.png"))])]),
        ModelRequest(messages: [.user("Hi")], tools: [Samples.tool], toolChoice: .required),
        ModelRequest(messages: [
            Message(role: .assistant, content: [.toolCall(ToolCall(id: "1", name: "n", arguments: "{"))])
        ]),
        ModelRequest(messages: [Message(role: .tool, content: [.text("alone")])]),
        ModelRequest(messages: [Message(role: .user, content: [.text("Hi")], name: "ada")]),
        ModelRequest(messages: [.user("Hi")], tools: [Samples.tool], toolChoice: .tool("weather")),
    ])
    func whatCannotBeSaidIsRefused(request: ModelRequest) throws {
        let failure = #expect(throws: ProviderFailure.self) { try body(request) }
        #expect(failure?.code == .invalidRequest)
    }
}
