import TurnoutCore

/// Text by which services without codes tell that a request is too long.
private let contextTexts = [
    "maximum context length", "context length", "context window", "available context size", "prompt is too long",
    "input is too long", "too many tokens",
]

extension ErrorTable {
    /// https://platform.openai.com/docs/guides/error-codes.
    static let openAI = ErrorTable(rows: [
        Row(code: .contextLength, codes: ["context_length_exceeded"]),
        Row(
            code: .quotaExceeded,
            codes: [
                "insufficient_quota", "billing_hard_limit_reached", "billing_not_active", "spend_limit_reached",
                "monthly_spend_limit_reached", "project_spend_limit_reached",
            ]
        ),
        Row(code: .rateLimited, codes: ["rate_limit_exceeded", "slow_down", "rate_limit_error"]),
        Row(code: .modelNotFound, codes: ["model_not_found"]),
        Row(code: .contentPolicy, codes: ["content_policy_violation", "content_filter", "moderation_blocked"]),
        Row(
            code: .authentication,
            codes: ["invalid_api_key", "unsupported_country_region_territory", "account_deactivated"]
        ),
        Row(code: .quotaExceeded, status: 429...429, texts: ["exceeded your current quota", "check your plan"]),
        Row(code: .contextLength, status: 400...422, texts: contextTexts),
        // Inside a 200 there is no status; the type is what is left.
        Row(code: .authentication, codes: ["authentication_error", "permission_error"]),
        Row(code: .invalidRequest, codes: ["invalid_request_error"], status: 400...499),
        Row(code: .provider, codes: ["server_error", "internal_server_error", "engine_overloaded_error"]),
    ])

    /// https://openrouter.ai/docs/api-reference/errors: the code is the status, also inside a 200.
    static let openRouter = ErrorTable(
        rows: [
            Row(code: .quotaExceeded, status: 403...403, texts: ["key limit exceeded"]),
            Row(code: .contentPolicy, status: 403...403),
            Row(code: .contextLength, status: 400...400, texts: contextTexts),
        ] + openAI.rows
    )

    /// https://api-docs.deepseek.com/quick_start/error_codes: 402 is an empty balance, 422 a wrong parameter.
    static let deepSeek = ErrorTable(
        rows: [Row(code: .quotaExceeded, texts: ["insufficient balance"])] + openAI.rows
    )

    /// llama.cpp (https://github.com/ggml-org/llama.cpp/tree/master/tools/server) puts the status into `code` and its
    /// word into `type`; vLLM does the same with other words.
    static let openAICompatible = ErrorTable(
        rows: [
            Row(code: .contextLength, codes: ["exceed_context_size_error"]),
            Row(code: .modelNotFound, codes: ["not_found_error", "NotFoundError"]),
            // llama.cpp says so while it loads the model.
            Row(code: .provider, codes: ["unavailable_error"]),
            Row(code: .contextLength, status: 400...422, texts: contextTexts),
            Row(code: .invalidRequest, codes: ["BadRequestError"], status: 400...422),
        ] + openAI.rows
    )
}
