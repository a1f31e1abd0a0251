import Testing
import TurnoutCore

@testable import TurnoutCommands

/// Moments as people write them, by the clocks of a zone.
@Suite struct LocalClockTests {
    private let now = Timestamp(microseconds: 1_767_225_600_000_000)

    private func moment(_ text: String, _ zone: String = "UTC", now: String? = nil) throws -> String? {
        let now = now.flatMap { Timestamp(rfc3339: $0) } ?? self.now
        return try LocalClock(zone, flag: "--zone").moment(text, now: now, flag: "--since")?.description
    }

    @Test func daysBeginAtTheZonesMidnight() throws {
        #expect(try moment("2026-11-01") == "2026-11-01T00:00:00Z")
        #expect(try moment("2026-11-01", "Europe/Berlin") == "2026-10-31T23:00:00Z")
        #expect(try moment("2026-07-01", "Europe/Berlin") == "2026-06-30T22:00:00Z")
        #expect(try moment("2026-11-01", "Pacific/Kiritimati") == "2026-10-31T10:00:00Z")
        #expect(try moment("2026-11-01T08:30:00+01:00") == "2026-11-01T07:30:00Z")
    }

    @Test func spansCountTodayToo() throws {
        #expect(try moment("1d") == "2026-01-01T00:00:00Z")
        #expect(try moment("7d") == "2025-12-26T00:00:00Z")
        #expect(try moment("24h") == "2025-12-31T00:00:00Z")
        // Over a change of clocks: 29 March 2026 had 23 hours in Berlin.
        #expect(try moment("2d", "Europe/Berlin", now: "2026-03-30T08:00:00Z") == "2026-03-28T23:00:00Z")
        #expect(try moment("month", now: "2026-11-21T14:00:00Z") == "2026-11-01T00:00:00Z")
        #expect(try moment("week", now: "2026-11-21T14:00:00Z") == "2026-11-16T00:00:00Z")
        #expect(try moment("all") == nil)
    }

    @Test(arguments: ["", "d", "0d", "-1d", "7w", "total", "2026-13-01", "99999999999999999999d", "7 d", "yesterday"])
    func otherWordsAreRefused(_ text: String) {
        #expect(throws: UsageError.self) { try moment(text) }
    }

    @Test func showsWhatTheClocksShow() throws {
        let berlin = try LocalClock("Europe/Berlin", flag: "--zone")
        #expect(berlin.text(now) == "2026-01-01 01:00")
        #expect(LocalClock.utc.day(Timestamp(microseconds: now.microseconds - 1)) == "2025-12-31")
        // The ends of the range are no trouble.
        for end in [Int64.min, .max] { _ = berlin.text(Timestamp(microseconds: end)) }
    }
}
