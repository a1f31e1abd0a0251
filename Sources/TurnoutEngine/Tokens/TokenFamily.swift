public import TurnoutPolicy

/// Models that cut text into tokens alike, as far as that is known.
public enum TokenFamily: String, Sendable, CaseIterable {
    /// OpenAI's models since GPT-4o.
    case o200k
    /// OpenAI's GPT-4, GPT-3.5 and embeddings.
    case cl100k
    /// Anthropic's models.
    case claude
    /// Google's Gemini.
    case gemini
    /// Google's Gemma.
    case gemma
    /// Meta's models since Llama 3.
    case llama3
    /// Alibaba's Qwen.
    case qwen
    /// Mistral's models since Nemo.
    case mistral
    /// Mistral's models before that, and others with a vocabulary of 32,000 pieces, such as Llama 2.
    case mistral32k = "mistral-32k"
    /// DeepSeek's models.
    case deepseek
    /// Any other.
    case unknown

    /// Where a family's weights come from.
    public enum Basis: Hashable, Sendable {
        /// They were fitted to the counts of the family's own vocabulary.
        case ownVocabulary
        /// They are another family's, since this one's vocabulary, or that of its newer models, is not public.
        case relative(TokenFamily)
        /// They were fitted to the mean of all families.
        case meanOfAll
    }

    /// Where the family's weights come from.
    public var basis: Basis {
        switch self {
        // The vocabulary of Claude 2 is public, those of later models are not.
        case .claude: .relative(.claude)
        case .gemini: .relative(.gemma)
        case .unknown: .meanOfAll
        case .o200k, .cl100k, .gemma, .llama3, .qwen, .mistral, .mistral32k, .deepseek: .ownVocabulary
        }
    }

    /// How far the truth may lie from the estimate, in percent of it, for all but about one text in twenty.
    ///
    /// Measured by `make eval-tokens` where the vocabulary is known, and otherwise set with room to spare.
    public var margin: Int {
        switch self {
        case .o200k, .gemma, .mistral, .mistral32k: 20
        case .cl100k, .llama3, .qwen, .deepseek: 25
        case .gemini: 30
        case .claude: 40
        case .unknown: 50
        }
    }

    /// The family of a target's model.
    public init(of target: Target) { self.init(kind: target.kind, modelID: target.modelID) }

    /// The family of a model, by the service and the model's name there.
    ///
    /// - Parameter kind: the service; `nil` when only the name is known.
    public init(kind: ProviderKind?, modelID: String) {
        // `meta-llama/llama-3.1-8b`, `openai/gpt-4o`: the maker in front says no more than the name.
        let name = modelID.lowercased()
        if let family = Self.names.first(where: { name.holdsWord($0.word) })?.family {
            self = family
            return
        }
        switch kind {
        case .openai, .azure: self = .o200k
        case .anthropic: self = .claude
        case .gemini: self = .gemini
        case .deepseek: self = .deepseek
        case .openrouter, .ollama, .openAICompatible, .custom, nil: self = .unknown
        }
    }

    /// Starts of words in models' names, the more special ones first: a model that learned from another bears both
    /// names, and `deepseek-r1-distill-llama` cuts as Llama does.
    private static let names: [(word: String, family: TokenFamily)] = [
        ("distill-llama", .llama3), ("distill-qwen", .qwen),
        ("gpt-4o", .o200k), ("chatgpt-4o", .o200k), ("gpt-4.1", .o200k), ("gpt-4.5", .o200k), ("gpt-oss", .o200k),
        ("gpt-35", .cl100k), ("gpt-3.5", .cl100k), ("gpt-4", .cl100k), ("text-embedding", .cl100k),
        ("gpt-", .o200k), ("o1", .o200k), ("o3", .o200k), ("o4", .o200k), ("codex", .o200k),
        ("claude", .claude), ("gemini", .gemini), ("gemma", .gemma), ("codegemma", .gemma),
        ("llama-2", .mistral32k), ("llama2", .mistral32k), ("codellama", .mistral32k), ("tinyllama", .mistral32k),
        ("vicuna", .mistral32k), ("mistral-7b", .mistral32k), ("mistral:7b", .mistral32k), ("mixtral", .mistral32k),
        ("open-mistral-7b", .mistral32k), ("deepseek", .deepseek), ("qwen", .qwen), ("qwq", .qwen), ("codeqwen", .qwen),
        ("hermes-3", .llama3), ("llama", .llama3),
        ("mistral", .mistral), ("ministral", .mistral), ("magistral", .mistral), ("devstral", .mistral),
        ("codestral", .mistral), ("pixtral", .mistral), ("voxtral", .mistral),
    ]
}

extension String {
    /// Whether a word stands at the start of the name, or behind something that is neither letter nor digit.
    fileprivate func holdsWord(_ word: String) -> Bool {
        let (name, word) = (Array(utf8), Array(word.utf8))
        guard name.count >= word.count else { return false }
        return (0...(name.count - word.count)).contains { start in
            guard name[start..<(start + word.count)].elementsEqual(word) else { return false }
            guard start > 0 else { return true }
            let before = name[start - 1]
            return !(0x61...0x7A).contains(before) && !(0x30...0x39).contains(before)
        }
    }
}
