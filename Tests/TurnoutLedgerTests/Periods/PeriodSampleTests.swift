import Testing
import TurnoutCore
import TurnoutLedger

@Suite struct PeriodSampleTests {
    @Test(arguments: PeriodSamples.lines.map(\.zone))
    func agreesWithPython(_ zone: String) throws {
        let rules = try Zones.files.rules(zone)
        let lines = try #require(PeriodSamples.lines.first { $0.zone == zone }).lines
        for line in lines.split(separator: "\n") {
            let words = line.split(separator: " ")
            let unit = try #require(PeriodUnit(rawValue: String(words[0])))
            let expected = PotPeriod(start: try Timestamp(words[2]), end: try Timestamp(words[3]))
            #expect(PotPeriod.containing(try Timestamp(words[1]), unit, in: rules) == expected, "\(zone) \(line)")
        }
    }

    /// Days that are not 24 hours long, in hours.
    @Test(
        arguments: [
            ("Europe/Berlin", "2026-03-29T10:00:00Z", 23), ("Europe/Berlin", "2026-10-25T10:00:00Z", 25),
            ("Australia/Lord_Howe", "2025-10-05T00:00:00Z", 23.5),
            ("Australia/Lord_Howe", "2025-04-06T00:00:00Z", 24.5),
            ("America/Sao_Paulo", "2018-11-04T12:00:00Z", 23), ("America/Sao_Paulo", "2018-02-17T12:00:00Z", 25),
            ("Pacific/Apia", "2011-12-30T09:00:00Z", 24), ("Pacific/Apia", "2011-12-30T10:00:00Z", 24),
            ("Pacific/Kwajalein", "1993-08-20T12:30:00Z", 24), ("Pacific/Kwajalein", "1969-09-30T00:00:00Z", 47),
        ] as [(String, String, Double)])
    func lengthOfADay(_ zone: String, _ moment: String, _ hours: Double) throws {
        let day = PotPeriod.containing(try Timestamp(moment), .day, in: try Zones.files.rules(zone))
        #expect(Double(day.end.microseconds - day.start.microseconds) == hours * 3_600_000_000, "\(day)")
    }

    /// Samoa went from the end of 29 December to 31 December 2011.
    @Test func aDayThatWasLeftOutHasNoPeriod() throws {
        let samoa = try Zones.files.rules("Pacific/Apia")
        let before = PotPeriod.containing(try Timestamp("2011-12-30T09:59:59Z"), .day, in: samoa)
        let after = PotPeriod.containing(try Timestamp("2011-12-30T10:00:00Z"), .day, in: samoa)
        #expect(before.end == after.start)
        #expect(samoa.offset(at: before.start) == -10 * 3_600)
        #expect(samoa.offset(at: after.start) == 14 * 3_600)
        let week = PotPeriod.containing(before.start, .week, in: samoa)
        #expect(week.end.microseconds - week.start.microseconds == 6 * 86_400_000_000)
    }

    @Test func allOfTimeIsOnePeriod() throws {
        let berlin = try Zones.files.rules("Europe/Berlin")
        #expect(PotPeriod.containing(try Timestamp("2026-03-29T01:00:00Z"), .total, in: berlin) == .always)
    }

    @Test(arguments: PeriodUnit.allCases)
    func theEndsOfTimeAreInPeriods(_ unit: PeriodUnit) throws {
        for zone in [TimeZoneRules.utc, try Zones.files.rules("America/New_York")] {
            for moment in [Timestamp(microseconds: .max), Timestamp(microseconds: .min)] where unit != .total {
                let period = PotPeriod.containing(moment, unit, in: zone)
                #expect(period.start <= moment && moment <= period.end && period.start < period.end)
            }
        }
    }

    /// A clock that jumps, and jumps back, is again in the period that it was in: nothing but the instant counts.
    @Test func aClockThatJumpsComesBackToItsPeriod() throws {
        let berlin = try Zones.files.rules("Europe/Berlin")
        for text in ["2026-03-29T00:59:59Z", "2026-10-25T01:00:00Z", "2026-10-24T22:00:00Z", "2026-10-31T23:00:00Z"] {
            let moment = try Timestamp(text)
            for unit in PeriodUnit.allCases {
                let period = PotPeriod.containing(moment, unit, in: berlin)
                for jump in [-3_600_000_000, 3_600_000_000] as [Int64] {
                    let jumped = moment.adding(microseconds: jump)
                    let other = PotPeriod.containing(jumped, unit, in: berlin)
                    let isSame = period.start <= jumped && jumped < period.end
                    #expect(isSame == (other == period))
                    #expect(
                        PotPeriod.containing(jumped.adding(microseconds: -jump), unit, in: berlin) == period)
                }
            }
        }
    }
}
