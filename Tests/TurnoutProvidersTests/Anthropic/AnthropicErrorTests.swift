import Testing
import TurnoutCore
import TurnoutProviders

/// The column Anthropic of the error mapping (https://platform.claude.com/docs/en/api/errors).
@Suite struct AnthropicErrorTests {
    private static func error(_ type: String, _ message: String = "m", detail: String? = nil) -> String {
        let details = detail.map { #","details":{"error_code":"\#($0)"}"# } ?? ""
        return #"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"\#(details)},"request_id":"req_1"}"#
    }

    @Test(arguments: [
        ErrorCase(400, error("invalid_request_error"), .invalidRequest),
        ErrorCase(413, error("request_too_large"), .invalidRequest), ErrorCase(413, "<html>", .invalidRequest),
        ErrorCase(422, error("invalid_request_error"), .invalidRequest),
        ErrorCase(401, error("authentication_error"), .authentication),
        ErrorCase(403, error("permission_error"), .authentication), ErrorCase(403, "", .authentication),
        ErrorCase(402, error("billing_error"), .quotaExceeded), ErrorCase(402, "", .quotaExceeded),
        ErrorCase(
            400, error("invalid_request_error", "You have reached your specified API usage limits."), .quotaExceeded),
        ErrorCase(400, error("invalid_request_error", "Your credit balance is too low"), .quotaExceeded),
        ErrorCase(
            429, error("rate_limit_error", detail: "enforced_spend_limit_reached"), .quotaExceeded),
        ErrorCase(429, error("rate_limit_error"), .rateLimited), ErrorCase(429, "no JSON", .rateLimited),
        ErrorCase(500, error("api_error"), .provider), ErrorCase(409, error("conflict_error"), .provider),
        ErrorCase(529, error("overloaded_error"), .provider), ErrorCase(529, "", .provider),
        ErrorCase(502, "<html><title>Bad Gateway</title>", .provider),
        ErrorCase(504, error("timeout_error"), .timeout), ErrorCase(504, "", .timeout),
        ErrorCase(
            400, error("invalid_request_error", "prompt is too long: 200001 tokens > 200000 maximum"), .contextLength),
        ErrorCase(
            400,
            error("invalid_request_error", "input length and `max_tokens` exceed context limit: 9 + 2 > 10"),
            .contextLength),
        ErrorCase(404, error("not_found_error", "model: x"), .modelNotFound), ErrorCase(404, "", .modelNotFound),
        // An echoed prompt is no evidence where the service has a word for the error.
        ErrorCase(500, error("api_error", "prompt is too long"), .provider),
        ErrorCase(400, error("invalid_request_error", "bad text: rate limit"), .invalidRequest),
    ])
    func mapping(_ test: ErrorCase) { test.check(AnthropicAdapter()) }

    @Test(arguments: [
        ("invalid_request_error", ErrorCode.invalidRequest, 400), ("authentication_error", .authentication, 401),
        ("billing_error", .quotaExceeded, 402), ("permission_error", .authentication, 403),
        ("not_found_error", .modelNotFound, 404), ("rate_limit_error", .rateLimited, 429),
        ("api_error", .provider, 500), ("timeout_error", .timeout, 504), ("overloaded_error", .provider, 529),
    ])
    func insideAStream(type: String, code: ErrorCode, status: Int) {
        let outcome = AnthropicAdapter().answer("event: error\ndata: \(Self.error(type))\n\n", isStreamed: true)
        #expect(outcome.failure?.code == code)
        #expect(outcome.failure?.status == status)
    }

    @Test func theWaitAndTheNameOfTheRequest() {
        let head = WireResponseHead(
            status: 429, headers: [WireHeader("retry-after", "12"), WireHeader("request-id", "req_9")])
        let failure = AnthropicAdapter().failure(head: head, body: Array(Self.error("rate_limit_error").utf8))
        #expect(failure.retryAfter == .seconds(12))
        #expect(failure.requestID == "req_9")
        #expect(failure.providerCode == "rate_limit_error")
        #expect(failure.message == "the service takes no more requests for now (HTTP 429): rate_limit_error, m")
    }
}

/// A cell of the error mapping: what an error response of a service means.
struct ErrorCase: Sendable, CustomTestStringConvertible {
    var status: Int
    var body: String
    var code: ErrorCode
    var testDescription: String { "\(status) \(body.prefix(70)) → \(code.rawValue)" }

    init(_ status: Int, _ body: String, _ code: ErrorCode) {
        (self.status, self.body, self.code) = (status, body, code)
    }

    func check(_ adapter: some WireAdapter) {
        let failure = adapter.failure(
            head: WireResponseHead(status: status, headers: [WireHeader("X-Request-Id", "req_1")]),
            body: Array(body.utf8)
        )
        #expect(failure.code == code)
        #expect(failure.status == status)
        #expect(failure.requestID == "req_1")
    }
}
