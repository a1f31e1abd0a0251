public import TurnoutCore

/// Puts calls together: exact sums, and percentiles that are a duration which one of the calls had.
///
/// Sums stop at the largest number instead of wrapping. Memory grows with the number of groups, and with the durations
/// and requests of the calls that are put together.
public enum UsageTally {
    /// What calls used, by the query's grouping: the costliest first, ties in the order of names, days in their order.
    ///
    /// Without a grouping there is one row, also of no calls at all. A call with several tags counts once for each of
    /// them, so that rows by tag may come to more than there was.
    ///
    /// - Parameter now: what the query's `until` means when it is `nil`.
    public static func rows(
        of calls: some Sequence<CallEntry>, _ query: UsageQuery, at now: Timestamp
    ) -> [UsageRow] {
        var groups: [String: UsageGroup] = query.grouping == nil ? ["": UsageGroup()] : [:]
        for call in calls where query.covers(call, at: now) {
            for name in query.names(of: call) { groups[name, default: UsageGroup()].add(call) }
        }
        let rows = groups.map { $1.row(name: $0) }
        guard query.grouping != .day else { return rows.sorted { $0.name < $1.name } }
        return rows.sorted { $0.cost != $1.cost ? $0.cost > $1.cost : $0.name < $1.name }
    }

    /// The kinds of requests that cost the most, the costliest first; ties in the order of targets, tasks and features.
    ///
    /// - Parameters:
    ///   - query: which calls count; its grouping does not matter.
    ///   - limit: how many kinds at the most.
    ///   - now: what the query's `until` means when it is `nil`.
    public static func costliest(
        of calls: some Sequence<CallEntry>, _ query: UsageQuery, limit: Int, at now: Timestamp
    ) -> [RequestKind] {
        var groups: [Kind: UsageGroup] = [:]
        for call in calls where query.covers(call, at: now) {
            let kind = Kind(target: call.target, task: call.task, feature: call.attribution.feature)
            groups[kind, default: UsageGroup()].add(call)
        }
        let kinds = groups.map { RequestKind(target: $0.target, task: $0.task, feature: $0.feature, row: $1.row()) }
        let sorted = kinds.sorted { left, right in
            if left.row.cost != right.row.cost { return left.row.cost > right.row.cost }
            if left.target != right.target { return left.target < right.target }
            return (left.task, left.feature ?? "") < (right.task, right.feature ?? "")
        }
        return Array(sorted.prefix(max(0, limit)))
    }

    /// The nearest-rank percentile: the smallest value that so many percent of all do not exceed; zero of no values.
    ///
    /// - Parameters:
    ///   - percent: from 1 to 100.
    ///   - sorted: the values, rising.
    public static func percentile(_ percent: Int, of sorted: [Duration]) -> Duration {
        let (whole, rest) = sorted.count.quotientAndRemainder(dividingBy: 100)
        let share = min(max(percent, 1), 100)
        let rank = whole * share + (rest * share + 99) / 100
        return sorted.isEmpty ? .zero : sorted[rank - 1]
    }

    private struct Kind: Hashable {
        var target: TargetName
        var task: String
        var feature: String?
    }
}

extension UsageQuery {
    /// Whether a call counts.
    ///
    /// - Parameter now: what ``until`` means when it is `nil`.
    public func covers(_ call: CallEntry, at now: Timestamp) -> Bool {
        if let since, call.time < since { return false }
        if let provider, call.target.provider != provider { return false }
        if let user, call.attribution.user != user { return false }
        return call.time < until ?? now
    }

    /// The day that a moment is in, `2027-03-28`, by ``dayOffsets``; the first of them also holds before its moment.
    public func day(of time: Timestamp) -> String {
        let offsets = dayOffsets
        let seconds = offsets.last { $0.from <= time }?.seconds ?? offsets.first?.seconds ?? 0
        // No zone is further than a day from UTC.
        let shift = Int64(min(max(seconds, -86_400), 86_400)) * 1_000_000
        // Far enough from the ends of the range for the calendar's arithmetic.
        let safe = Int64.max / 2
        let shifted = min(max(time.microseconds, -safe), safe) + shift
        return String(Timestamp(microseconds: shifted).description.prefix { $0 != "T" })
    }

    /// The groups that a call belongs to.
    fileprivate func names(of call: CallEntry) -> [String] {
        switch grouping {
        case nil: [""]
        case .provider: [call.target.provider]
        case .model: [call.target.model]
        case .target: [call.target.description]
        case .user: [call.attribution.user ?? ""]
        case .tenant: [call.attribution.tenant ?? ""]
        case .feature: [call.attribution.feature ?? ""]
        case .tag: call.attribution.tags.isEmpty ? [""] : Array(Set(call.attribution.tags))
        case .task: [call.task]
        case .day: [day(of: call.time)]
        case .outcome: [call.outcome]
        }
    }
}
