import Foundation
import Testing
import TurnoutCore
import TurnoutLedger

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
struct ZoneDice: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// The zones of this machine.
enum Zones {
    static let files = TimeZoneFiles()

    /// The names of all files with a zone, those of `right/` and `posix/` left out.
    static let names: [String] = {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: files.folder)) ?? []
        return paths.filter { path in
            guard !path.hasPrefix("right/"), !path.hasPrefix("posix/"), path != "localtime" else { return false }
            return bytes(path).starts(with: "TZif".utf8)
        }.sorted()
    }()

    static func bytes(_ name: String) -> [UInt8] {
        FileManager.default.contents(atPath: "\(files.folder)/\(name)").map(Array.init) ?? []
    }
}

extension Timestamp {
    func adding(microseconds delta: Int64) -> Timestamp { Timestamp(microseconds: microseconds + delta) }

    init(seconds: Int64) { self.init(microseconds: seconds * 1_000_000) }

    /// Reads RFC 3339; fails the test for anything else.
    init(_ text: some StringProtocol, at place: SourceLocation = #_sourceLocation) throws {
        self = try #require(Timestamp(rfc3339: text), sourceLocation: place)
    }
}
