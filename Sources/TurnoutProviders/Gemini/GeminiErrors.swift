import TurnoutCore

/// An error of a Google interface, with what its details tell (https://cloud.google.com/apis/design/errors):
/// `{"error":{"code":429,"message":…,"status":"RESOURCE_EXHAUSTED","details":[…]}}`, at times in an array of one.
struct GeminiError {
    private var error: WireError?
    /// Whether a quota of a day is used up, or was never there, so that waiting a minute is of no use.
    private var isUsedUp = false
    private var wait: Duration?

    /// Reads the error out of a response's body; a body that tells nothing leaves all to the status.
    init(body: [UInt8]) {
        if let json = try? JSONValue(parsing: body), let read = GeminiError(json: json) { self = read }
    }

    /// Reads the error out of JSON; `nil` when there is none.
    init?(json: JSONValue) {
        guard var error = WireError(json: json) else { return nil }
        let object = (json[0] ?? json)["error"]
        error.type = object?["status"]?.string.flatMap(WireError.identifier) ?? error.type
        error.code = error.type ?? error.code
        for detail in object?["details"]?.array ?? [] {
            if let reason = detail["reason"]?.string.flatMap(WireError.identifier) { error.code = reason }
            for violation in detail["violations"]?.array ?? [] where Self.isUsedUp(violation) { isUsedUp = true }
            if let delay = detail["retryDelay"]?.string { wait = RetryAfter.goDuration(delay) ?? wait }
        }
        isUsedUp = isUsedUp || Self.namesNoLimit(error.message)
        self.error = error
    }

    private static func isUsedUp(_ violation: JSONValue) -> Bool {
        let value = violation["quotaValue"]
        return violation["quotaId"]?.string?.contains("PerDay") == true || value?.string == "0" || value == 0
    }

    /// Whether a message names a limit of 0: the account has no such quota at all.
    private static func namesNoLimit(_ message: String) -> Bool {
        message.split(separator: "limit: 0", omittingEmptySubsequences: false).dropFirst().contains { rest in
            rest.first.map { !$0.isNumber && $0 != "." } ?? true
        }
    }

    /// The translation of the error.
    ///
    /// - Parameter status: the status of the response; `nil` to take the one that the error names.
    func failure(status: Int?, head: WireResponseHead) -> ProviderFailure {
        let table = isUsedUp ? ErrorTable.geminiUsedUp : .gemini
        var failure = table.failure(status: status ?? error?.status, error: error, head: head)
        // The delay is that of a minute's quota, also when it is the day's that is used up.
        if failure.code != .quotaExceeded { failure.retryAfter = failure.retryAfter ?? wait }
        return failure
    }
}

extension ErrorTable {
    /// https://ai.google.dev/gemini-api/docs/troubleshooting.
    static let gemini = ErrorTable(rows: [
        Row(
            code: .contextLength,
            status: 400...400,
            texts: ["exceeds the maximum number of tokens", "input token count"]
        ),
        // A wrong key comes under 400, and so does a country without a free tier.
        Row(
            code: .authentication,
            codes: [
                "API_KEY_INVALID", "API_KEY_EXPIRED", "FAILED_PRECONDITION", "UNAUTHENTICATED", "PERMISSION_DENIED",
            ]
        ),
        Row(code: .authentication, status: 400...400, texts: ["api key not valid", "api key expired"]),
        Row(
            code: .quotaExceeded,
            status: 429...429,
            texts: ["credits are depleted", "spending cap", "spend cap", "spending limit"]
        ),
        Row(code: .rateLimited, codes: ["RESOURCE_EXHAUSTED"]),
        Row(code: .modelNotFound, codes: ["NOT_FOUND"]),
        Row(code: .timeout, codes: ["DEADLINE_EXCEEDED"]),
        Row(code: .provider, codes: ["INTERNAL", "UNAVAILABLE", "ABORTED", "CANCELLED"]),
        Row(code: .invalidRequest, codes: ["INVALID_ARGUMENT", "OUT_OF_RANGE"]),
    ])

    /// The same, for an error whose details say that the quota is used up.
    static let geminiUsedUp = ErrorTable(rows: [Row(code: .quotaExceeded, status: 429...429)] + gemini.rows)
}
