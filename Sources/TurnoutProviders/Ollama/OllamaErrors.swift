import TurnoutCore

extension ErrorTable {
    /// Ollama answers `{"error": "text"}` with a status
    /// (https://github.com/ollama/ollama/blob/main/docs/api.md); the text tells some of them apart.
    static let ollama = ErrorTable(rows: [
        Row(
            code: .contextLength,
            status: 400...500,
            texts: ["context length", "context window", "context size", "prompt too long", "prompt is too long"]
        ),
        // A queue that is full: the service is well and asks to come back later.
        Row(code: .rateLimited, status: 503...503, texts: ["server busy", "maximum pending requests"]),
        Row(code: .modelNotFound, status: 400...404, texts: ["try pulling it first", "model not found"]),
        // In the middle of a stream there is no status.
        Row(code: .provider, texts: ["runner", "out of memory", "cuda error", "unexpectedly stopped"]),
        Row(code: .rateLimited, texts: ["server busy", "too many requests"]),
    ])
}
