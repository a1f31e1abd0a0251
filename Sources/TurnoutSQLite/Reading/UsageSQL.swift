#if SQLite
import GRDB
import TurnoutCore
import TurnoutLedger

/// The text and the arguments by which the tables put calls together, as `UsageTally` does it on calls in memory.
///
/// Sums are exact whatever comes: the upper and lower halves of the numbers are summed apart and put together in 128
/// bits, and stop at the ends of the range then. SQLite's own sum would fail.
struct UsageSQL {
    /// What rows are kept apart by, as expressions over `calls`.
    var keys: [String]
    private let condition: String
    private let arguments: StatementArguments
    private let source: String

    /// Groups by the query's grouping.
    init(_ query: UsageQuery, at now: Timestamp) {
        let isByTag = query.grouping == .tag
        self.init(query, keys: query.grouping.map { [Self.key($0, query)] } ?? [], isByTag: isByTag, at: now)
    }

    /// Groups by the kinds of requests.
    init(kindsOf query: UsageQuery, at now: Timestamp) {
        self.init(query, keys: ["provider", "model", "task", "feature"], isByTag: false, at: now)
    }

    private init(_ query: UsageQuery, keys: [String], isByTag: Bool, at now: Timestamp) {
        var conditions = ["time < ?"]
        var arguments: StatementArguments = [(query.until ?? now).microseconds]
        func add(_ condition: String, _ value: some DatabaseValueConvertible) {
            conditions.append(condition)
            arguments += [value]
        }
        if let since = query.since { add("time >= ?", since.microseconds) }
        if let provider = query.provider { add("provider = ?", provider) }
        if let user = query.user { add("user = ?", user) }
        self.keys = keys
        self.arguments = arguments
        condition = conditions.joined(separator: " AND ")
        source = isByTag ? "calls LEFT JOIN json_each(calls.tags) AS tag" : "calls"
    }

    private static func key(_ grouping: UsageQuery.Grouping, _ query: UsageQuery) -> String {
        switch grouping {
        case .provider: "provider"
        case .model: "model"
        case .target: "provider || '/' || model"
        case .user: "ifnull(user, '')"
        case .tenant: "ifnull(tenant, '')"
        case .feature: "ifnull(feature, '')"
        case .tag: "ifnull(tag.value, '')"
        case .task: "task"
        case .day: day(query.dayOffsets)
        case .outcome: "outcome"
        }
    }

    /// The number of the day that a call began on, from 1970-01-01 on.
    private static func day(_ offsets: [(from: Timestamp, seconds: Int)]) -> String {
        // No zone is further than a day from UTC.
        func shift(_ seconds: Int?) -> Int64 { Int64(min(max(seconds ?? 0, -86_400), 86_400)) * 1_000_000 }
        var offset = "\(shift(offsets.first?.seconds))"
        if offsets.count > 1 {
            let cases = offsets.reversed().map { "WHEN time >= \($0.from.microseconds) THEN \(shift($0.seconds))" }
            offset = "CASE \(cases.joined(separator: " ")) ELSE \(offset) END"
        }
        // Far enough from the ends of the range; division rounds towards zero, so the rest is taken off first.
        let safe = Int64.max / 2
        let local = "(min(max(time, \(-safe)), \(safe)) + \(offset))"
        let length: Int64 = 86_400_000_000
        return "(\(local) - ((\(local) % \(length)) + \(length)) % \(length)) / \(length)"
    }

    /// The name of a day by its number.
    static func dayName(_ number: Int64) -> String {
        let (start, overflow) = number.multipliedReportingOverflow(by: 86_400_000_000)
        let midnight = Timestamp(microseconds: overflow ? (number < 0 ? .min / 2 : .max / 2) : start)
        return String(midnight.description.prefix { $0 != "T" })
    }

    // MARK: Reading

    /// One group: its keys, and what the calls in it come to.
    struct Group {
        var keys: [DatabaseValue]
        var row: UsageRow
    }

    /// All groups, in no order. Must run within a transaction, since it reads twice.
    func groups(_ database: Database) throws -> [Group] {
        let times = try percentiles(database)
        return try Row.fetchAll(database, sql: sumsText, arguments: arguments).map { row in
            let values: [DatabaseValue] = keys.indices.map { row[$0] }
            var group = Group(keys: values, row: Self.row(row, from: keys.count))
            if let (median, p95) = times[values] {
                group.row.medianDuration = .microseconds(median)
                group.row.p95Duration = .microseconds(p95)
            }
            return group
        }
    }

    private static let summed = [
        "prompt_tokens", "completion_tokens", "cached_tokens", "reasoning_tokens", "cache_write_tokens", "cost",
        "saved_by_cache", "saved_by_local",
    ]

    private var list: String { keys.map { $0 + ", " }.joined() }

    private var grouping: String {
        keys.isEmpty ? "" : "GROUP BY " + keys.indices.map { "\($0 + 1)" }.joined(separator: ", ")
    }

    private var sumsText: String {
        let sums = Self.summed.map { "sum(\($0) >> 32), sum(\($0) & 4294967295)" }.joined(separator: ", ")
        return """
            SELECT \(list)count(*), count(*) FILTER (WHERE outcome = 'served'), count(DISTINCT request),
            count(*) - count(cost), \(sums) FROM \(source) WHERE \(condition) \(grouping)
            """
    }

    private static func row(_ row: Row, from first: Int) -> UsageRow {
        func sum(_ place: Int) -> Int64 {
            let high: Int64 = row[first + 4 + place * 2] ?? 0
            let low: Int64 = row[first + 5 + place * 2] ?? 0
            return Int64(clamping: Int128(high) * 4_294_967_296 + Int128(low))
        }
        return UsageRow(
            calls: row[first],
            served: row[first + 1],
            requests: row[first + 2],
            usage: Usage(
                promptTokens: Int(sum(0)), completionTokens: Int(sum(1)), cachedTokens: Int(sum(2)),
                reasoningTokens: Int(sum(3)), cacheWriteTokens: Int(sum(4))),
            cost: Money(nanoUSD: sum(5)),
            unpriced: row[first + 3],
            savedByCache: Money(nanoUSD: sum(6)),
            savedByLocal: Money(nanoUSD: sum(7))
        )
    }

    /// The nearest-rank percentiles of answered calls: the duration at the place that so many percent, rounded up, make.
    private func percentiles(_ database: Database) throws -> [[DatabaseValue]: (median: Int64, p95: Int64)] {
        let names = keys.indices.map { "key\($0)" }
        let aliased = zip(keys, names).map { "\($0) AS \($1), " }.joined()
        let partition = names.isEmpty ? "" : "PARTITION BY " + names.joined(separator: ", ")
        let rows = try Row.fetchCursor(
            database,
            sql: """
                WITH answered AS (
                    SELECT \(aliased)duration FROM \(source) WHERE \(condition) AND outcome = 'served'
                ), ranked AS (
                    SELECT *, row_number() OVER (\(partition) ORDER BY duration) AS place,
                    count(*) OVER (\(partition)) AS total FROM answered
                )
                SELECT \(names.map { $0 + ", " }.joined())
                max(duration) FILTER (WHERE place = (total * 50 + 99) / 100),
                max(duration) FILTER (WHERE place = (total * 95 + 99) / 100) FROM ranked \(grouping)
                """,
            arguments: arguments
        )
        var found: [[DatabaseValue]: (median: Int64, p95: Int64)] = [:]
        while let row = try rows.next() {
            // Without keys there is a row also when no call was answered.
            guard let median: Int64 = row[keys.count], let p95: Int64 = row[keys.count + 1] else { continue }
            found[keys.indices.map { row[$0] }] = (median, p95)
        }
        return found
    }
}
#endif
