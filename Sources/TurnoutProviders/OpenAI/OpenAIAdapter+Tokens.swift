public import TurnoutCore
public import TurnoutPolicy

/// Counting by servers of one's own: llama.cpp takes the body of a chat
/// (https://github.com/ggml-org/llama.cpp/tree/master/tools/server), vLLM has a call beside its `/v1`
/// (https://docs.vllm.ai/en/latest/serving/online_serving/openai_compatible_server/).
extension OpenAIAdapter: TokenCountAdapter {
    public func tokenCountRequests(
        for request: ModelRequest, to target: Target, credential: Secret?
    ) throws(ProviderFailure) -> [WireRequest] {
        // OpenAI counts for another interface of its own only; the others have no such call.
        guard dialect.kind == .openAICompatible else { return [] }
        let chat = try OpenAIChatBody.json(of: request, for: target, dialect, isStreamed: false)
        var members: [JSONMember] = [JSONMember("add_generation_prompt", true)]
        for key in ["model", "messages", "tools"] { members.add(key, chat[key]) }
        var root = target
        if root.endpoint?.path.hasSuffix("/v1") == true { root.endpoint?.path.removeLast(3) }
        return [
            try WireRequest(
                posting: chat, to: "/chat/completions/input_tokens", of: target, accept: "application/json",
                bearer: credential),
            try WireRequest(
                posting: .object(members), to: "/tokenize", of: root, accept: "application/json", bearer: credential),
        ]
    }

    public func tokenCount(in body: JSONValue) -> Int? { body["input_tokens"]?.int ?? body["count"]?.int }
}
