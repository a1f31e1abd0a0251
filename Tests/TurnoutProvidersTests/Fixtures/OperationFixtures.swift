/// Answers to completions and embeddings in the form that the services document, with contents of our own.
enum OperationFixtures {
    /// https://platform.openai.com/docs/api-reference/completions/object
    static let completion = """
        {"id":"cmpl-1","object":"text_completion","created":1,"model":"m","system_fingerprint":"fp","choices":[{"text":\
        " upon a time 🙂","index":0,"logprobs":null,"finish_reason":"length"}],"usage":{"prompt_tokens":5,\
        "completion_tokens":7,"total_tokens":12}}
        """

    /// https://platform.openai.com/docs/api-reference/completions/create, streamed with `include_usage`.
    static let completionStream = """
        data: {"id":"cmpl-1","object":"text_completion","created":1,"choices":[{"text":" upon","index":0,"logprobs":\
        null,"finish_reason":null}],"model":"m","usage":null}

        data: {"id":"cmpl-1","object":"text_completion","created":1,"choices":[{"text":" a time 🙂","index":0,\
        "logprobs":null,"finish_reason":null}],"model":"m","usage":null}

        data: {"id":"cmpl-1","object":"text_completion","created":1,"model":"m","choices":[{"text":"","index":0,\
        "logprobs":null,"finish_reason":"stop"}],"usage":null}

        data: {"id":"cmpl-1","object":"text_completion","created":1,"model":"m","choices":[],\
        "usage":{"prompt_tokens":5,"completion_tokens":7,"total_tokens":12}}

        data: [DONE]


        """

    /// https://api-docs.deepseek.com/api/create-completion
    static let deepSeekCompletion = """
        {"id":"1","choices":[{"finish_reason":"stop","index":0,"logprobs":{"text_offset":[0],"token_logprobs":[0],\
        "tokens":["a"],"top_logprobs":[{}]},"text":"return 1"}],"created":0,"model":"m","object":"text_completion",\
        "usage":{"completion_tokens":2,"prompt_tokens":4,"prompt_cache_hit_tokens":3,"prompt_cache_miss_tokens":1,\
        "total_tokens":6}}
        """

    /// https://platform.openai.com/docs/api-reference/embeddings/create; the vectors may come in any order.
    static let embeddings = """
        {"object":"list","data":[{"object":"embedding","embedding":[0.5,-0.25,1e-2],"index":1},{"object":"embedding",\
        "embedding":[1,0,-0.0023064255],"index":0}],"model":"text-embedding-3-small","usage":{"prompt_tokens":8,\
        "total_tokens":8}}
        """

    /// https://github.com/ollama/ollama/blob/main/docs/api.md#generate-request-streaming
    static let generateStream = """
        {"model":"m","created_at":"2026-01-01T00:00:00Z","response":" upon","done":false}
        {"model":"m","created_at":"2026-01-01T00:00:00Z","response":" a time 🙂","done":false}
        {"model":"m","created_at":"2026-01-01T00:00:00Z","response":"","done":true,"done_reason":"length",\
        "total_duration":10706818083,"prompt_eval_count":26,"eval_count":259}

        """

    /// https://github.com/ollama/ollama/blob/main/docs/api.md#request-no-streaming
    static let generate = """
        {"model":"m","created_at":"2026-01-01T00:00:00Z","response":" upon a time","done":true,"done_reason":"stop",\
        "context":[1,2,3],\
        "total_duration":5043500667,"prompt_eval_count":26,"eval_count":290}
        """

    /// https://github.com/ollama/ollama/blob/main/docs/api.md#generate-embeddings
    static let embed = """
        {"model":"all-minilm","embeddings":[[0.010071029,-0.0017594862],[-0.0098027075,0.06042469]],\
        "total_duration":14143917,"load_duration":1019500,"prompt_eval_count":8}
        """
}
