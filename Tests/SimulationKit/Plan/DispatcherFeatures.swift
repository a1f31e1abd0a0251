/// What the dispatcher can do, beyond walking a chain behind breakers: each switches on the settings that plans draw for
/// it and the checks that hold it to them.
///
/// A feature that the sources do not have stays out of ``current``; the runner's `--features` overrides that.
public struct DispatcherFeatures: OptionSet, Hashable, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// `dispatch.attempts` of the policy is the most calls for a request; without it 4 are.
    public static let attempts = Self(rawValue: 1 << 0)
    /// Calls are made again on the same target, as often as `retries` says and a target's allowance for them lets.
    public static let retries = Self(rawValue: 1 << 1)
    /// A target that named a time to wait is left alone until then.
    public static let retryAfter = Self(rawValue: 1 << 2)
    /// A credential that was refused twice in a row is left alone for a while, and so is an account without quota.
    public static let quarantine = Self(rawValue: 1 << 3)
    /// `limits.requests` of providers, models, the whole and each user hold.
    public static let rates = Self(rawValue: 1 << 4)
    /// `limits.concurrency` of the same holds.
    public static let concurrency = Self(rawValue: 1 << 5)
    /// Requests wait for limits in a bounded queue with four classes.
    public static let queue = Self(rawValue: 1 << 6)
    /// Fewer calls at a time go to a target that says that it has too many.
    public static let adaptive = Self(rawValue: 1 << 7)
    /// A route's `hedge` asks a second target when the first is slow.
    public static let hedging = Self(rawValue: 1 << 8)
    /// A request's cost cap is for all of its calls together.
    public static let chainCost = Self(rawValue: 1 << 9)
    /// A balanced step with too few targets that are well ignores health.
    public static let panic = Self(rawValue: 1 << 10)
    /// A route's `on_content_policy` may say `fallback`.
    public static let contentPolicy = Self(rawValue: 1 << 11)
    /// Budgets hold, and a ledger keeps account of calls and money.
    public static let budgets = Self(rawValue: 1 << 12)

    /// The switches by their names on the command line.
    public static let names: [(name: String, feature: Self)] = [
        ("attempts", .attempts), ("retries", .retries), ("retry-after", .retryAfter), ("quarantine", .quarantine),
        ("rates", .rates), ("concurrency", .concurrency), ("queue", .queue), ("adaptive", .adaptive),
        ("hedging", .hedging), ("chain-cost", .chainCost), ("panic", .panic), ("content-policy", .contentPolicy),
        ("budgets", .budgets),
    ]

    /// All of them.
    public static let all = Self(names.map(\.feature))

    /// What the sources have.
    public static let current: Self = .all

    /// Reads names with commas between them, `all` or `none`; `nil` when there is no such name.
    public init?(names text: String) {
        if text == "all" {
            self = .all
        } else if text == "none" {
            self = []
        } else {
            var set: Self = []
            for part in text.split(separator: ",") {
                guard let found = Self.names.first(where: { $0.name == part }) else { return nil }
                set.insert(found.feature)
            }
            self = set
        }
    }
}
