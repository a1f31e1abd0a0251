/// Answers of Anthropic's Messages interface in the form that it documents, with contents of our own.
enum AnthropicFixtures {
    /// The message as it stands when a stream begins.
    private static let start = """
        "id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,\
        "stop_sequence":null
        """

    /// https://platform.claude.com/docs/en/api/messages/create, with the counts of
    /// https://platform.claude.com/docs/en/build-with-claude/prompt-caching.
    static let plain = """
        {"id":"msg_1","type":"message","role":"assistant","model":"the-model-2026","content":[{"type":"thinking",\
        "thinking":"hm","signature":"c2ln"},{"type":"text","text":"Grüezi 🙂"}],"stop_reason":"end_turn",\
        "stop_sequence":null,"stop_details":null,"usage":{"input_tokens":19,"cache_creation_input_tokens":100,\
        "cache_read_input_tokens":1000,"output_tokens":10,"output_tokens_details":{"thinking_tokens":4},\
        "service_tier":"standard"}}
        """

    /// https://platform.claude.com/docs/en/agents-and-tools/tool-use/overview
    static let plainTools = """
        {"id":"msg_2","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"I look."},\
        {"type":\
        "tool_use","id":"toolu_a","name":"weather","input":{"place":"Bern"}},{"type":"tool_use","id":"toolu_b","name":\
        "now","input":{}}],"stop_reason":"tool_use","usage":{"input_tokens":3,"output_tokens":7}}
        """

    /// https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons: nothing but a refusal.
    static let refusal = """
        {"id":"msg_3","type":"message","role":"assistant","model":"m","content":[],"stop_reason":"refusal",\
        "stop_details":{"type":\
        "refusal","category":"cyber","explanation":null},"usage":{"input_tokens":5,"output_tokens":0}}
        """

    /// https://platform.claude.com/docs/en/build-with-claude/streaming: pings, thinking, and counts that grow.
    static let stream = """
        event: message_start
        data: {"type":"message_start","message":{\(start),"usage":{"input_tokens":19,\
        "cache_creation_input_tokens":100,"cache_read_input_tokens":1000,\
        "output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

        event: ping
        data: {"type": "ping"}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2ln"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: content_block_start
        data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Grüe"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"zi 🙂"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":1}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":\
        {"output_tokens":10,"output_tokens_details":{"thinking_tokens":4}}}

        event: message_stop
        data: {"type":"message_stop"}


        """

    /// https://platform.claude.com/docs/en/build-with-claude/streaming#streaming-request-with-tool-use, an event that
    /// nobody knows yet, and a tool of the service's own between the two calls.
    static let streamTools = """
        event: message_start
        data: {"type":"message_start","message":{\(start),"usage":{"input_tokens":3,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"tool_use","id":"toolu_a","name":\
        "weather","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":""}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta",\
        "partial_json":"{\\"place\\":"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"input_json_delta","partial_json":"\\"Bern\\"}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: content_block_start
        data: {"type":"content_block_start","index":1,"content_block":{"type":"server_tool_use","id":"s","name":\
        "web_search","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\\"q\\":1}"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":1}

        event: tomorrow
        data: {"type":"tomorrow","text":"?"}

        event: content_block_start
        data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_b","name":"now",\
        "input":{}}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":2}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":7}}

        event: message_stop
        data: {"type":"message_stop"}


        """

    /// https://platform.claude.com/docs/en/build-with-claude/streaming#error-events
    static let streamError = """
        event: message_start
        data: {"type":"message_start","message":{\(start),"usage":{"input_tokens":3,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":"Hi"}}

        event: error
        data: {"type":"error","error":{"type":"overloaded_error","message":"Too busy"}}


        """

    /// https://platform.claude.com/docs/en/test-and-evaluate/strengthen-guardrails/handle-streaming-refusals
    static let streamRefusal = """
        event: message_start
        data: {"type":"message_start","message":{\(start),"usage":{"input_tokens":5,"output_tokens":1}}}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"refusal","stop_details":{"type":"refusal","category":\
        "bio"}},"usage":{"output_tokens":2}}

        event: message_stop
        data: {"type":"message_stop"}


        """

    /// https://platform.claude.com/docs/en/api/models/list
    static let models = """
        {"data":[{"type":"model","id":"the-model-1","display_name":"The Model","created_at":"2026-01-01T00:00:00Z",\
        "max_input_tokens":200000,"max_tokens":64000,"capabilities":{"image_input":{"supported":true},\
        "structured_outputs":{"supported":true},"thinking":{"supported":false}}},{"type":"model","id":"older"}],\
        "has_more":false,"first_id":"the-model-1","last_id":"older"}
        """

    static let streams = [stream, streamTools, streamError, streamRefusal]
}
