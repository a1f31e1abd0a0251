import Testing
import TurnoutCore
import TurnoutProviders

/// The column Azure of the error mapping (https://learn.microsoft.com/azure/ai-services/openai/reference).
@Suite struct AzureErrorTests {
    private static func error(_ code: String, _ message: String = "m") -> String {
        #"{"error":{"code":"\#(code)","message":"\#(message)"}}"#
    }

    @Test(arguments: [
        ErrorCase(400, error("invalid_value"), .invalidRequest), ErrorCase(400, "", .invalidRequest),
        ErrorCase(401, error("401", "Access denied due to invalid subscription key"), .authentication),
        ErrorCase(401, error("PermissionDenied"), .authentication),
        ErrorCase(403, error("403", "Access denied due to Virtual Network/Firewall rules."), .authentication),
        ErrorCase(403, error("403", "Your resource has been temporarily blocked"), .quotaExceeded),
        ErrorCase(403, error("403", "Out of call volume quota."), .quotaExceeded),
        ErrorCase(429, error("insufficient_quota"), .quotaExceeded),
        ErrorCase(429, error("429", "Requests have exceeded token rate limit"), .rateLimited),
        ErrorCase(429, error("too_many_requests"), .rateLimited), ErrorCase(429, "", .rateLimited),
        ErrorCase(500, error("InternalServerError"), .provider), ErrorCase(502, "<html>", .provider),
        ErrorCase(503, error("ServiceUnavailable"), .provider),
        ErrorCase(408, error("Timeout", "The operation was timeout."), .timeout), ErrorCase(504, "", .timeout),
        ErrorCase(400, error("context_length_exceeded"), .contextLength),
        ErrorCase(400, error("bad", "This model's maximum context length is 8192 tokens"), .contextLength),
        ErrorCase(404, error("DeploymentNotFound"), .modelNotFound),
        ErrorCase(404, error("404", "Resource not found"), .modelNotFound), ErrorCase(404, "", .modelNotFound),
        ErrorCase(400, AzureFixtures.filtered, .contentPolicy), ErrorCase(400, error("content_filter"), .contentPolicy),
        ErrorCase(
            400, #"{"error":{"message":"m","innererror":{"code":"ResponsibleAIPolicyViolation"}}}"#, .contentPolicy),
        // An echoed prompt is no evidence.
        ErrorCase(400, error("invalid_value", "bad text: content_filter, temporarily blocked"), .invalidRequest),
    ])
    func mapping(_ test: ErrorCase) { test.check(AzureAdapter()) }

    private func failure(_ headers: [WireHeader], status: Int = 429) -> ProviderFailure {
        AzureAdapter()
            .failure(head: WireResponseHead(status: status, headers: headers), body: Array(Self.error("429").utf8))
    }

    @Test func theWait() {
        #expect(failure([WireHeader("retry-after-ms", "1500"), .init("retry-after", "2")]).retryAfter == .seconds(1.5))
        #expect(failure([WireHeader("retry-after", "6")]).retryAfter == .seconds(6))
        for remainder in ["-1", "0"] {
            let headers = [
                WireHeader("x-ratelimit-remaining-tokens", remainder), WireHeader("x-ratelimit-reset-tokens", "40s"),
            ]
            #expect(failure(headers).retryAfter == nil)
        }
    }

    @Test func theNameOfTheRequest() {
        #expect(failure([WireHeader("apim-request-id", "abc-1")]).requestID == "abc-1")
        #expect(failure([WireHeader("apim-request-id", "a b")]).requestID == nil)
    }

    @Test func theFiltersWordIsKept() {
        let failure = AzureAdapter()
            .failure(head: WireResponseHead(status: 400, headers: []), body: Array(AzureFixtures.filtered.utf8))
        #expect(failure.providerCode == "content_filter")
    }
}
