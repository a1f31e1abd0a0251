public import TurnoutCore
public import TurnoutPolicy

/// Counting, which is free (https://platform.claude.com/docs/en/api/messages/count_tokens).
extension AnthropicAdapter: TokenCountAdapter {
    public func tokenCountRequests(
        for request: ModelRequest, to target: Target, credential: Secret?
    ) throws(ProviderFailure) -> [WireRequest] {
        let body = try AnthropicBody.json(of: request, for: target, isStreamed: false)
        var members: [JSONMember] = []
        // The call refuses what is about the answer alone.
        for key in ["model", "system", "messages", "tools", "tool_choice", "output_config"] {
            members.add(key, body[key])
        }
        return [
            try WireRequest(
                posting: .object(members), to: path("/messages/count_tokens", of: target), of: target,
                accept: "application/json", credential: credential.map { ("x-api-key", $0) }, headers: [Self.version])
        ]
    }

    public func tokenCount(in body: JSONValue) -> Int? { body["input_tokens"]?.int }
}
