import TurnoutCore
import TurnoutLedger

/// A time zone by its name: what its clocks show, and what people write in it.
struct LocalClock: Sendable {
    let name: String
    let rules: TimeZoneRules

    static let utc = LocalClock(name: "UTC", rules: .utc)

    private init(name: String, rules: TimeZoneRules) {
        self.name = name
        self.rules = rules
    }

    /// Reads a zone's rules.
    init(_ name: String, flag: String) throws(UsageError) {
        do throws(TimeZoneFailure) { self.init(name: name, rules: try TimeZoneFiles().rules(name)) } catch {
            throw UsageError(flag, error.description)
        }
    }

    /// What the clocks show, to the minute: `2026-11-21 14:30`.
    func text(_ moment: Timestamp) -> String {
        let shown = shown(moment).description
        return "\(shown.prefix(10)) \(shown.dropFirst(11).prefix(5))"
    }

    /// The day: `2026-11-21`.
    func day(_ moment: Timestamp) -> String { String(shown(moment).description.prefix(10)) }

    private func shown(_ moment: Timestamp) -> Timestamp {
        let offset = Int64(rules.offset(at: moment)) * 1_000_000
        return Timestamp(microseconds: moment.microseconds.addingSaturating(offset))
    }

    /// The period that a moment lies in.
    func period(_ unit: PeriodUnit, at moment: Timestamp) -> PotPeriod { .containing(moment, unit, in: rules) }

    /// A moment that a person wrote: a day, which begins at the zone's midnight, `2026-11-01`; a moment of RFC 3339; the
    /// last days, with today, `7d`; the last hours, `24h`; the beginning of this `day`, `week` or `month`; or `all`, which
    /// gives `nil`.
    ///
    /// - Throws: when it is none of them.
    func moment(_ text: String, now: Timestamp, flag: String) throws(UsageError) -> Timestamp? {
        if text == "all" { return nil }
        if let unit = PeriodUnit(rawValue: text), unit != .total { return period(unit, at: now).start }
        if let number = Int64(text.dropLast()), (1...100_000).contains(number) {
            switch text.last {
            case "d":
                // Noon is in the same day wherever the clocks are changed in between.
                let today = period(.day, at: now).start.microseconds
                let noon = today.addingSaturating(-(number - 1) * 86_400_000_000 + 43_200_000_000)
                return period(.day, at: Timestamp(microseconds: noon)).start
            case "h": return Timestamp(microseconds: now.microseconds.addingSaturating(-number * 3_600_000_000))
            default: break
            }
        }
        if let moment = Timestamp(rfc3339: text) {
            guard text.utf8.count == 10 else { return moment }
            let offset = Int64(rules.offset(at: moment)) * 1_000_000
            let noon = moment.microseconds.addingSaturating(43_200_000_000 - offset)
            return period(.day, at: Timestamp(microseconds: noon)).start
        }
        throw UsageError(
            flag, "`\(text)` is no moment", help: "write it like `2026-11-01`, `7d`, `24h`, `month` or `all`")
    }
}
