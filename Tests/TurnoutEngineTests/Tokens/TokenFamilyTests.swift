import Testing
import TurnoutEngine
import TurnoutPolicy

@Suite struct TokenFamilyTests {
    @Test(arguments: [
        (ProviderKind.openai, "gpt-4o-mini", TokenFamily.o200k), (.openai, "gpt-4.1-nano", .o200k),
        (.openai, "gpt-5.2", .o200k), (.openai, "o3-mini", .o200k), (.openai, "gpt-4-turbo", .cl100k),
        (.openai, "gpt-3.5-turbo", .cl100k), (.openai, "text-embedding-3-small", .cl100k),
        (.azure, "my-deployment", .o200k), (.azure, "gpt-35-turbo", .cl100k),
        (.anthropic, "claude-sonnet-4-5", .claude), (.openrouter, "anthropic/claude-opus-4", .claude),
        (.gemini, "gemini-2.5-flash", .gemini), (.gemini, "gemma-3-27b-it", .gemma),
        (.ollama, "llama3.2", .llama3), (.ollama, "llama2:13b", .mistral32k), (.ollama, "tinyllama", .mistral32k),
        (.openrouter, "meta-llama/llama-3.1-8b-instruct", .llama3), (.ollama, "qwen2.5-coder:7b", .qwen),
        (.ollama, "deepseek-r1:8b", .deepseek), (.ollama, "deepseek-r1-distill-llama-70b", .llama3),
        (.deepseek, "deepseek-chat", .deepseek), (.deepseek, "whatever", .deepseek),
        (.openAICompatible, "gemma3-270m", .gemma), (.ollama, "mistral-nemo", .mistral),
        (.ollama, "mixtral:8x7b", .mistral32k), (.openAICompatible, "my-own", .unknown), (.custom, "", .unknown),
        (.openAICompatible, "turbo1", .unknown), (.openAICompatible, "GPT-4O", .o200k),
    ])
    func ofModels(_ kind: ProviderKind, _ name: String, _ family: TokenFamily) {
        #expect(TokenFamily(kind: kind, modelID: name) == family)
    }
}
