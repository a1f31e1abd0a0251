#if Server
/// What the services say on the wire: enough of each for a whole answer in pieces, and for what goes wrong in one.
enum WireFormat: String, CaseIterable, Sendable {
    case openAI, anthropic, gemini, ollama

    /// Those that send server-sent events.
    static let events: [WireFormat] = [.openAI, .anthropic, .gemini]

    /// The provider's `kind` in a policy.
    var kind: String {
        switch self {
        case .openAI: "openai_compatible"
        case .anthropic: "anthropic"
        case .gemini: "gemini"
        case .ollama: "ollama"
        }
    }

    /// Whether the policy has to name a credential.
    var needsCredential: Bool { self == .anthropic || self == .gemini }

    private func event(_ data: String, _ name: String? = nil) -> String {
        (name.map { "event: \($0)\n" } ?? "") + "data: \(data)\n\n"
    }

    /// What comes before the first token.
    var opening: String {
        switch self {
        case .openAI: event(#"{"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#)
        case .anthropic:
            event(
                #"{"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","content":[],"#
                    + #""model":"m","usage":{"input_tokens":5,"output_tokens":1}}}"#, "message_start")
                + event(
                    #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"#,
                    "content_block_start")
        case .gemini, .ollama: ""
        }
    }

    /// A piece of text.
    func token(_ text: String) -> String {
        switch self {
        case .openAI: event(#"{"choices":[{"index":0,"delta":{"content":"\#(text)"}}]}"#)
        case .anthropic:
            event(
                #"{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"\#(text)"}}"#,
                "content_block_delta")
        case .gemini:
            event(#"{"candidates":[{"content":{"parts":[{"text":"\#(text)"}],"role":"model"},"index":0}]}"#)
        case .ollama: #"{"model":"m","message":{"role":"assistant","content":"\#(text)"},"done":false}"# + "\n"
        }
    }

    /// The end of a whole answer.
    var ending: String {
        switch self {
        case .openAI:
            event(#"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#)
                + event(#"{"choices":[],"usage":{"prompt_tokens":5,"completion_tokens":3}}"#) + event("[DONE]")
        case .anthropic:
            event(#"{"type":"content_block_stop","index":0}"#, "content_block_stop")
                + event(
                    #"{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}"#,
                    "message_delta") + event(#"{"type":"message_stop"}"#, "message_stop")
        case .gemini:
            event(
                #"{"candidates":[{"content":{"parts":[{"text":""}],"role":"model"},"finishReason":"STOP","index":0}],"#
                    + #""usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":3,"totalTokenCount":8}}"#)
        case .ollama:
            #"{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","#
                + #""prompt_eval_count":5,"eval_count":3}"# + "\n"
        }
    }

    /// A sign of life without content.
    var ping: String {
        switch self {
        case .openAI: ": ping\n\n"
        case .anthropic: event(#"{"type":"ping"}"#, "ping")
        case .gemini: "\n\n"
        case .ollama: #"{"model":"m","message":{"role":"assistant","content":""},"done":false}"# + "\n"
        }
    }

    /// An error in the middle of an answer whose status was 200, and the code that it stands for.
    var error: (frame: String, code: String) {
        switch self {
        case .openAI: (event(#"{"error":{"code":429,"message":"slow down"}}"#), "RATE_LIMITED")
        case .anthropic:
            (
                event(#"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#, "error"),
                "PROVIDER_ERROR"
            )
        case .gemini:
            (
                event(#"{"error":{"code":503,"status":"UNAVAILABLE","message":"The model is overloaded."}}"#),
                "PROVIDER_ERROR"
            )
        case .ollama: (#"{"error":"the model runner has unexpectedly stopped"}"# + "\n", "PROVIDER_ERROR")
        }
    }

    /// The head of an answer in pieces.
    var head: String {
        self == .ollama ? Wire.chunked.replacing("text/event-stream", with: "application/x-ndjson") : Wire.chunked
    }

    /// A whole answer in pieces.
    func answer(_ texts: String...) -> String {
        head + Wire.chunk(opening + texts.map(token).joined() + ending) + Wire.end
    }

    /// A whole answer in one piece.
    func plain(_ text: String) -> String {
        let body =
            switch self {
            case .openAI:
                #"{"choices":[{"index":0,"message":{"role":"assistant","content":"\#(text)"},"finish_reason":"stop"}],"#
                    + #""usage":{"prompt_tokens":5,"completion_tokens":3}}"#
            case .anthropic:
                #"{"id":"m1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"\#(text)"}],"#
                    + #""stop_reason":"end_turn","usage":{"input_tokens":5,"output_tokens":3}}"#
            case .gemini:
                #"{"candidates":[{"content":{"parts":[{"text":"\#(text)"}],"role":"model"},"finishReason":"STOP","index":0}],"#
                    + #""usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":3,"totalTokenCount":8}}"#
            case .ollama:
                #"{"model":"m","message":{"role":"assistant","content":"\#(text)"},"done":true,"done_reason":"stop","#
                    + #""prompt_eval_count":5,"eval_count":3}"#
            }
        return Wire.plain(body)
    }
}
#endif
