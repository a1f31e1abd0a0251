#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// What it costs to append a page to a file and flush it: the floor under every commit.
struct FlushCost {
    /// Microseconds.
    var p50: Double
    /// Microseconds.
    var p99: Double

    init(folder: String) throws {
        let path = "\(folder)/turnout-flush-\(UInt64.random(in: 0 ... .max))"
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else { throw Trouble(description: "`\(path)` cannot be made") }
        defer {
            close(descriptor)
            unlink(path)
        }
        let page = [UInt8](repeating: 7, count: 4096)
        var times: [Double] = []
        for _ in 0..<300 {
            let began = ContinuousClock.now
            guard write(descriptor, page, page.count) == page.count, fsync(descriptor) == 0 else {
                throw Trouble(description: "`\(path)` cannot be written")
            }
            times.append(microseconds(ContinuousClock.now - began))
        }
        times.sort()
        p50 = times[times.count / 2]
        p99 = times[times.count * 99 / 100]
    }
}

func microseconds(_ duration: Duration) -> Double {
    let parts = duration.components
    return Double(parts.seconds) * 1e6 + Double(parts.attoseconds) / 1e12
}
