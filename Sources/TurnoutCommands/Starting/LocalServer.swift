import ArgumentParser

/// A server on this machine that `init` can write down.
enum LocalServer: String, ExpressibleByArgument, CaseIterable {
    case ollama, llamacpp

    /// What a person reads in the question.
    var title: String { self == .ollama ? "Ollama" : "llama.cpp" }

    /// The model unless another is named.
    var defaultModel: String { self == .ollama ? "llama3.2" : "gemma-3" }

    /// The provider as YAML, two spaces in.
    func yaml(model: String) -> String {
        switch self {
        case .ollama:
            """
              ollama:
                kind: ollama                          # `ollama serve`, on its usual port
                endpoint: http://127.0.0.1:11434
                models:
                  \(model): {}
            """
        case .llamacpp:
            """
              llamacpp:
                kind: openai_compatible               # `llama-server`, on its usual port
                endpoint: http://127.0.0.1:8080/v1
                models:
                  \(model): {}
            """
        }
    }
}
