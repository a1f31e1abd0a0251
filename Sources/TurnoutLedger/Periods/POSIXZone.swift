/// A rule for all years, as the last line of a TZif file and the variable `TZ` state it (POSIX.1-2024, 8.3, with the
/// extensions of RFC 9636, 3.3.1).
struct POSIXZone: Hashable, Sendable {
    /// A day of each year.
    enum Day: Hashable, Sendable {
        /// `Jn`: from 1 to 365, the leap day never counted.
        case withoutLeapDay(Int64)
        /// `n`: from 0 to 365, the leap day counted.
        case fromZero(Int64)
        /// `Mm.w.d`: a weekday, 0 for Sunday, of a week of a month; the fifth week is the last.
        case weekday(month: Int64, week: Int64, day: Int64)
    }

    /// When clocks are changed each year.
    struct Change: Hashable, Sendable {
        var day: Day
        /// Seconds after the midnight that begins the day, by the clocks before the change; from -167 to 167 hours.
        var time: Int64
    }

    struct Summer: Hashable, Sendable {
        /// Seconds east of UTC.
        var offset: Int64
        var start: Change
        var end: Change
    }

    /// Seconds east of UTC outside of summer time.
    var offset: Int64
    var summer: Summer?

    /// The span with one offset that a second lies in.
    func stretch(at second: Int64) -> TimeZoneRules.Stretch {
        guard let summer, summer.offset != offset else {
            return TimeZoneRules.Stretch(offset: offset, start: .min, end: .max)
        }
        // A change may be moved over the end of its year by a week, and what comes before and after a window is not
        // known: with so many years on each side, the changes around the second are all in it.
        let year = CivilDay.yearAndMonth(of: second.dividedDown(by: CivilDay.seconds).quotient).year
        let changes = changes(from: year - 2, through: year + 2, summer)
        var stretch = TimeZoneRules.Stretch(offset: changes[0].offset, start: .min, end: .max)
        for (change, next) in zip(changes, changes.dropFirst()).dropFirst() {
            // The last of several at one moment counts: summer time all year ends and begins at every new year.
            if change.time == next.time || change.offset == stretch.offset { continue }
            if change.time > second {
                stretch.end = change.time
                break
            }
            stretch.offset = change.offset
            stretch.start = change.time
        }
        return stretch
    }

    /// The changes of some years by their moments; those at one moment by their years, the start of summer first.
    private func changes(from first: Int64, through last: Int64, _ summer: Summer) -> [TimeZoneRules.Transition] {
        var changes: [TimeZoneRules.Transition] = []
        for year in first...last {
            let start = summer.start.civilSeconds(in: year) - offset
            let end = summer.end.civilSeconds(in: year) - summer.offset
            for change in [(start, summer.offset), (end, offset)] {
                let place = changes.lastIndex { $0.time <= change.0 }.map { $0 + 1 } ?? 0
                changes.insert(TimeZoneRules.Transition(time: change.0, offset: change.1), at: place)
            }
        }
        return changes
    }
}

extension POSIXZone.Change {
    /// When it comes, in seconds since 1970 by the clocks before it.
    fileprivate func civilSeconds(in year: Int64) -> Int64 { day.number(in: year) * CivilDay.seconds + time }
}

extension POSIXZone.Day {
    /// The day's number in a year, from 1970-01-01.
    fileprivate func number(in year: Int64) -> Int64 {
        switch self {
        case .withoutLeapDay(let day):
            let isAfterLeapDay = day > 59 && CivilDay.isLeap(year)
            return CivilDay.number(year: year, month: 1, day: 1) + day - (isAfterLeapDay ? 0 : 1)
        case .fromZero(let day):
            return CivilDay.number(year: year, month: 1, day: 1) + day
        case .weekday(let month, let week, let day):
            let first = CivilDay.number(year: year, month: month, day: 1)
            let next = CivilDay.number(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1)
            var number = first + (day - CivilDay.weekday(of: first) + 7) % 7 + (week - 1) * 7
            if number >= next { number -= 7 }
            return number
        }
    }
}
