/// Lists of models and what services say about themselves, in the form that they document.
enum ServiceFixtures {
    /// https://platform.openai.com/docs/api-reference/models/list
    static let openAI = """
        {"object":"list","data":[{"id":"model-a","object":"model","created":1686935002,"owned_by":"openai"},\
        {"id":"model-b","object":"model","created":1686935002,"owned_by":"system"}]}
        """

    /// https://openrouter.ai/docs/guides/overview/models
    static let openRouter = """
        {"data":[{"id":"maker/large","canonical_slug":"maker/large-1","name":"Large","created":1,"description":"d",\
        "context_length":1000000,"architecture":{"input_modalities":["file","image","text"],"output_modalities":\
        ["text"],"tokenizer":"GPT","instruct_type":null},"pricing":{"prompt":"0.00000015","completion":"0.0000006",\
        "request":"0","image":"0.000217","web_search":"0","internal_reasoning":"0","input_cache_read":"0.000000075"},\
        "top_provider":{"context_length":128000,"max_completion_tokens":16384,"is_moderated":true},\
        "per_request_limits":null,"supported_parameters":["max_tokens","tools","response_format",\
        "structured_outputs","reasoning"]},{"id":"auto","context_length":2000000,"pricing":{"prompt":"-1",\
        "completion":"-1"},"top_provider":{"context_length":null,"max_completion_tokens":null}},{"id":"maker/embed",\
        "context_length":8192,"architecture":{"input_modalities":["text"],"output_modalities":["embeddings"]},\
        "pricing":{"prompt":"0.00000002","completion":"0","request":"0.001"},"supported_parameters":[]}]}
        """

    /// https://openrouter.ai/docs/api/api-reference/api-keys/get-current-key
    static let openRouterKey = #"{"data":{"label":"l","limit":null,"usage":1.5,"is_free_tier":false}}"#

    /// https://github.com/ggml-org/llama.cpp/tree/master/tools/server#get-v1models-openai-compatible-model-info-api
    static let llamaCpp = """
        {"object":"list","data":[{"id":"../models/small.gguf","object":"model","created":1735142223,"owned_by":\
        "llamacpp","meta":{"vocab_type":2,"n_vocab":128256,"n_ctx_train":131072,"n_embd":4096,"n_params":8030261312,\
        "size":4912898304}}]}
        """

    /// https://github.com/ggml-org/llama.cpp/tree/master/tools/server#get-props-get-server-global-properties
    static let llamaProperties = """
        {"default_generation_settings":{"id":0,"n_ctx":1024},"total_slots":1,"model_path":"m.gguf","chat_template":\
        "…","modalities":{"vision":false},"build_info":"b6000-abcdef0"}
        """

    /// https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html
    static let vLLM = """
        {"object":"list","data":[{"id":"org/model","object":"model","created":1,"owned_by":"vllm","root":"org/model",\
        "parent":null,"max_model_len":32768,"permission":[]}]}
        """

    /// https://lmstudio.ai/docs/developer/rest/endpoints
    static let lmStudio = """
        {"object":"list","data":[{"id":"qwen2-vl-7b-instruct","object":"model","type":"vlm","publisher":\
        "mlx-community","arch":"qwen2_vl","compatibility_type":"mlx","quantization":"4bit","state":"not-loaded",\
        "max_context_length":32768}]}
        """

    /// LM Studio's answer to what it does not know, under a status of 200.
    static let lmStudioUnknown = #"{"error":"Unexpected endpoint or method. (GET /api/version)"}"#

    /// https://github.com/ollama/ollama/blob/main/docs/api.md#list-local-models
    static let ollama = """
        {"models":[{"name":"llama3.2:latest","model":"llama3.2:latest","modified_at":"2026-01-01T00:00:00Z",\
        "size":2019393189,"digest":"a80c4f17acd5","details":{"format":"gguf","family":"llama"}},{"name":"qwen3:8b",\
        "modified_at":"2026-01-01T00:00:00Z","size":5225388164,"digest":"500a1f067a9f"}]}
        """

    /// https://github.com/ollama/ollama/blob/main/docs/openai.mdx: the same models in OpenAI's form.
    static let ollamaAsOpenAI =
        #"{"object":"list","data":[{"id":"llama3.2:latest","object":"model","created":1,"owned_by":"library"}]}"#

    /// https://github.com/ollama/ollama/blob/main/docs/api.md#version
    static let ollamaVersion = #"{"version":"0.12.6"}"#
}
