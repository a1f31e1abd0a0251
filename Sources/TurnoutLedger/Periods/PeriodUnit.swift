public import TurnoutCore

/// How long a budget's period is.
public enum PeriodUnit: String, Hashable, Sendable, CaseIterable {
    /// From one full hour of the zone's clocks to the next. Where the clocks are changed, a new hour begins.
    case hour
    /// From midnight to midnight.
    case day
    /// From Monday to Monday.
    case week
    /// From the first of a month to the first of the next.
    case month
    /// All of time.
    case total
}

extension PotPeriod {
    /// The period that a moment lies in, by a zone's clocks.
    ///
    /// The periods of a unit follow each other without gap or overlap: `end` is in the next one, and always after
    /// `moment`, up to the last moment that a ``Timestamp`` can name. Days begin at midnight; where clocks skip it, at
    /// the first moment after the gap, and where they show it twice, at the first of the two. So a day has mostly 24
    /// hours, and one that a zone left out, as Samoa did with 30 December 2011, has no period.
    ///
    /// Hours are those that the zone's clocks show, in India from :30 to :30 in UTC. An hour that is repeated is a
    /// period of its own, and a change of clocks in the middle of an hour ends it: an hour is never longer than 3,600
    /// seconds.
    public static func containing(_ moment: Timestamp, _ unit: PeriodUnit, in zone: TimeZoneRules) -> PotPeriod {
        let second = moment.microseconds.dividedDown(by: 1_000_000).quotient
        switch unit {
        case .total: return .always
        case .hour: return zone.hour(of: second)
        case .day:
            let day = zone.day(of: second)
            return zone.days(from: day, until: day + 1)
        case .week:
            let day = zone.day(of: second)
            let monday = day - (CivilDay.weekday(of: day) + 6) % 7
            return zone.days(from: monday, until: monday + 7)
        case .month:
            let (year, month) = CivilDay.yearAndMonth(of: zone.day(of: second))
            return zone.days(
                from: CivilDay.number(year: year, month: month, day: 1),
                until: CivilDay.number(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1))
        }
    }
}

extension TimeZoneRules {
    /// The first second at which the zone's clocks have reached a day.
    fileprivate func beginning(of day: Int64) -> Int64 {
        let midnight = day * CivilDay.seconds
        // No clock is further ahead, so that none shows the day before this second.
        var stretch = stretch(at: midnight - Self.offsets.upperBound)
        while true {
            let second = max(stretch.start, midnight - stretch.offset)
            if second < stretch.end { return second }
            stretch = self.stretch(at: stretch.end)
        }
    }

    /// The latest day that the zone's clocks have reached by a second: they may have been turned back behind a
    /// midnight.
    fileprivate func day(of second: Int64) -> Int64 {
        var day = (second + stretch(at: second).offset).dividedDown(by: CivilDay.seconds).quotient
        while beginning(of: day + 1) <= second { day += 1 }
        return day
    }

    fileprivate func days(from first: Int64, until next: Int64) -> PotPeriod {
        PotPeriod(
            start: Timestamp(clampedSeconds: beginning(of: first)), end: Timestamp(clampedSeconds: beginning(of: next)))
    }

    fileprivate func hour(of second: Int64) -> PotPeriod {
        let stretch = stretch(at: second)
        let mark = second - (second + stretch.offset).dividedDown(by: 3_600).remainder
        return PotPeriod(
            start: Timestamp(clampedSeconds: max(mark, stretch.start)),
            end: Timestamp(clampedSeconds: min(mark + 3_600, stretch.end)))
    }
}
