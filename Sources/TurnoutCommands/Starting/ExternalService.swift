import ArgumentParser

/// A service outside that `init` can write down.
enum ExternalService: String, ExpressibleByArgument, CaseIterable {
    case openai, anthropic, gemini, openrouter, deepseek, none

    /// The model unless another is named.
    var defaultModel: String {
        switch self {
        case .openai: "gpt-4o-mini"
        case .anthropic: "claude-sonnet-4-6"
        case .gemini: "gemini-2.5-flash"
        case .openrouter: "meta-llama/llama-3.3-70b-instruct"
        case .deepseek: "deepseek-v4-flash"
        case .none: ""
        }
    }

    /// The environment variable that its key is expected in.
    var variable: String { rawValue.uppercased() + "_API_KEY" }

    /// The provider as YAML, two spaces in.
    func yaml(model: String) -> String {
        """
          \(rawValue):
            kind: \(rawValue)
            credentials: {env: \(variable)}    # the name of a variable, never the key itself
            models:
              \(model): {}
        """
    }
}
