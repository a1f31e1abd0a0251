import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The system's random numbers, fetched many at a time: a call to the system takes longer than all else that drawing a
/// number takes.
final class SystemRandomness: Sendable {
    /// How many numbers are fetched at once: the most that `getentropy` gives (256 bytes).
    private static let count = 32

    private let numbers = Mutex<[UInt64]>([])

    /// The next number, from any thread. No number is given twice.
    @Sendable func next() -> UInt64 {
        numbers.withLock { numbers in
            if let number = numbers.popLast() { return number }
            var fresh = [UInt64](repeating: 0, count: Self.count)
            let isFilled = fresh.withUnsafeMutableBytes { getentropy($0.baseAddress, $0.count) == 0 }
            guard isFilled, let number = fresh.popLast() else { return UInt64.random(in: .min ... .max) }
            numbers = fresh
            return number
        }
    }
}
