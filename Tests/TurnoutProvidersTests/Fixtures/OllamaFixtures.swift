/// Answers of Ollama in the form that it documents, with contents of our own.
enum OllamaFixtures {
    /// https://github.com/ollama/ollama/blob/main/docs/api.md#generate-a-chat-completion
    static let stream = """
        {"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"","thinking":"hm"},\
        "done":false}
        {"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Grüe"},"done":false}
        {"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"zi 🙂"},"done":false}
        {"model":"m","message":{"role":"assistant","content":""},"done_reason":"stop","done":true,\
        "total_duration":4883583458,\
        "prompt_eval_count":26,"eval_count":282}

        """

    /// https://github.com/ollama/ollama/blob/main/docs/api.md#chat-request-with-tools
    static let streamTools = """
        {"model":"m","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"weather",\
        "arguments":{"place":"Bern"}}},{"id":"x","function":{"name":"now","arguments":{}}}]},"done":false}
        {"model":"m","message":{"role":"assistant","content":""},"done_reason":"stop","done":true}

        """

    /// https://github.com/ollama/ollama/blob/main/docs/api.md#request-no-streaming-1
    static let plain = """
        {"model":"m","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Grüezi 🙂"},\
        "done_reason":"length","done":true,"total_duration":5191566416,"load_duration":2154458,"prompt_eval_count":26,\
        "eval_count":298}
        """

    static let streams = [stream, streamTools]
}
