public import TurnoutCore

/// How far a zone's clocks are from UTC at every moment.
///
/// It is made from the bytes of a TZif file, see ``init(tzif:)``; ``TimeZoneFiles`` finds the file by a zone's name.
public struct TimeZoneRules: Hashable, Sendable {
    /// A moment at which the offset changes.
    struct Transition: Hashable, Sendable {
        /// Seconds since the start of 1970 in UTC.
        var time: Int64
        /// Seconds east of UTC from then on.
        var offset: Int64
    }

    /// A span of time with one offset: from a second up to, and without, another one.
    struct Stretch: Hashable, Sendable {
        var offset: Int64
        /// When the offset came into force; the smallest number when it always was.
        var start: Int64
        /// When another offset comes into force; the largest number when none does.
        var end: Int64
    }

    /// The bounds of RFC 9636, 3.2: no clock is further from UTC.
    static let offsets: ClosedRange<Int64> = (-25 * 3_600 + 1)...(26 * 3_600 - 1)

    /// The bounds of RFC 9636, 3.2: what is older than the universe needs no transition, and arithmetic stays in range.
    static let times: ClosedRange<Int64> = -(1 << 59)...(1 << 59)

    /// The offset before all transitions.
    private let first: Int64
    /// In their order; each changes the offset.
    private let transitions: [Transition]
    /// What holds from ``ruleStart`` on; without it the last offset stays.
    private let rule: POSIXZone?
    private let ruleStart: Int64

    /// Creates rules from transitions in their order, of which some may change nothing.
    init(first: Int64, transitions: [Transition], rule: POSIXZone?) {
        self.first = first
        self.rule = rule
        ruleStart = transitions.last?.time ?? .min
        var offset = first
        self.transitions = transitions.filter { transition in
            defer { offset = transition.offset }
            return transition.offset != offset
        }
    }

    /// Coordinated universal time: every day has 24 hours.
    public static let utc = TimeZoneRules(first: 0, transitions: [], rule: nil)

    /// The seconds that clocks of the zone are ahead of UTC, negative west of Greenwich; more than -25 and less than
    /// 26 hours.
    public func offset(at moment: Timestamp) -> Int {
        Int(stretch(at: moment.microseconds.dividedDown(by: 1_000_000).quotient).offset)
    }

    /// The offsets that are in force between two moments, each with the moment it holds from; the first holds from
    /// `start`.
    ///
    /// There are about two for each year in between, and none when `end` is not after `start`.
    public func offsets(from start: Timestamp, until end: Timestamp) -> [(from: Timestamp, seconds: Int)] {
        var found: [(from: Timestamp, seconds: Int)] = []
        var moment = start
        while moment < end {
            let stretch = stretch(at: moment.microseconds.dividedDown(by: 1_000_000).quotient)
            found.append((moment, Int(stretch.offset)))
            moment = Timestamp(clampedSeconds: stretch.end)
        }
        return found
    }

    /// The stretch that a second lies in.
    func stretch(at second: Int64) -> Stretch {
        guard let rule else { return tableStretch(at: second) }
        guard second >= ruleStart else {
            var stretch = tableStretch(at: second)
            // The table's last transition may only say from when on the rule holds.
            if stretch.end >= ruleStart {
                let next = rule.stretch(at: ruleStart)
                stretch.end = next.offset == stretch.offset ? next.end : ruleStart
            }
            return stretch
        }
        var stretch = rule.stretch(at: second)
        if stretch.start < ruleStart {
            let last = tableStretch(at: ruleStart == .min ? .min : ruleStart - 1)
            stretch.start = last.offset == stretch.offset ? last.start : ruleStart
        }
        return stretch
    }

    private func tableStretch(at second: Int64) -> Stretch {
        var (low, high) = (0, transitions.count)
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].time <= second { low = middle + 1 } else { high = middle }
        }
        let end = low < transitions.count ? transitions[low].time : .max
        guard low > 0 else { return Stretch(offset: first, start: .min, end: end) }
        return Stretch(offset: transitions[low - 1].offset, start: transitions[low - 1].time, end: end)
    }
}

extension Timestamp {
    /// The start of a second; the first or last moment there is when it is out of range.
    init(clampedSeconds seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000)
        self.init(microseconds: overflow ? (seconds < 0 ? .min : .max) : product)
    }
}
