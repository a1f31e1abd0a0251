import Testing
import TurnoutCore
import TurnoutProviders

/// The columns OpenAI, OpenRouter, DeepSeek and llama.cpp of the error mapping.
@Suite struct OpenAIErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var status: Int
        var body: String
        var code: ErrorCode
        var testDescription: String { "\(status) \(body.prefix(60)) → \(code.rawValue)" }

        init(_ status: Int, _ body: String, _ code: ErrorCode) {
            (self.status, self.body, self.code) = (status, body, code)
        }

        func check(_ dialect: OpenAIDialect) {
            let head = WireResponseHead(status: status, headers: [WireHeader("X-Request-Id", "req_1")])
            let failure = OpenAIAdapter(dialect).failure(head: head, body: Array(body.utf8))
            #expect(failure.code == code)
            #expect(failure.status == status)
            #expect(failure.requestID == "req_1")
        }
    }

    private static func error(_ code: String?, type: String? = nil, _ message: String = "m") -> String {
        let members: [JSONMember] = [
            JSONMember("message", .string(message)), JSONMember("code", code.map { .string($0) } ?? .null),
            JSONMember("type", type.map { .string($0) } ?? .null), JSONMember("param", nil),
        ]
        return JSONValue.object([JSONMember("error", .object(members))]).text()
    }

    @Test(arguments: [
        Case(400, error(nil, type: "invalid_request_error"), .invalidRequest),
        Case(422, error(nil), .invalidRequest),
        Case(413, "", .invalidRequest),
        Case(401, error("invalid_api_key", type: "invalid_request_error"), .authentication),
        Case(403, error("unsupported_country_region_territory"), .authentication),
        Case(403, "", .authentication),
        Case(429, error("insufficient_quota", type: "insufficient_quota"), .quotaExceeded),
        Case(429, error("billing_hard_limit_reached"), .quotaExceeded),
        Case(429, error(nil, "You exceeded your current quota, please check"), .quotaExceeded),
        Case(429, error("rate_limit_exceeded", type: "tokens"), .rateLimited),
        Case(429, error("slow_down"), .rateLimited),
        Case(503, error("slow_down"), .rateLimited),
        Case(429, "no JSON", .rateLimited),
        Case(409, "", .provider), Case(500, error(nil, type: "server_error"), .provider), Case(503, "", .provider),
        Case(502, "<html><title>502 Bad Gateway</title>", .provider),
        Case(408, "", .timeout), Case(504, "", .timeout), Case(524, "", .timeout),
        Case(400, error("context_length_exceeded", type: "invalid_request_error"), .contextLength),
        Case(400, error(nil, "This model's maximum context length is 4097 tokens"), .contextLength),
        Case(404, error("model_not_found", type: "invalid_request_error"), .modelNotFound),
        Case(400, error("content_policy_violation"), .contentPolicy),
        Case(400, error("content_filter"), .contentPolicy),
        Case(302, "", .provider), Case(418, "", .invalidRequest), Case(600, "", .unknown), Case(100, "", .unknown),
        // An echoed prompt is no evidence: the status and the code decide.
        Case(400, error("invalid_value", "bad text: rate limit, insufficient_quota"), .invalidRequest),
        Case(500, error(nil, "failed on: maximum context length"), .provider),
    ])
    func openAI(_ test: Case) { test.check(.openAI) }

    @Test(arguments: [
        Case(402, #"{"error":{"code":402,"message":"Insufficient credits"}}"#, .quotaExceeded),
        Case(403, #"{"error":{"code":403,"message":"flagged","metadata":{"flagged_input":"x"}}}"#, .contentPolicy),
        Case(403, #"{"error":{"code":403,"message":"Key limit exceeded"}}"#, .quotaExceeded),
        Case(502, #"{"error":{"code":502,"message":"down"}}"#, .provider),
        Case(503, #"{"error":{"code":503,"message":"none"}}"#, .provider),
        Case(408, #"{"error":{"code":408,"message":"late"}}"#, .timeout),
        Case(401, #"{"error":{"code":401,"message":"No auth"}}"#, .authentication),
    ])
    func openRouter(_ test: Case) { test.check(.openRouter) }

    @Test(arguments: [
        Case(400, #"{"error":{"message":"m","type":"invalid_request_error"}}"#, .invalidRequest),
        Case(422, #"{"error":{"message":"m"}}"#, .invalidRequest),
        Case(401, #"{"error":{"message":"m","type":"authentication_error"}}"#, .authentication),
        Case(402, #"{"error":{"message":"Insufficient Balance","type":"unknown_error"}}"#, .quotaExceeded),
        Case(429, "{}", .rateLimited), Case(500, "{}", .provider), Case(503, "{}", .provider),
    ])
    func deepSeek(_ test: Case) { test.check(.deepSeek) }

    @Test(arguments: [
        Case(
            400,
            #"{"error":{"code":400,"message":"too long","type":"exceed_context_size_error","n_ctx":256}}"#,
            .contextLength
        ),
        Case(404, #"{"error":{"code":404,"message":"File Not Found","type":"not_found_error"}}"#, .modelNotFound),
        Case(503, #"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#, .provider),
        Case(401, #"{"error":{"code":401,"message":"m","type":"authentication_error"}}"#, .authentication),
        Case(404, #"{"object":"error","message":"no such model","type":"NotFoundError","code":404}"#, .modelNotFound),
        Case(400, #"{"object":"error","message":"maximum context length is 9","code":400}"#, .contextLength),
        Case(422, #"{"detail":[{"loc":["body"],"input":"private"}]}"#, .invalidRequest),
        Case(400, #"{"error":"Context window is full"}"#, .contextLength),
    ])
    func compatible(_ test: Case) { test.check(.compatible) }

    @Test func theMessageTellsTheFacts() {
        let body = """
            {"error":{"message":"Wrong\\nvalue","type":"invalid_request_error","param":"messages[0].role",\
            "code":"invalid_value"}}
            """
        let head = WireResponseHead(status: 400, headers: [])
        let failure = OpenAIAdapter(.openAI).failure(head: head, body: Array(body.utf8))
        #expect(
            failure.message
                == "the service found the request wrong (HTTP 400): invalid_value, at `messages[0].role`, Wrong value"
        )
        #expect(failure.providerCode == "invalid_value")
    }

    @Test func whatLooksLikeNoIdentifierIsNotPassedOnAsOne() {
        let body = #"{"error":{"message":"m","type":"my prompt was this","code":"and <that>","param":"é"}}"#
        let head = WireResponseHead(status: 400, headers: [WireHeader("x-request-id", "a b")])
        let failure = OpenAIAdapter(.openAI).failure(head: head, body: Array(body.utf8))
        #expect(failure.providerCode == nil)
        #expect(failure.requestID == nil)
        #expect(failure.message == "the service found the request wrong (HTTP 400): m")
    }
}
