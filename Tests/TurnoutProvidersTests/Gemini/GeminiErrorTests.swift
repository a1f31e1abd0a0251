import Testing
import TurnoutCore
import TurnoutProviders

/// The column Gemini of the error mapping (https://ai.google.dev/gemini-api/docs/troubleshooting).
@Suite struct GeminiErrorTests {
    private static func error(_ code: Int, _ status: String, _ message: String = "m", reason: String? = nil) -> String {
        let info = reason.map {
            #","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"\#($0)","domain":"g"}]"#
        }
        return #"{"error":{"code":\#(code),"message":"\#(message)","status":"\#(status)"\#(info ?? "")}}"#
    }

    @Test(arguments: [
        ErrorCase(400, error(400, "INVALID_ARGUMENT"), .invalidRequest), ErrorCase(400, "", .invalidRequest),
        ErrorCase(400, error(400, "INVALID_ARGUMENT", reason: "API_KEY_INVALID"), .authentication),
        ErrorCase(400, error(400, "INVALID_ARGUMENT", "API key not valid."), .authentication),
        ErrorCase(400, error(400, "FAILED_PRECONDITION", "User location is not supported"), .authentication),
        ErrorCase(401, error(401, "UNAUTHENTICATED"), .authentication),
        ErrorCase(403, error(403, "PERMISSION_DENIED"), .authentication), ErrorCase(403, "", .authentication),
        ErrorCase(402, error(402, "FAILED_PRECONDITION_"), .quotaExceeded), ErrorCase(402, "", .quotaExceeded),
        ErrorCase(429, GeminiFixtures.quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier"), .quotaExceeded),
        ErrorCase(429, GeminiFixtures.quota("GenerateRequestsPerMinute", value: "0"), .quotaExceeded),
        ErrorCase(
            429, GeminiFixtures.quota("GenerateRequestsPerMinute", message: "limit: 0, model: x"), .quotaExceeded),
        ErrorCase(429, error(429, "RESOURCE_EXHAUSTED", "Your prepayment credits are depleted"), .quotaExceeded),
        ErrorCase(429, GeminiFixtures.quota("GenerateRequestsPerMinute", value: "10"), .rateLimited),
        ErrorCase(429, GeminiFixtures.quota("GenerateRequestsPerMinute", message: "limit: 05"), .rateLimited),
        ErrorCase(429, error(429, "RESOURCE_EXHAUSTED"), .rateLimited), ErrorCase(429, "no JSON", .rateLimited),
        ErrorCase(500, error(500, "INTERNAL"), .provider), ErrorCase(503, error(503, "UNAVAILABLE"), .provider),
        ErrorCase(502, "<html>", .provider),
        ErrorCase(504, error(504, "DEADLINE_EXCEEDED"), .timeout), ErrorCase(504, "", .timeout),
        ErrorCase(
            400,
            error(
                400, "INVALID_ARGUMENT", "The input token count (9) exceeds the maximum number of tokens allowed (8)"),
            .contextLength),
        ErrorCase(404, error(404, "NOT_FOUND"), .modelNotFound), ErrorCase(404, "", .modelNotFound),
        // In an array of one, over many lines.
        ErrorCase(503, "[\n  \(error(503, "UNAVAILABLE"))\n]\n", .provider),
        // An echoed prompt is no evidence.
        ErrorCase(503, error(503, "UNAVAILABLE", "exceeds the maximum number of tokens"), .provider),
    ])
    func mapping(_ test: ErrorCase) { test.check(GeminiAdapter()) }

    @Test func theWait() {
        func failure(_ body: String) -> ProviderFailure {
            GeminiAdapter().failure(head: WireResponseHead(status: 429, headers: []), body: Array(body.utf8))
        }
        let minute = failure(GeminiFixtures.quota("RequestsPerMinute", delay: "10.689924287s"))
        #expect(minute.retryAfter.map { $0 > .seconds(10.6) && $0 < .seconds(10.7) } == true)
        #expect(minute.providerCode == "RESOURCE_EXHAUSTED")
        // Seconds are of no use when the day's quota is gone.
        #expect(failure(GeminiFixtures.quota("RequestsPerDay")).retryAfter == nil)
        #expect(failure(GeminiFixtures.quota("RequestsPerMinute", delay: "soon")).retryAfter == nil)
        #expect(failure(GeminiFixtures.quota("RequestsPerMinute", delay: "-5s")).retryAfter == nil)
    }

    @Test func theReasonIsTheCode() {
        let failure = GeminiAdapter().failure(
            head: WireResponseHead(status: 400, headers: []),
            body: Array(Self.error(400, "INVALID_ARGUMENT", reason: "API_KEY_INVALID").utf8))
        #expect(failure.providerCode == "API_KEY_INVALID")
        #expect(failure.message == "the service refused the credential (HTTP 400): API_KEY_INVALID, m")
    }
}
