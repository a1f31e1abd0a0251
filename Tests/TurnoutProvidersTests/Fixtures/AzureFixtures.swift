/// Answers of Azure OpenAI in the form that it documents, with contents of our own.
enum AzureFixtures {
    private static let chunk = #""id":"1","object":"chat.completion.chunk","created":1,"model":"m""#
    private static let safe = #"{"hate":{"filtered":false,"severity":"safe"}}"#

    /// https://learn.microsoft.com/azure/ai-services/openai/reference#chat-completions
    static let plain = """
        {"id":"chatcmpl-1","object":"chat.completion","created":1,"model":"the-model-2026",\
        "prompt_filter_results":[{"prompt_index":\
        0,"content_filter_results":\(safe)}],"choices":[{"index":0,"finish_reason":"stop",\
        "message":{"role":"assistant",\
        "content":"Grüezi 🙂"},"content_filter_results":\(safe)}],"usage":{"prompt_tokens":19,"completion_tokens":10,\
        "total_tokens":29,"prompt_tokens_details":{"cached_tokens":8},\
        "completion_tokens_details":{"reasoning_tokens":4}}}
        """

    /// https://learn.microsoft.com/azure/ai-services/openai/how-to/function-calling
    static let plainTools = """
        {"id":"1","object":"chat.completion","created":1,"model":"m",\
        "choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":null,"tool_calls":\
        [{"id":"call_a","type":"function","function":{"name":"weather","arguments":"{\\"place\\":\\"Bern\\"}"}}]},\
        "content_filter_results":{}}]}
        """

    /// https://learn.microsoft.com/azure/ai-services/openai/concepts/content-streaming: the first chunk is about the
    /// prompt, and with the filter beside the stream some chunks are about the text so far.
    static let stream = """
        data: {"id":"","object":"","model":"","choices":[],"created":0,"prompt_filter_results":[{"prompt_index":0,\
        "content_filter_results":\(safe)}]}

        data: {\(chunk),"choices":[{"index":0,"delta":{"role":"assistant","content":""},"finish_reason":null,\
        "content_filter_results":{}}]}

        data: {\(chunk),"choices":[{"index":0,"delta":{"content":"Grüe"},"finish_reason":null,\
        "content_filter_results":{}}]}

        data: {\(chunk),"choices":[{"index":0,"delta":{"content":"zi 🙂"},"finish_reason":null,\
        "content_filter_results":\(safe)}]}

        data: {\(chunk),"choices":[{"index":0,"delta":{},"finish_reason":"stop","content_filter_results":{}}]}

        data: {"id":"","object":"","model":"","created":0,"choices":[{"index":0,"finish_reason":null,\
        "content_filter_results":\(safe),\
        "content_filter_offsets":{"check_offset":0,"start_offset":0,"end_offset":9}}]}

        data: {\(chunk),"choices":[],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29}}

        data: [DONE]


        """

    /// https://learn.microsoft.com/azure/ai-services/openai/how-to/function-calling, streamed.
    static let streamTools = """
        data: {\(chunk),"choices":[],"prompt_filter_results":[]}

        data: {\(chunk),"choices":[{"index":0,"delta":{"role":"assistant","tool_calls":[{"index":0,"id":"call_a",\
        "type":\
        "function","function":{"name":"weather","arguments":""}}]},"finish_reason":null}]}

        data: {\(chunk),"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,\
        "function":{"arguments":"{\\"place\\":"}}]}}]}

        data: {\(chunk),"choices":[{"index":0,"delta":{"tool_calls":[{"index":0,\
        "function":{"arguments":"\\"Bern\\"}"}}]}}]}

        data: {\(chunk),"choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}

        data: [DONE]


        """

    /// https://learn.microsoft.com/azure/ai-services/openai/concepts/content-filter: a prompt that was refused.
    static let filtered = """
        {"error":{"message":"The response was filtered","type":null,"param":"prompt","code":"content_filter","status":\
        400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"violence":{"filtered":true,\
        "severity":"high"}}}}}
        """

    /// https://learn.microsoft.com/azure/ai-services/openai/concepts/content-filter: an answer that was cut off.
    static let streamFiltered = """
        data: {\(chunk),"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":null}]}

        data: {\(chunk),"choices":[{"index":0,"delta":{},"finish_reason":"content_filter"}]}

        data: [DONE]


        """

    /// https://learn.microsoft.com/azure/ai-services/openai/reference#embeddings
    static let embeddings = """
        {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5,-1]}],"model":"the-model","usage":\
        {"prompt_tokens":4,"total_tokens":4}}
        """

    /// https://learn.microsoft.com/rest/api/azureopenai/models/list
    static let models = """
        {"data":[{"status":"succeeded","id":"the-model","object":"model","lifecycle_status":"generally-available",\
        "capabilities":{"fine_tune":false,"inference":true,"completion":false,"chat_completion":true,"embeddings":\
        false}},{"id":"vectors","capabilities":{"embeddings":true}}],"object":"list"}
        """

    static let streams = [stream, streamTools, streamFiltered]
}
