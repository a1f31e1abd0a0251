import Testing
import TurnoutCore

/// Runs random lives of a state machine: other seeds every run, and the one that failed is named.
enum TrafficSeeds {
    /// Lets a life run for many seeds and records the first broken promise.
    static func check(_ count: UInt64, _ life: (UInt64) -> String?) {
        let start = UInt64.random(in: 0...(.max / 2))
        for seed in start..<(start + count) {
            if let broken = life(seed) {
                Issue.record("seed \(seed): \(broken)")
                return
            }
        }
    }

    /// Whether any of the first lives breaks a promise, as all of them should let through only what is sound.
    static func notices(_ count: UInt64, _ life: (UInt64) -> String?) -> Bool {
        (0..<count).contains { life($0) != nil }
    }
}

extension Instant {
    /// A moment in the middle of a process's life.
    static let noon = Instant(nanoseconds: 5_000_000_000_000)

    static func + (left: Instant, right: Duration) -> Instant { left.advanced(by: right) }
}

extension RandomNumberGenerator {
    mutating func pick(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }
    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
