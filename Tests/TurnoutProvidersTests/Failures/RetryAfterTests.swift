import Testing
import TurnoutCore

@testable import TurnoutProviders

@Suite struct RetryAfterTests {
    private func wait(_ headers: [String: String], isRateLimit: Bool = true) -> Duration? {
        let head = WireResponseHead(status: 429, headers: headers.map { WireHeader($0.key, $0.value) })
        return RetryAfter.duration(in: head, isRateLimit: isRateLimit)
    }

    @Test func milliseconds() {
        #expect(wait(["Retry-After-Ms": "250", "Retry-After": "9"]) == .milliseconds(250))
    }

    @Test(arguments: [("0", 0.0), ("3600", 3600), ("1.5", 1.5), ("99999999999999999999", 604_800), ("1e300", 604_800)])
    func seconds(text: String, seconds: Double) { #expect(wait(["retry-after": text]) == .seconds(seconds)) }

    @Test(arguments: ["-1", "nan", "inf", "soon", "", "Sun, 06 Nov 1994 08:49:37", "Sun, 36 Nov 1994 08:49:37 GMT"])
    func nonsenseSaysNothing(text: String) {
        #expect(wait(["retry-after": text, "date": "Sun, 06 Nov 1994 08:49:37 GMT"]) == nil)
    }

    @Test func datesCountFromTheResponsesOwn() {
        let date = "Sun, 06 Nov 1994 08:49:37 GMT"
        #expect(wait(["retry-after": "Sun, 06 Nov 1994 08:50:37 GMT", "date": date]) == .seconds(60))
        #expect(wait(["retry-after": "Sun, 06 Nov 1994 08:00:00 GMT", "date": date]) == .zero)
        #expect(wait(["retry-after": date]) == nil)
    }

    @Test func limitsThatAreUsedUp() {
        let headers = [
            "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "6m0s",
            "x-ratelimit-remaining-tokens": "5", "x-ratelimit-reset-tokens": "1h",
        ]
        #expect(wait(headers) == .seconds(360))
        #expect(wait(headers, isRateLimit: false) == nil)
    }

    @Test(arguments: [
        ("6m0s", 360.0), ("1h30m", 5400), ("250ms", 0.25), ("1.5s", 1.5), ("10us", 0.00001), ("17ms", 0.017),
    ])
    func goDurations(text: String, seconds: Double) { #expect(RetryAfter.goDuration(text) == .seconds(seconds)) }

    @Test(arguments: ["", "6", "m", "6x", "6m0", "1..2s", "-1s"])
    func noGoDurations(text: String) { #expect(RetryAfter.goDuration(text) == nil) }
}
