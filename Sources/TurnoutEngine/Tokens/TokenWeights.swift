/// What each ``TokenFeature`` adds to a family's tokens, in thousandths of a token.
enum TokenWeights {
    /// The weights of a family.
    static func weights(of family: TokenFamily) -> [Int] {
        switch family {
        case .o200k: o200k
        case .cl100k: cl100k
        case .claude: claude
        // Both come from one maker and one training of the tokeniser, as Gemma's reports say.
        case .gemini, .gemma: gemma
        case .llama3: llama3
        case .qwen: qwen
        case .mistral: mistral
        case .mistral32k: mistral32k
        case .deepseek: deepseek
        case .unknown: unknown
        }
    }

    /// The estimated tokens of what was counted, rounded.
    static func estimate(_ features: TokenFeatures, of family: TokenFamily) -> Int {
        var sum = 0
        for (count, weight) in zip(features.all, weights(of: family)) { sum &+= count &* weight }
        return (sum &+ 500) / 1000
    }
}
