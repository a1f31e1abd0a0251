import TurnoutCore

/// Calls of one group while they are put together.
struct UsageGroup {
    private var sum = UsageRow()
    private var requests: Set<RequestID> = []
    private var durations: [Duration] = []

    mutating func add(_ call: CallEntry) {
        sum.calls += 1
        requests.insert(call.id.request)
        if call.outcome == CallEntry.served {
            sum.served += 1
            durations.append(call.duration)
        }
        if let usage = call.usage { sum.usage.add(usage) }
        if let cost = call.cost { sum.cost.add(cost) } else { sum.unpriced += 1 }
        sum.savedByCache.add(call.savedByCache)
        sum.savedByLocal.add(call.savedByLocal)
    }

    func row(name: String = "") -> UsageRow {
        var row = sum
        row.name = name
        row.requests = requests.count
        let sorted = durations.sorted()
        row.medianDuration = UsageTally.percentile(50, of: sorted)
        row.p95Duration = UsageTally.percentile(95, of: sorted)
        return row
    }
}

extension CallEntry {
    /// The ``outcome`` of a call that was answered.
    public static let served = "served"
}

extension Money {
    fileprivate mutating func add(_ other: Money) { nanoUSD = nanoUSD.addingSaturating(other.nanoUSD) }
}

extension Usage {
    fileprivate mutating func add(_ other: Usage) {
        promptTokens.addSaturating(other.promptTokens)
        completionTokens.addSaturating(other.completionTokens)
        cachedTokens.addSaturating(other.cachedTokens)
        reasoningTokens.addSaturating(other.reasoningTokens)
        cacheWriteTokens.addSaturating(other.cacheWriteTokens)
    }
}

extension Int {
    fileprivate mutating func addSaturating(_ other: Int) {
        let (sum, overflow) = addingReportingOverflow(other)
        self = overflow ? (other < 0 ? .min : .max) : sum
    }
}
