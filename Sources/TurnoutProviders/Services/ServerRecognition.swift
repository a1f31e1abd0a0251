import TurnoutCore
import TurnoutPolicy

/// Tells by its answers which program listens at a port. The port alone says little: 8000 and 8080 are everybody's.
struct ServerRecognition {
    /// What is asked; every question is free and changes nothing.
    enum Question: String, CaseIterable, Sendable {
        /// OpenAI's list of models: all of the programs have it, and some write their name into it.
        case models = "/v1/models"
        /// LM Studio's own list (https://lmstudio.ai/docs/developer/rest/endpoints).
        case studioModels = "/api/v0/models"
        /// https://github.com/ollama/ollama/blob/main/docs/api.md#version
        case ollamaVersion = "/api/version"
        /// https://github.com/ollama/ollama/blob/main/docs/api.md#list-local-models
        case ollamaModels = "/api/tags"
        /// https://github.com/ggml-org/llama.cpp/tree/master/tools/server#get-props-get-server-global-properties
        case llamaProperties = "/props"
        /// https://docs.vllm.ai/en/latest/serving/openai_compatible_server.html
        case vLLMVersion = "/version"
    }

    /// An answer: its status, and its body where that is JSON.
    struct Answer: Sendable {
        var status: Int
        var json: JSONValue?
    }

    /// What came back; questions without any answer are not there.
    var answers: [Question: Answer] = [:]

    /// The server at an address without a path; `nil` when nothing speaks like one.
    func server(at address: Endpoint) -> DiscoveredServer? {
        guard let program else { return nil }
        var endpoint = address
        if program != .ollama { endpoint.path = "/v1" }
        return DiscoveredServer(
            program: program, version: version(of: program), endpoint: endpoint, models: models(of: program),
            needsCredential: [401, 403].contains(answers[.models]?.status))
    }

    private func json(_ question: Question) -> JSONValue? {
        guard let answer = answers[question], (200...299).contains(answer.status) else { return nil }
        return answer.json
    }

    private var program: DiscoveredServer.Program? {
        let list = json(.models)?["data"]?.array
        switch list?.first?["owned_by"]?.string {
        case "llamacpp"?: return .llamaCpp
        case "vllm"?: return .vLLM
        default: break
        }
        // LM Studio answers questions that it does not know with a status of success.
        let studio = json(.studioModels)?["data"]?.array
        if let studio, studio.allSatisfy({ $0["state"] != nil }), !studio.isEmpty || list != nil { return .lmStudio }
        if json(.ollamaVersion)?["version"]?.string != nil, json(.ollamaModels)?["models"]?.array != nil {
            return .ollama
        }
        let properties = json(.llamaProperties)
        if properties?["default_generation_settings"] != nil || properties?["total_slots"] != nil { return .llamaCpp }
        let isOpenAILike = list != nil || [401, 403].contains(answers[.models]?.status)
        guard isOpenAILike else { return nil }
        return json(.vLLMVersion)?["version"]?.string != nil ? .vLLM : list != nil ? .unknown : nil
    }

    private func version(of program: DiscoveredServer.Program) -> String? {
        let text: String? =
            switch program {
            case .ollama: json(.ollamaVersion)?["version"]?.string
            case .llamaCpp: json(.llamaProperties)?["build_info"]?.string
            case .vLLM: json(.vLLMVersion)?["version"]?.string
            case .lmStudio, .unknown: nil
            }
        return text.flatMap(WireError.identifier)
    }

    private func models(of program: DiscoveredServer.Program) -> [ListedModel] {
        switch program {
        case .ollama:
            let list = json(.ollamaModels).map { $0.bytes() } ?? []
            return (try? OllamaAdapter().models(in: list)) ?? []
        case .lmStudio: return (json(.studioModels)?["data"]?.array ?? []).compactMap(OpenAIModels.model)
        case .llamaCpp, .vLLM, .unknown: return (json(.models)?["data"]?.array ?? []).compactMap(OpenAIModels.model)
        }
    }
}
