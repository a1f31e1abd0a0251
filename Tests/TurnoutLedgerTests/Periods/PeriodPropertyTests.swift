import Foundation
import Testing
import TurnoutCore
import TurnoutLedger

/// What holds for all zones at random moments; a failure names the seed, which `TURNOUT_FUZZ_SEED` sets.
@Suite struct PeriodPropertyTests {
    private static let seed =
        ProcessInfo.processInfo.environment["TURNOUT_FUZZ_SEED"].flatMap(UInt64.init) ?? 0x7065_7269_6F64_7301
    private static let units: [PeriodUnit] = [.hour, .day, .week, .month]

    /// From 1900 to 2200; every second one is near to a change of clocks, where there are any.
    private func moments(_ count: Int, _ rules: TimeZoneRules, _ dice: inout ZoneDice) throws -> [Timestamp] {
        let changes = rules.offsets(from: try Timestamp("1900-01-01"), until: try Timestamp("2060-01-01")).map(\.from)
        return (0..<count).map { index in
            if index % 2 == 0, let change = changes.randomElement(using: &dice) {
                let near: Int64 = [1, 1_000_000, 3_600_000_000, 90_000_000_000].randomElement(using: &dice) ?? 1
                return change.adding(microseconds: Int64.random(in: -near...near, using: &dice))
            }
            return Timestamp(
                microseconds: Int64.random(in: -2_208_988_800_000_000...7_258_118_400_000_000, using: &dice))
        }
    }

    @Test func thereAreManyZones() { #expect(Zones.names.count > 300) }

    @Test func periodsTileTheTimeLine() throws {
        var dice = ZoneDice(seed: Self.seed)
        for name in Zones.names {
            let rules = try Zones.files.rules(name)
            for moment in try moments(12, rules, &dice) {
                for unit in Self.units {
                    let period = PotPeriod.containing(moment, unit, in: rules)
                    let place: Comment = "\(name) \(unit) \(moment.microseconds) seed \(Self.seed)"
                    #expect(period.start <= moment && moment < period.end, place)
                    #expect(PotPeriod.containing(period.end, unit, in: rules).start == period.end, place)
                    #expect(
                        PotPeriod.containing(period.end.adding(microseconds: -1), unit, in: rules) == period, place)
                    #expect(PotPeriod.containing(period.start, unit, in: rules) == period, place)
                }
            }
        }
    }

    /// By Foundation's calendar: a period begins with the first day of its unit, and that day is a new one.
    @Test func periodsBeginWithTheFirstOfTheirUnit() throws {
        var dice = ZoneDice(seed: Self.seed &+ 1)
        var calendar = Calendar(identifier: .gregorian)
        for name in Zones.names {
            let rules = try Zones.files.rules(name)
            for moment in try moments(8, rules, &dice) where moment >= Timestamp(seconds: 0) {
                for unit in Self.units {
                    let start = PotPeriod.containing(moment, unit, in: rules).start
                    let place: Comment = "\(name) \(unit) \(moment.microseconds) seed \(Self.seed)"
                    // The zone's own offset as a fixed zone: rules of Foundation are looked at in another test.
                    calendar.timeZone = try #require(TimeZone(secondsFromGMT: rules.offset(at: start)))
                    let date = Date(timeIntervalSince1970: Double(start.microseconds / 1_000_000))
                    let parts = calendar.dateComponents([.day, .weekday, .minute, .second], from: date)
                    let isChange =
                        rules.offset(at: start) != rules.offset(at: start.adding(microseconds: -1))
                    switch unit {
                    case .hour: #expect((parts.minute == 0 && parts.second == 0) || isChange, place)
                    case .week: #expect(parts.weekday == 2, place)
                    case .month: #expect(parts.day == 1, place)
                    case .day, .total: break
                    }
                    if unit == .hour { continue }
                    calendar.timeZone = try #require(
                        TimeZone(secondsFromGMT: rules.offset(at: start.adding(microseconds: -1))))
                    let before = calendar.dateComponents([.day], from: date.addingTimeInterval(-1))
                    #expect(before.day != parts.day, place)
                }
            }
        }
    }

    /// Foundation reads the rules from its own copy of the database, which may be another version: only what neither
    /// has changed in years is compared.
    @Test func offsetsAgreeWithFoundation() throws {
        var dice = ZoneDice(seed: Self.seed &+ 2)
        let stable = [
            "America/New_York", "America/Los_Angeles", "America/St_Johns", "America/Sao_Paulo", "America/Havana",
            "Europe/Berlin", "Europe/London", "Europe/Dublin", "Australia/Lord_Howe", "Australia/Sydney",
            "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Pacific/Apia", "Pacific/Auckland", "Pacific/Chatham",
            "Africa/Johannesburg", "Asia/Beirut", "Atlantic/Azores", "Africa/Casablanca",
        ]
        for name in stable {
            let rules = try Zones.files.rules(name)
            let zone = try #require(TimeZone(identifier: name))
            for _ in 0..<300 {
                let second = Int64.random(in: 0...3_786_912_000, using: &dice)
                let foundation = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(second)))
                #expect(
                    rules.offset(at: Timestamp(seconds: second)) == foundation, "\(name) \(second) seed \(Self.seed)")
            }
        }
    }

    @Test func offsetsInForceFollowEachOther() throws {
        let berlin = try Zones.files.rules("Europe/Berlin")
        let found = berlin.offsets(from: try Timestamp("2039-01-01"), until: try Timestamp("2041-01-01"))
        #expect(found.map(\.seconds) == [3_600, 7_200, 3_600, 7_200, 3_600])
        #expect(
            found.map(\.from) == [
                try Timestamp("2039-01-01"), try Timestamp("2039-03-27T01:00:00Z"),
                try Timestamp("2039-10-30T01:00:00Z"), try Timestamp("2040-03-25T01:00:00Z"),
                try Timestamp("2040-10-28T01:00:00Z"),
            ])
        #expect(berlin.offsets(from: try Timestamp("2039-01-01"), until: try Timestamp("2039-01-01")).isEmpty)
        #expect(TimeZoneRules.utc.offsets(from: Timestamp(seconds: 0), until: Timestamp(microseconds: .max)).count == 1)
    }
}
