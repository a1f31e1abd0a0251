public import TurnoutCore
public import TurnoutPolicy

/// The interface of OpenAI (https://platform.openai.com/docs/api-reference), and of those who took it over: chat,
/// completion and embeddings.
public struct OpenAIAdapter: WireAdapter {
    /// The service that is spoken to.
    public let dialect: OpenAIDialect

    /// Creates an adapter for a service.
    public init(_ dialect: OpenAIDialect) { self.dialect = dialect }

    public func encode(
        _ request: ModelRequest,
        for target: Target,
        isStreamed: Bool,
        credential: Secret?
    ) throws(ProviderFailure) -> WireRequest {
        let (path, body) = try OpenAIBody.make(of: request, for: target, dialect, isStreamed: isStreamed)
        // Vectors come at once, however they are asked for.
        let isStreamed = isStreamed && request.operation.isStreamable
        var headers = organization(of: target)
        if isStreamed, dialect.kind == .openAICompatible, target.endpoint?.scheme == .http {
            // llama.cpp's server closes the connection behind each stream without saying so beforehand. A pool that
            // took it back would now and then send the next request into the closing. Close to home a new one is cheap.
            headers.append(WireHeader("connection", "close"))
        }
        return try WireRequest(
            posting: body,
            to: path,
            of: request.operation == .completion ? dialect.completionTarget(target) : target,
            accept: isStreamed ? "text/event-stream" : "application/json",
            bearer: credential,
            headers: headers
        )
    }

    /// The header that says who is billed.
    func organization(of target: Target) -> [WireHeader] {
        guard dialect.kind == .openai, let organization = target.organization else { return [] }
        return [WireHeader("openai-organization", organization)]
    }

    public func makeDecoder(
        for head: WireResponseHead, of operation: Operation, isStreamed: Bool
    ) -> any AnswerDecoder {
        OpenAIBody.makeDecoder(for: head, of: operation, isStreamed: isStreamed, errors: dialect.errors)
    }

    public func failure(head: WireResponseHead, body: [UInt8]) -> ProviderFailure {
        dialect.errors.failure(status: head.status, error: WireError(body: body), head: head)
    }
}

extension OpenAIDialect {
    /// Where a text is continued: DeepSeek has this in its trial interface only, beside the usual one
    /// (https://api-docs.deepseek.com/api/create-completion).
    fileprivate func completionTarget(_ target: Target) throws(ProviderFailure) -> Target {
        guard kind == .deepseek else { return target }
        let base = try target.address(of: "")
        guard var endpoint = try? Endpoint(parsing: base) else {
            throw ProviderFailure(.invalidRequest, "the endpoint of `\(target.name)` cannot be read")
        }
        if endpoint.path.hasSuffix("/v1") { endpoint.path.removeLast(3) }
        if !endpoint.path.hasSuffix("/beta") { endpoint.path += "/beta" }
        var target = target
        target.endpoint = endpoint
        return target
    }
}
