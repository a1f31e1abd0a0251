import CAllocationCounter
import TurnoutPrivacy

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Times scans with its own loop and prints them; `--check` ends with 1 when a limit is passed.
///
/// Each figure is the median of many scans of one text. The work by which hostile texts are judged is counted, not timed.
@main
struct ScanLoop {
    private static let limitFor4KB = 60.0
    private static let limitFor1MB = 25.0

    static func main() {
        var broken: [String] = []
        print("built-in detectors, \(EntityType.builtin.count) types\n")
        print("text        4 KB, µs   1 MB, ms   findings   allocations")
        for kind in Texts.kinds {
            let short = Texts.text(kind, bytes: 4096)
            let long = Texts.text(kind, bytes: 1 << 20)
            let small = median(of: 301) { Scanner.standard.scan(short) }
            let large = median(of: 7) { Scanner.standard.scan(long) }
            let before = allocation_count()
            let found = Scanner.standard.scan(short).findings.count
            let allocations = allocation_count() - before
            print(
                pad(kind, 10) + pad(tenths(small), 10, left: true) + pad(tenths(large / 1000), 11, left: true)
                    + pad("\(found)", 11, left: true) + pad("\(allocations)", 14, left: true))
            // Dense texts are shown, and not held to the limits: their time is that of what they hold.
            if kind == "dense" { continue }
            if small > limitFor4KB { broken.append("\(kind): 4 KB take \(tenths(small)) µs, limit \(limitFor4KB)") }
            if large / 1000 > limitFor1MB {
                broken.append("\(kind): 1 MB takes \(tenths(large / 1000)) ms, limit \(limitFor1MB)")
            }
        }
        print("\nlabels of a policy's own   4 KB of prose, µs")
        for count in [0, 10, 100] {
            let text = Texts.text("prose", bytes: 4096)
            let words = (0..<count).map { "codename\($0)" }
            let own = count == 0 ? [] : [try? WordListDetector(id: "own", label: "own", words: words)].compactMap { $0 }
            let scanner = Scanner(detectors: [BuiltinDetector()] + own)
            print(pad("\(count)", 24) + pad(tenths(median(of: 301) { scanner.scan(text) }), 10, left: true))
        }
        print("\nhostile text            work per byte at 4 KB and 64 KB")
        for unit in [
            "4111-", "sk-", "a@", "1 1 1 ", "%25", "&#6", "-----BEGIN ", "password: ", "eyJ.", "\u{200B}1", "DE89 ",
        ] {
            let small = work(unit, 4096)
            let large = work(unit, 65_536)
            print(
                pad(String(reflecting: unit), 24) + pad(tenths(small), 8, left: true)
                    + pad(tenths(large), 8, left: true))
            if large > small * 2 {
                broken.append("\(String(reflecting: unit)): \(tenths(large / small)) × the work per byte")
            }
        }
        for line in broken { print("missed: " + line) }
        if CommandLine.arguments.contains("--check"), !broken.isEmpty { exit(1) }
    }

    /// The work per byte of a text made of one unit again and again.
    private static func work(_ unit: String, _ bytes: Int) -> Double {
        let text = String(repeating: unit, count: bytes / unit.utf8.count)
        return Double(Scanner.standard.scan(text).work) / Double(text.utf8.count)
    }

    /// The median time of a scan in microseconds, after some for warmth.
    private static func median(of count: Int, _ scan: () -> ScanResult) -> Double {
        for _ in 0..<max(2, count / 10) { keep(scan()) }
        let clock = ContinuousClock()
        var times = (0..<count).map { _ in clock.measure { keep(scan()) } }
        times.sort()
        let time = times[count / 2].components
        return Double(time.seconds) * 1e6 + Double(time.attoseconds) / 1e12
    }

    @inline(never) @_optimize(none)
    private static func keep(_ result: ScanResult) { withExtendedLifetime(result) {} }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func pad(_ text: String, _ width: Int, left: Bool = false) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return left ? space + text : text + space
    }
}
