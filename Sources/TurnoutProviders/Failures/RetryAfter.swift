import TurnoutCore

/// How long a service asks to wait, in the forms that services use.
enum RetryAfter {
    /// The longest wait that is believed.
    static let longest = Duration.seconds(7 * 86_400)

    /// Reads `retry-after-ms`, then `retry-after` (RFC 9110, 10.2.3), then OpenAI's `x-ratelimit-reset-…`.
    ///
    /// A date is turned into a wait with the response's own `Date` header: no clock is needed here, and one that goes
    /// wrong on either side does no harm. A date without that header says nothing.
    static func duration(in head: WireResponseHead, isRateLimit: Bool) -> Duration? {
        if let text = head.header("retry-after-ms"), let wait = seconds(text, scale: 0.001) { return wait }
        if let text = head.header("retry-after") {
            if let wait = seconds(text, scale: 1) { return wait }
            if let then = HTTPDate.parse(text), let now = head.header("date").flatMap(HTTPDate.parse) {
                return min(longest, max(.zero, .seconds(then - now)))
            }
        }
        return isRateLimit ? reset(in: head) : nil
    }

    /// The longest wait among OpenAI's limits that are used up
    /// (https://platform.openai.com/docs/guides/rate-limits#rate-limits-in-headers).
    private static func reset(in head: WireResponseHead) -> Duration? {
        ["requests", "tokens"].compactMap { kind in
            guard head.header("x-ratelimit-remaining-\(kind)") == "0" else { return nil }
            return head.header("x-ratelimit-reset-\(kind)").flatMap(goDuration)
        }.max()
    }

    private static func seconds(_ text: String, scale: Double) -> Duration? {
        guard let value = Double(text), value.isFinite, value >= 0 else { return nil }
        return min(longest, .seconds(min(value * scale, 1e9)))
    }

    /// Reads Go's form of a duration: `6m0s`, `1h30m`, `250ms`.
    static func goDuration(_ text: String) -> Duration? {
        var rest = text[...]
        var total = 0.0
        while !rest.isEmpty {
            let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(digits.count)
            let unit = rest.prefix { !($0.isNumber || $0 == ".") }
            rest = rest.dropFirst(unit.count)
            guard let value = Double(digits), let scale = scales[String(unit)] else { return nil }
            total += value * scale
        }
        return text.isEmpty || !total.isFinite ? nil : min(longest, .seconds(min(total, 1e9)))
    }

    private static let scales: [String: Double] = [
        "h": 3600, "m": 60, "s": 1, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9,
    ]
}
