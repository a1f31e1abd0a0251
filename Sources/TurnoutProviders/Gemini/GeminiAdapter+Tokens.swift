public import TurnoutCore
public import TurnoutPolicy

/// Counting, which is free (https://ai.google.dev/api/tokens).
extension GeminiAdapter: TokenCountAdapter {
    public func tokenCountRequests(
        for request: ModelRequest, to target: Target, credential: Secret?
    ) throws(ProviderFailure) -> [WireRequest] {
        var members: [JSONMember] = [JSONMember("model", .string(resource(of: target)))]
        for member in try GeminiBody.json(of: request, for: target).object ?? [] {
            members.add(member.key, member.value)
        }
        return [
            try WireRequest(
                posting: ["generateContentRequest": .object(members)],
                to: "/\(URLText.encoded(resource(of: target), allowing: "/")):countTokens", of: target,
                accept: "application/json", credential: credential.map(header))
        ]
    }

    public func tokenCount(in body: JSONValue) -> Int? { body["totalTokens"]?.int }
}
