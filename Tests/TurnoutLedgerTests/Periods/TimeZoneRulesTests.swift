import Foundation
import Testing
import TurnoutCore
import TurnoutLedger

@Suite struct TimeZoneRulesTests {
    private func offset(_ file: TZifBuilder, _ second: Int64) throws -> Int {
        try TimeZoneRules(tzif: file.bytes()).offset(at: Timestamp(seconds: second))
    }

    /// What a last line alone gives at a moment, in seconds east of UTC; checked with Python's zoneinfo.
    @Test(arguments: [
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2050-07-01T00:00:00Z", 7_200),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2050-03-27T00:59:59Z", 3_600),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2050-03-27T01:00:00Z", 7_200),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "2050-10-30T01:00:00Z", 3_600),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2050-01-01T00:00:00Z", 39_600),
        ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2050-06-01T00:00:00Z", 37_800),
        ("NST3:30NDT,M3.2.0/0:01,M11.1.0/0:01", "2050-07-01T00:00:00Z", -9_000),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "2050-01-01T00:00:00Z", 0),
        ("IST-1GMT0,M10.5.0,M3.5.0/1", "2050-07-01T00:00:00Z", 3_600),
        // Greenland: 22:00 of the day before, and Israel's 26:00.
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2050-03-27T00:59:59Z", -7_200),
        ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2050-03-27T01:00:00Z", -3_600),
        ("IST-2IDT,M3.4.4/26,M10.5.0", "2050-03-24T23:59:59Z", 7_200),
        ("IST-2IDT,M3.4.4/26,M10.5.0", "2050-03-25T00:00:00Z", 10_800),
        ("AAA3BBB,J60/0,J300/0", "2048-03-01T02:59:59Z", -10_800),
        ("AAA3BBB,J60/0,J300/0", "2048-03-01T03:00:00Z", -7_200),
        ("AAA3BBB,59/0,300/0", "2048-02-29T03:00:00Z", -7_200),
        ("AAA3BBB,59/0,300/0", "2049-03-01T02:59:59Z", -10_800),
        ("AAA+3:00:30", "2048-03-01T00:00:00Z", -10_830),
        // Summer time all year, as RFC 9636 writes it.
        ("EST5EDT,0/0,J365/25", "2050-01-01T04:59:59Z", -14_400),
        ("EST5EDT,0/0,J365/25", "2050-01-01T05:00:00Z", -14_400),
        ("EST5EDT,0/0,J365/25", "2050-07-01T00:00:00Z", -14_400),
    ])
    func lastLine(_ footer: String, _ moment: String, _ seconds: Int) throws {
        let rules = try TimeZoneRules(tzif: TZifBuilder(footer: footer).bytes())
        #expect(rules.offset(at: try Timestamp(moment)) == seconds)
    }

    @Test(arguments: [
        "", "X", "AB1", "ABC", "ABC25", "ABC1:60", "ABC1:0:60", "<ABC1", "<AB>1", "ABC1DEF", "ABC1DEF,",
        "ABC1DEF,J0,J2",
        "ABC1DEF,J366,J2", "ABC1DEF,366,2", "ABC1DEF,M0.1.1,M2.1.1", "ABC1DEF,M13.1.1,M2.1.1", "ABC1DEF,M1.6.1,M2.1.1",
        "ABC1DEF,M1.0.1,M2.1.1", "ABC1DEF,M1.1.7,M2.1.1", "ABC1DEF,M1.1.1/168,M2.1.1", "ABC1DEF,M1.1.1", "ABC1 ",
        "ABC1DEF,M1.1.1,M2.1.1,", "ABC1DEF,M1.1.1/,M2.1.1", "ABC--1", "ABC0001", "A+C1", "ABC1DEF-24:59:59:59,J1,J2",
    ])
    func lastLinesThatAreRefused(_ footer: String) {
        // An empty one is allowed: it leaves open what comes after the table.
        if footer.isEmpty {
            #expect(throws: Never.self) { try TimeZoneRules(tzif: TZifBuilder(footer: footer).bytes()) }
        } else {
            #expect(throws: TimeZoneDataError.self) { try TimeZoneRules(tzif: TZifBuilder(footer: footer).bytes()) }
        }
    }

    @Test func versionOneHasATableAlone() throws {
        let file = TZifBuilder(version: 0, times: [0, 1_000], types: [1, 0], offsets: [60, -120])
        #expect(try offset(file, -1) == 60)
        #expect(try offset(file, 0) == -120)
        #expect(try offset(file, 999) == -120)
        #expect(try offset(file, 1_000) == 60)
        #expect(try offset(file, 4_000_000_000) == 60)
    }

    @Test(arguments: ["2", "3", "4"] as [Unicode.Scalar])
    func laterVersionsHave64BitsAndALastLine(_ version: Unicode.Scalar) throws {
        let file = TZifBuilder(
            version: UInt8(ascii: version), times: [-5_000_000_000, 1_000], types: [1, 0], offsets: [60, -120],
            footer: "<-05>5")
        #expect(try offset(file, -5_000_000_001) == 60)
        #expect(try offset(file, -5_000_000_000) == -120)
        #expect(try offset(file, 1_000) == -18_000)
    }

    @Test func leapSecondsAreTakenOut() throws {
        let file = TZifBuilder(
            times: [100, 1_000], types: [1, 0], offsets: [60, 120], leaps: [(50, 1), (500, 2)], footer: "")
        #expect(try offset(file, 98) == 60)
        #expect(try offset(file, 99) == 120)
        #expect(try offset(file, 997) == 120)
        #expect(try offset(file, 998) == 60)
    }

    /// Debian installs the zones with leap seconds below `right/`.
    @Test(
        .enabled(if: FileManager.default.fileExists(atPath: "\(Zones.files.folder)/right/Europe/Berlin")),
        arguments: ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Apia"])
    func zonesWithLeapSecondsHaveTheSameDays(_ name: String) throws {
        let plain = try Zones.files.rules(name)
        let right = try TimeZoneRules(tzif: Zones.bytes("right/\(name)"))
        let (start, end) = (try Timestamp("1975-01-01"), try Timestamp("2024-01-01"))
        let (expected, found) = (plain.offsets(from: start, until: end), right.offsets(from: start, until: end))
        #expect(expected.map(\.from) == found.map(\.from))
        #expect(expected.map(\.seconds) == found.map(\.seconds))
    }

    /// A table may end with a change of the name alone, and a last line may say what the table said: neither is a
    /// change.
    @Test func onlyOffsetsMakeAChange() throws {
        let file = TZifBuilder(
            times: [1_800, 2_000, 3_000], types: [0, 1, 2], offsets: [3_600, 3_600, 3_600], footer: "CET-1")
        let rules = try TimeZoneRules(tzif: file.bytes())
        #expect(rules.offsets(from: Timestamp(seconds: 0), until: Timestamp(seconds: 10_000)).count == 1)
        let hour = PotPeriod.containing(Timestamp(seconds: 2_500), .hour, in: rules)
        #expect(hour == PotPeriod(start: Timestamp(seconds: 0), end: Timestamp(seconds: 3_600)))
    }

    @Test func aLastLineThatTakesTheLastTransitionBackLeavesNoTrace() throws {
        let file = TZifBuilder(times: [0, 5_400], types: [1, 0], offsets: [7_200, 3_600], footer: "CET-1")
        let rules = try TimeZoneRules(tzif: file.bytes())
        let expected = PotPeriod(start: Timestamp(seconds: 3_600), end: Timestamp(seconds: 7_200))
        for second in [3_600, 5_399, 5_400, 7_199] as [Int64] {
            #expect(PotPeriod.containing(Timestamp(seconds: second), .hour, in: rules) == expected)
        }
    }

    @Test(arguments: ["EST5EDT,0/0,J365/25", "AAA-1BBB,J365/24,0/1", "AAA-1BBB-1,J50,J60", "AAA-1"])
    func aRuleThatChangesNothingHasOneOffset(_ footer: String) throws {
        let rules = try TimeZoneRules(tzif: TZifBuilder(footer: footer).bytes())
        let found = rules.offsets(from: try Timestamp("2020-01-01"), until: try Timestamp("2060-01-01"))
        #expect(found.count == 1)
    }

    @Test func filesThatAreRefused() {
        let fine = TZifBuilder(times: [0, 1], types: [0, 0])
        func changed(_ change: (inout TZifBuilder) -> Void) -> [UInt8] {
            var file = fine
            change(&file)
            return file.bytes()
        }
        let wrong: [(String, [UInt8])] = [
            ("it ends too early", []),
            ("it ends too early", Array("TZif2".utf8)),
            ("it does not begin with `TZif`", [UInt8](repeating: 0x41, count: 100)),
            ("its version is unknown", changed { $0.version = 1 }),
            ("it ends too early", changed { $0.extraTimes = 0xFFFF_FFF0 }),
            ("it ends too early", changed { $0.extraTimes = 100 }),
            ("it has no type of local time", changed { $0.offsets = [] }),
            ("it has no type of local time", changed { $0.offsets = [Int32](repeating: 0, count: 257) }),
            ("an offset from UTC is out of range", changed { $0.offsets = [-90_000] }),
            ("an offset from UTC is out of range", changed { $0.offsets = [.min] }),
            ("a type of local time is missing", changed { $0.types = [0, 1] }),
            ("its transitions are out of order", changed { $0.times = [1, 0] }),
            ("its transitions are out of order", changed { $0.times = [1, 1] }),
            ("a transition is out of range", changed { $0.times = [.min, 1] }),
            ("its leap seconds are out of order", changed { $0.leaps = [(5, 1), (5, 2)] }),
            ("its leap seconds are out of range", changed { ($0.times, $0.leaps) = ([.min, 0], [(.min, 1)]) }),
            ("its last line is missing", Array(fine.bytes().dropLast())),
            ("its last line is not a rule of POSIX", changed { $0.footer = "nonsense" }),
            ("it has more than 256 KiB", [UInt8](repeating: 0, count: 1 << 18 + 1)),
        ]
        for (reason, bytes) in wrong {
            let error = #expect(throws: TimeZoneDataError.self) { try TimeZoneRules(tzif: bytes) }
            #expect(error?.description == reason)
        }
    }
}
