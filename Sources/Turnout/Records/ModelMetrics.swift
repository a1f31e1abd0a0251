public import TurnoutCore
import TurnoutEngine

/// What was measured of one target since the process began: how fast it is, and how often it fails.
public struct ModelMetrics: Hashable, Sendable {
    /// The target.
    public var target: TargetName
    /// Calls that ended, cancelled ones included.
    public var calls: Int
    /// Calls that were answered in whole.
    public var answered: Int
    /// Calls that failed.
    public var failed: Int
    /// What an answer takes on average; `nil` before the first.
    public var meanLatency: Duration?
    /// The median time to the first token of streamed answers; `nil` while too little is known.
    public var medianFirstToken: Duration?
    /// The 95th percentile of it.
    public var slowFirstToken: Duration?
    /// The tokens that were counted.
    public var tokens: Int

    /// The share of failures among the calls that were answered or failed, from 0 to 1; `nil` before the first.
    public var errorRate: Double? {
        answered + failed == 0 ? nil : Double(failed) / Double(answered + failed)
    }
}

extension ModelMetrics {
    /// The version of the form in which metrics are written.
    public static let formatVersion = 1

    /// Metrics for programs. Durations are in milliseconds.
    public static func json(_ metrics: [ModelMetrics]) -> JSONValue {
        func milliseconds(_ duration: Duration?) -> JSONValue {
            duration.map { .double(Double($0.nanosecondsSaturating / 1_000) / 1_000) } ?? .null
        }
        let list = metrics.map { one -> JSONValue in
            [
                "target": .string(one.target.description), "calls": .int(one.calls), "answered": .int(one.answered),
                "failed": .int(one.failed), "mean_latency_ms": milliseconds(one.meanLatency),
                "median_first_token_ms": milliseconds(one.medianFirstToken),
                "p95_first_token_ms": milliseconds(one.slowFirstToken), "tokens": .int(one.tokens),
            ]
        }
        return ["format_version": .int(formatVersion), "metrics": .array(list)]
    }

    /// Reads what ``json(_:)`` wrote; `nil` when it is something else.
    public static func list(from json: JSONValue) -> [ModelMetrics]? {
        guard json["format_version"]?.int == formatVersion, let list = json["metrics"]?.array else { return nil }
        var metrics: [ModelMetrics] = []
        for one in list {
            guard let name = one["target"]?.string.flatMap({ TargetName($0) }), let calls = one["calls"]?.int,
                let answered = one["answered"]?.int, let failed = one["failed"]?.int, calls >= 0, answered >= 0,
                failed >= 0
            else { return nil }
            func duration(_ key: String) -> Duration? {
                one[key]?.double.flatMap { $0 >= 0 && $0 < 1e12 ? .microseconds(Int64($0 * 1_000)) : nil }
            }
            metrics.append(
                ModelMetrics(
                    target: name, calls: calls, answered: answered, failed: failed,
                    meanLatency: duration("mean_latency_ms"), medianFirstToken: duration("median_first_token_ms"),
                    slowFirstToken: duration("p95_first_token_ms"), tokens: one["tokens"]?.int ?? 0))
        }
        return metrics
    }
}

extension Router {
    /// What was measured of each target since the process began, in the policy's order.
    public func modelMetrics() -> [ModelMetrics] {
        targets().map { status in
            let condition = status.condition
            return ModelMetrics(
                target: status.name, calls: condition.tally.calls, answered: condition.tally.answered,
                failed: condition.tally.failed, meanLatency: condition.tally.meanLatency,
                medianFirstToken: condition.medianFirstToken, slowFirstToken: condition.slowFirstToken,
                tokens: condition.tally.tokens)
        }
    }
}
