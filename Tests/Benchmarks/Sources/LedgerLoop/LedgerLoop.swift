import CAllocationCounter
import TurnoutCore
import TurnoutLedger
import TurnoutSQLite

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Times reservations on a ledger on disk with its own loop and prints them; `--check` ends with 1 when a limit is passed.
///
/// One reservation is two commands that are waited for, `reserve` and `settle`, both flushed to the disk, on two budgets.
/// The file lies in the folder that is named, or in the one for temporary files: its disk makes the numbers.
@main
struct LedgerLoop {
    /// Reservations a second with 64 tasks.
    private static let limit = 5000.0

    static func main() async {
        let arguments = CommandLine.arguments.dropFirst()
        let temporary = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        let folder = arguments.first { !$0.hasPrefix("--") } ?? temporary
        do {
            let flush = try FlushCost(folder: folder)
            print("one flush of 4 KB to this disk: p50 \(tenths(flush.p50)) µs, p99 \(tenths(flush.p99)) µs\n")
            print("tasks   reservations/s   p50, ms   p99, ms   allocations")
            var most = 0.0
            for (tasks, each) in [(1, 2000), (64, 600)] {
                let round = try await Round(folder: folder, tasks: tasks, each: each)
                print(
                    pad("\(tasks)", 5) + pad("\(Int(round.perSecond))", 17) + pad(hundredths(round.p50), 10)
                        + pad(hundredths(round.p99), 10) + pad(tenths(round.allocations), 14))
                most = round.perSecond
            }
            guard most < limit else { return }
            print("missed: \(Int(most)) reservations a second with 64 tasks, limit \(Int(limit))")
            if arguments.contains("--check") { exit(1) }
        } catch {
            print("LedgerLoop: \(error)")
            exit(70)
        }
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }

    private static func hundredths(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10)"
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}

/// Something the machine refused.
struct Trouble: Error, CustomStringConvertible {
    var description: String
}
