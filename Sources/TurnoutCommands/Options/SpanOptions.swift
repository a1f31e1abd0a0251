import ArgumentParser
import TurnoutCore
import TurnoutLedger

/// Which calls a report is about.
struct SpanOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "From when on: 2026-11-01, 7d for seven days with today, 24h, day, week, month, or all.",
            valueName: "time"))
    var since = "30d"

    @Option(help: ArgumentHelp("Up to when, without that moment or day; by default now.", valueName: "time"))
    var until: String?

    @Option(help: ArgumentHelp("Only the calls of one provider.", valueName: "name"))
    var provider: String?

    @Option(help: ArgumentHelp("Only the calls of one user.", valueName: "name"))
    var user: String?

    @Option(help: ArgumentHelp("The time zone whose midnight begins a day, as Europe/Berlin.", valueName: "zone"))
    var zone = "UTC"

    /// The clock of the zone.
    func clock() throws(UsageError) -> LocalClock { try LocalClock(zone, flag: "--zone") }

    /// The question to a ledger, without a grouping.
    func query(_ clock: LocalClock, now: Timestamp) throws(UsageError) -> UsageQuery {
        var query = UsageQuery(provider: provider, user: user)
        query.since = try clock.moment(since, now: now, flag: "--since")
        if let until { query.until = try clock.moment(until, now: now, flag: "--until") ?? now }
        let end = query.until ?? now
        if let since = query.since, since >= end {
            throw UsageError("--since", "the span ends before it begins: \(clock.text(since)) to \(clock.text(end))")
        }
        let first = query.since ?? Timestamp(microseconds: 0)
        query.dayOffsets = clock.rules.offsets(from: first, until: end)
        return query
    }
}
