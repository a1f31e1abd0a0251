/// Answers in the form that the services document, with contents of our own.
enum OpenAIFixtures {
    /// What every piece of an answer begins with.
    private static let answer = #""id":"1","object":"chat.completion","created":1,"model":"m""#
    private static let chunk = #""id":"1","object":"chat.completion.chunk","created":1,"model":"m""#
    private static let router = #""id":"gen-1","object":"chat.completion.chunk","created":1,"model":"m""#

    /// https://platform.openai.com/docs/api-reference/chat/object
    static let plain = """
        {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"the-model-2026","choices":[{"index":0,\
        "message":{"role":"assistant","content":"Grüezi 🙂","refusal":null,"annotations":[]},"logprobs":null,\
        "finish_reason":"stop"}],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,\
        "prompt_tokens_details":{"cached_tokens":8,"audio_tokens":0},"completion_tokens_details":\
        {"reasoning_tokens":4}},"service_tier":"default"}
        """

    /// https://platform.openai.com/docs/guides/function-calling
    static let plainTools = """
        {\(answer),"choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[{"id":"call_a",\
        "type":"function","function":{"name":"weather","arguments":"{\\"place\\":\\"Bern\\"}"}},{"id":"call_b",\
        "type":"function","function":{"name":"now","arguments":""}}]},"finish_reason":"tool_calls"}]}
        """

    /// https://platform.openai.com/docs/api-reference/chat-streaming, with `stream_options.include_usage`.
    static let stream = """
        data: {\(chunk),"choices":[{"index":0,"delta":{"role":"assistant","content":null,"refusal":null},\
        "finish_reason":null}],"usage":null}

        data: {\(chunk),"choices":[{"index":0,"delta":{"content":"Grüe"},"finish_reason":null}],"usage":null}

        data: {\(chunk),"choices":[{"index":0,"delta":{"content":"zi 🙂"},"finish_reason":null}],"usage":null}

        data: {\(chunk),"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}

        data: {\(chunk),"choices":[],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,\
        "prompt_tokens_details":{"cached_tokens":8},"completion_tokens_details":{"reasoning_tokens":4}}}

        data: [DONE]


        """

    /// https://platform.openai.com/docs/guides/function-calling#streaming
    static let streamTools = """
        data: {\(chunk),"choices":[{"index":0,"delta":{"role":"assistant","content":null},"finish_reason":null}]}

        data: {\(chunk),"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"call_a","type":"function",\
        "function":\
        {"name":"weather","arguments":""}}]},"finish_reason":null}]}

        data: {\(chunk),"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,\
        "function":{"arguments":"{\\"place\\":"}}]},\
        "finish_reason":null}]}

        data: {\(chunk),"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,\
        "function":{"arguments":"\\"Bern\\"}"}}]},\
        "finish_reason":null}]}

        data: {\(chunk),"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

        data: [DONE]


        """

    /// https://openrouter.ai/docs/api-reference/streaming: comments while the model is awaited, thinking apart.
    static let openRouterStream = """
        : OPENROUTER PROCESSING

        : OPENROUTER PROCESSING

        data: {\(router),"provider":"P","choices":[{"index":0,"delta":{"role":"assistant","content":"",\
        "reasoning":"hm"},"finish_reason":null,"native_finish_reason":null}]}

        data: {\(router),"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}

        data: {\(router),"choices":[{"index":0,"delta":{"content":""},"finish_reason":null}],"usage":\
        {"prompt_tokens":3,"completion_tokens":2,"total_tokens":5,"cost":0.001}}

        data: [DONE]


        """

    /// https://openrouter.ai/docs/api-reference/errors: an error in the middle of a stream.
    static let openRouterStreamError = """
        data: {\(router),"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}

        data: {\(router),"error":{"code":429,"message":"Rate limited upstream","metadata":{"provider_name":"P"}},\
        "choices":[{"index":0,"delta":{"content":""},"finish_reason":"error"}]}


        """

    /// https://api-docs.deepseek.com/api/create-chat-completion: its cache is counted beside the prompt.
    static let deepSeekPlain = """
        {\(answer),"choices":[{"index":0,"message":{"role":"assistant","reasoning_content":"hm","content":"Hi"},\
        "finish_reason":"stop"}],"usage":{"prompt_tokens":16,"completion_tokens":10,"total_tokens":26,\
        "prompt_cache_hit_tokens":12,\
        "prompt_cache_miss_tokens":4,"completion_tokens_details":{"reasoning_tokens":7}}}
        """

    /// Azure begins with a chunk about the prompt: no choices
    /// (https://learn.microsoft.com/azure/ai-services/openai/how-to/content-streaming).
    static let leadingEmptyChoices = """
        data: {"choices":[],"created":0,"prompt_filter_results":[{"prompt_index":0}]}

        data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}

        data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

        data: [DONE]


        """

    /// What compatible servers get up to: no space, CRLF, no index and no identifier, no finish reason, arguments as
    /// an object.
    static let sloppyStream =
        "data:{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null}}]}\r\n\r\n"
        + "data:{\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"weather\","
        + "\"arguments\":\"{\\\"pl\"}}]}}]}\r\n\r\n"
        + "data:{\"choices\":[{\"delta\":{\"tool_calls\":[{\"function\":{\"arguments\":\"ace\\\":1}\"}}]}}]}\r\n\r\n"
        + "data:{\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"b\",\"function\":{\"name\":\"now\","
        + "\"arguments\":{\"x\":1}}}]}}]}\r\n\r\n"
        + "data:[DONE]\r\n\r\n"

    static let streams = [
        stream, streamTools, openRouterStream, openRouterStreamError, leadingEmptyChoices, sloppyStream,
    ]
}
