#if Server
import Testing
import Turnout
import TurnoutCore
import TurnoutHTTP
import TurnoutPolicy
import TurnoutProviders

/// What a real model does beside talking: calls to tools, vectors, texts continued, lists, and what it refuses.
@Suite(.enabled(if: RealModel.address != nil), .serialized) struct RealModelOperationTests {
    private func policy() throws -> Policy {
        let abilities = "chat, stream, tools, images, json, schema, completion, embeddings"
        return try Policy(
            yaml: """
                version: 1
                providers:
                  local:
                    kind: openai_compatible
                    endpoint: "\(RealModel.base())/v1"
                    models: {small: {id: gemma3-270m, capabilities: [\(abilities)]}}
                timeouts: {first_token: 60s, idle: 20s}
                routes:
                  - {use: [local/small]}
                """)
    }

    /// Ends as the template's calls begin, which is what makes a model that knows no tools write one; the stop keeps it
    /// from writing more.
    private var toolRequest: ModelRequest {
        var request = ModelRequest("What is the weather in Bern? <tool_call>")
        request.tools = [
            Tool(
                name: "weather", description: "The weather of a place.",
                parameters: [
                    "type": "object", "properties": ["place": ["type": "string"]], "required": ["place"],
                ])
        ]
        request.options = GenerationOptions(maxTokens: 60, temperature: 0, stop: ["</tool_call>"])
        return request
    }

    private func expectCall(_ call: ToolCall?) throws {
        let call = try #require(call)
        #expect(!call.id.isEmpty)
        #expect(call.name == "weather")
        let arguments = try JSONValue(parsing: call.arguments.reveal())
        guard case .string? = arguments["place"] else {
            Issue.record("no place in the arguments")
            return
        }
    }

    @Test(.timeLimit(.minutes(1))) func callsATool() async throws {
        let answer = try await RealModel.routed(policy()) { try await $0.complete(toolRequest) }
        try expectCall(answer.toolCalls.first)
        #expect(answer.toolCalls.count == 1)
        #expect(answer.finishReason == .toolCalls)
        #expect((answer.usage?.completionTokens ?? 0) > 0)
    }

    @Test(.timeLimit(.minutes(1))) func callsAToolPieceByPiece() async throws {
        try await RealModel.routed(policy()) { router in
            let stream = try await router.stream(toolRequest)
            var (call, pieces, end) = (ToolCall(id: "", name: "", arguments: ""), 0, nil as FinishReason?)
            for try await event in stream {
                switch event {
                // Beside other requests the model's numbers differ in the last place, and it may call more than once.
                case .toolCall(let delta) where delta.index == 0:
                    pieces += 1
                    call.id += delta.id ?? ""
                    call.name += delta.name ?? ""
                    call.arguments = PrivateText(call.arguments.reveal() + delta.arguments.reveal())
                case .finished(let reason): end = reason
                default: break
                }
            }
            try expectCall(call)
            #expect(pieces > 1)
            #expect(end == .toolCalls)
        }
    }

    /// The call and its result go back, as the conversation's next turns.
    @Test(.timeLimit(.minutes(1))) func goesOnFromAToolsResult() async throws {
        try await RealModel.routed(policy()) { router in
            var request = toolRequest
            let first = try await router.complete(request)
            let call = try #require(first.toolCalls.first)
            request.messages += [first.message, .tool(callID: call.id, "rain")]
            request.options.maxTokens = 8
            let second = try await router.complete(request)
            #expect((second.usage?.promptTokens ?? 0) > (first.usage?.promptTokens ?? 0))
        }
    }

    @Test(.timeLimit(.minutes(1))) func turnsTextsIntoVectors() async throws {
        let answer = try await RealModel.routed(policy()) {
            try await $0.complete(.embeddings(of: ["A cat sat.", "A cat sat.", "Stocks fell today."]))
        }
        #expect(answer.embeddings.map(\.count) == [640, 640, 640])
        let vectors = answer.embeddings
        func likeness(_ a: [Float], _ b: [Float]) -> Float { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }
        let same = likeness(vectors[0], vectors[1])
        #expect(same > 0.99 && same < 1.01)
        #expect(likeness(vectors[0], vectors[2]) < same)
        #expect((answer.usage?.promptTokens ?? 0) > 0)
    }

    @Test(.timeLimit(.minutes(1))) func continuesAText() async throws {
        try await RealModel.routed(policy()) { router in
            let request = ModelRequest.completion(of: "Once upon a", options: GenerationOptions(maxTokens: 6))
            let whole = try await router.complete(request)
            #expect((1...6).contains(whole.usage?.completionTokens ?? 0))
            var (pieces, end) = (0, nil as FinishReason?)
            for try await event in try await router.stream(request) {
                if case .delta = event { pieces += 1 }
                if case .finished(let reason) = event { end = reason }
            }
            #expect(pieces > 0)
            #expect(end == .length || end == .stop)
        }
    }

    @Test(.timeLimit(.minutes(1))) func followsASchema() async throws {
        let schema: JSONValue = [
            "type": "object", "properties": ["warm": ["type": "boolean"]], "required": ["warm"],
            "additionalProperties": false,
        ]
        var request = ModelRequest("Is it warm?")
        request.responseFormat = .schema(name: "weather", schema)
        // The grammar leaves room for blanks, and this model likes them.
        request.options = GenerationOptions(maxTokens: 200, temperature: 0)
        let answer = try await RealModel.routed(policy()) { try await $0.complete(request) }
        guard case .bool? = try JSONValue(parsing: answer.text)["warm"] else {
            Issue.record("the answer does not follow the schema")
            return
        }
    }

    /// The model cannot see; the server says so, and what it says is passed on.
    @Test(.timeLimit(.minutes(1))) func refusesAnImage() async throws {
        let pixel: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        let request = ModelRequest(messages: [
            Message(role: .user, content: [.text("What is this?"), .image(.bytes(pixel, mediaType: "image/png"))])
        ])
        let error = await #expect(throws: TurnoutError.self) {
            _ = try await RealModel.routed(policy()) { try await $0.complete(request) }
        }
        let last = error?.record.attempts.last
        #expect(last?.code == .provider)
        #expect(last?.failure?.status == 500)
        #expect(last?.message?.contains("image") == true)
    }

    @Test(.timeLimit(.minutes(1))) func listsItsModelsAndIsWell() async throws {
        try await HTTPTransport.run { transport in
            let target = try #require(try policy().targets.first)
            let client = try #require(ProviderRegistry(transport: transport).service(for: target))
            #expect(try await client.models(of: target).map(\.id) == ["gemma3-270m"])
            let origin = ContinuousClock.now
            let health = await client.health(of: target) {
                Instant(nanoseconds: origin.duration(to: .now).nanosecondsSaturating)
            }
            #expect(health.isUp)
            #expect(health.missing(of: ["gemma3-270m"], kind: .openAICompatible).isEmpty)
        }
    }
}
#endif
