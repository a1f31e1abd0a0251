import TurnoutYAML

/// `breakers.*`.
package struct BreakerSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var window: Duration?
    package var minCalls: Int?
    package var failureRate: Int?
    package var slowRate: Int?
    package var slowCall: Duration?
    package var consecutiveFailures: Int?
    package var open: Duration?
    package var maxOpen: Duration?
    package var probes: Int?
    package var successes: Int?
    package var probeLease: Duration?

    package init() {}

    package static let table = RecordTable<Self>(
        "breakers.*",
        "When a target is left alone, and for how long.",
        [
            RecordField("window", \.window, .duration, default: "30s", "How far back calls are counted."),
            RecordField(
                "min_calls",
                \.minCalls,
                .integer(1...100_000),
                default: "10",
                "The fewest calls before a rate means anything."
            ),
            RecordField(
                "failure_rate",
                \.failureRate,
                .percent,
                default: "50%",
                "The share of failures that opens the breaker."
            ),
            RecordField("slow_rate", \.slowRate, .percent, default: "80%", "The share of slow calls that opens it."),
            RecordField(
                "slow_call",
                \.slowCall,
                .duration,
                default: "10s",
                "The time to the first token from which on a call is slow."
            ),
            RecordField(
                "consecutive_failures",
                \.consecutiveFailures,
                .integer(1...100_000),
                default: "5",
                "The failures in a row that open it."
            ),
            RecordField(
                "open",
                \.open,
                .duration,
                default: "5s",
                "How long it stays open at first; doubled with each opening after failed probes, or soon after a recovery."
            ),
            RecordField("max_open", \.maxOpen, .duration, default: "300s", "The longest that it stays open."),
            RecordField(
                "probes",
                \.probes,
                .integer(1...100),
                default: "3",
                "How many calls try a half-open breaker at a time."
            ),
            RecordField(
                "successes",
                \.successes,
                .integer(1...100),
                default: "2",
                "The successes among them that close it."
            ),
            RecordField(
                "probe_lease",
                \.probeLease,
                .duration,
                default: "60s",
                "How long such a call may keep its place before another may try."
            ),
        ]
    )
}

/// `retries.*`.
package struct RetrySyntax: RecordSyntax {
    package var place = Place.nowhere
    package var attempts: Int?
    package var backoff: BackoffSyntax?
    package var budget: Int?
    package var refund: Int?

    package init() {}

    package static let table = RecordTable<Self>(
        "retries.*",
        "How often a failed call is made again on the same target.",
        [
            RecordField(
                "attempts",
                \.attempts,
                .integer(1...10),
                default: "2",
                "The most attempts, the first included."
            ),
            RecordField("backoff", \.backoff, .record, "How long to wait between them."),
            RecordField(
                "budget",
                \.budget,
                .integer(1...1_000),
                default: "10",
                "How many failures the target's allowance for retries holds. Each takes one; a retry needs more than half of it "
                    + "left, so that an outage is not answered with more calls."
            ),
            RecordField(
                "refund",
                \.refund,
                .percent,
                default: "10%",
                "What a success gives back to the allowance, as a share of what a failure takes."
            ),
        ]
    )
}

/// `retries.*.backoff`.
package struct BackoffSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var strategy: RetrySettings.Strategy?
    package var base: Duration?
    package var max: Duration?
    package var jitter: RetrySettings.Jitter?

    package init() {}

    package static let table = RecordTable<Self>(
        "retries.*.backoff",
        "How long to wait between attempts.",
        [
            RecordField("strategy", \.strategy, .choice, default: "exponential", "How the waits grow."),
            RecordField("base", \.base, .duration, default: "250ms", "The wait before the second attempt."),
            RecordField("max", \.max, .duration, default: "8s", "The longest wait."),
            RecordField("jitter", \.jitter, .choice, default: "full", "How the waits are spread."),
        ]
    )
}

/// `timeouts`.
package struct TimeoutSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var connect: Duration?
    package var firstToken: Duration?
    package var idle: Duration?
    package var idleReasoning: Duration?
    package var total: Duration?

    package init() {}

    package static let table = RecordTable<Self>(
        "timeouts",
        "How long the parts of an answer may take.",
        [
            RecordField("connect", \.connect, .duration, default: "5s", "Until the connection stands."),
            RecordField(
                "first_token",
                \.firstToken,
                .duration,
                default: "follows the target, Ollama 300s",
                "Until the first piece of content. By default it follows the target: four times the 95th percentile of its times, from "
                    + "10 to 60 seconds, and 30 seconds as long as nothing is known of it."
            ),
            RecordField("idle", \.idle, .duration, default: "30s", "Between two signs of life after that."),
            RecordField(
                "idle_reasoning",
                \.idleReasoning,
                .duration,
                default: "180s, or `idle` if that is longer",
                "The same for models that think before they answer, which are those with the capability `reasoning`."
            ),
            RecordField("total", \.total, .duration, default: "120s", "The whole request, over all attempts."),
        ]
    )
}
