import TurnoutCore

extension ErrorTable {
    /// https://platform.claude.com/docs/en/api/errors and, for what may be spent,
    /// https://platform.claude.com/docs/en/api/rate-limits.
    static let anthropic = ErrorTable(rows: [
        // The cap of a month comes as a limit of requests with this in its details.
        Row(code: .quotaExceeded, codes: ["enforced_spend_limit_reached", "billing_error"]),
        Row(
            code: .quotaExceeded,
            status: 400...429,
            texts: ["api usage limits", "credit balance is too low", "spend limit", "out of extra usage"]
        ),
        Row(
            code: .contextLength,
            status: 400...400,
            texts: ["prompt is too long", "exceed context limit", "context window"]
        ),
        Row(code: .authentication, codes: ["authentication_error", "permission_error"]),
        Row(code: .modelNotFound, codes: ["not_found_error"]),
        Row(code: .rateLimited, codes: ["rate_limit_error"]),
        Row(code: .timeout, codes: ["timeout_error"]),
        // Too many bytes, not too many tokens.
        Row(code: .invalidRequest, codes: ["request_too_large"]),
        Row(code: .provider, codes: ["overloaded_error", "api_error", "conflict_error"]),
    ])
}

extension WireError {
    /// The status that goes with a type, for errors that come in a stream under a status of 200.
    private static let anthropicStatuses = [
        "invalid_request_error": 400, "authentication_error": 401, "billing_error": 402, "permission_error": 403,
        "not_found_error": 404, "conflict_error": 409, "request_too_large": 413, "rate_limit_error": 429,
        "api_error": 500, "timeout_error": 504, "overloaded_error": 529,
    ]

    /// Reads `{"type":"error","error":{"type":…,"message":…,"details":{"error_code":…}}}`; `nil` when it is none.
    init?(anthropic json: JSONValue) {
        self.init(json: json)
        if let detail = json["error"]?["details"]?["error_code"]?.string { code = Self.identifier(detail) ?? code }
        if status == nil, let type { status = Self.anthropicStatuses[type] }
    }
}
