import Foundation
import Testing
import TurnoutCore
import TurnoutLedger

/// Hostile files: refused, or periods still tile the time line. A failure names its seed and round;
/// `TURNOUT_FUZZ_SEED` and `TURNOUT_FUZZ_SECONDS` run others, and longer.
@Suite struct TimeZoneFuzzTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let seed = environment["TURNOUT_FUZZ_SEED"].flatMap(UInt64.init) ?? 0x747A_6966_6675_7A01
    private static let seconds = environment["TURNOUT_FUZZ_SECONDS"].flatMap { Double($0) } ?? 1

    @Test func hostileFiles() throws {
        let names = ["Europe/Berlin", "America/New_York", "Africa/Casablanca", "Asia/Kathmandu", "Pacific/Apia", "EST"]
        let files = names.map(Zones.bytes).filter { !$0.isEmpty }
        var dice = ZoneDice(seed: Self.seed)
        let end = ContinuousClock.now + .seconds(Self.seconds)
        var round = 0
        repeat {
            let bytes = Bool.random(using: &dice) ? damaged(files, &dice) : invented(&dice)
            if let rules = try? TimeZoneRules(tzif: bytes) {
                for _ in 0..<4 { try check(rules, &dice, "seed \(Self.seed), round \(round)") }
            }
            round += 1
        } while ContinuousClock.now < end
    }

    private func damaged(_ files: [[UInt8]], _ dice: inout ZoneDice) -> [UInt8] {
        guard var bytes = files.randomElement(using: &dice) else { return [] }
        for _ in 0..<Int.random(in: 0...6, using: &dice) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &dice)
            switch Int.random(in: 0..<5, using: &dice) {
            case 0: bytes[place] = UInt8.random(in: .min ... .max, using: &dice)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
            case 2: bytes.removeLast(bytes.count - place)
            case 3: bytes.insert(UInt8.random(in: .min ... .max, using: &dice), at: place)
            default:
                // The last line is where the grammar is.
                let last = max(0, bytes.count - 1 - Int.random(in: 0..<30, using: &dice))
                bytes[last] = "0123456789-+:/.,MJ<>AZ\n".utf8.randomElement(using: &dice) ?? 0
            }
        }
        return bytes
    }

    /// A file that is right by its form: what it says is not.
    private func invented(_ dice: inout ZoneDice) -> [UInt8] {
        var file = TZifBuilder()
        let widest: Int64 = [100, 100_000, 10_000_000, 4_000_000_000, .max].randomElement(using: &dice) ?? 1
        var times: Set<Int64> = []
        for _ in 0..<Int.random(in: 0...40, using: &dice) { times.insert(.random(in: -widest...widest, using: &dice)) }
        file.times = times.sorted()
        file.offsets = (0..<Int.random(in: 1...6, using: &dice)).map { _ in
            Int32.random(in: -89_999...93_599, using: &dice)
        }
        file.types = file.times.map { _ in UInt8.random(in: 0..<UInt8(file.offsets.count), using: &dice) }
        func number(_ range: ClosedRange<Int>) -> String { String(Int.random(in: range, using: &dice)) }
        func change() -> String {
            let days = ["J\(number(1...365))", number(0...365), "M\(number(1...12)).\(number(1...5)).\(number(0...6))"]
            return ",\(days.randomElement(using: &dice) ?? "0")/\(number(-167...167)):\(number(0...59))"
        }
        file.footer = "ABC\(number(-24...24)):\(number(0...59))"
        if Bool.random(using: &dice) {
            // The same day twice, and whole years, are where rules touch.
            let start = change()
            let end = [start, change(), ",J365/25"].randomElement(using: &dice) ?? start
            file.footer += "<DEF>\(number(-24...24))" + ([start, ",0/0"].randomElement(using: &dice) ?? start) + end
        }
        return file.bytes()
    }

    private func check(_ rules: TimeZoneRules, _ dice: inout ZoneDice, _ place: Comment) throws {
        let widest: Int64 =
            [100_000_000, 1_000_000_000_000, 9_000_000_000_000_000_000].randomElement(using: &dice) ?? 1
        let moment = Timestamp(microseconds: Int64.random(in: -widest...widest, using: &dice))
        for unit in [PeriodUnit.hour, .day, .week, .month] {
            let period = PotPeriod.containing(moment, unit, in: rules)
            #expect(period.start <= moment && moment < period.end, place)
            #expect(PotPeriod.containing(period.end, unit, in: rules).start == period.end, place)
            #expect(PotPeriod.containing(period.end.adding(microseconds: -1), unit, in: rules) == period, place)
        }
    }
}
