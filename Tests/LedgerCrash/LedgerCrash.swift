#if SQLite
import Synchronization
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

/// Spends from the budgets of a ledger's file as fast as it can, and prints what was acknowledged: the process that the
/// tests kill. `ledger-crash spend FILE` goes on until it is killed; `ledger-crash drain FILE` until a hard budget is empty.
@main
struct LedgerCrash {
    static func main() async {
        guard CommandLine.arguments.count == 3 else { end(2, "usage: ledger-crash spend|drain FILE") }
        do throws(LedgerFailure) {
            let ledger = try SQLiteLedger(path: CommandLine.arguments[2])
            let journal = Journal()
            journal.write("open")
            let tasks = 16
            await withTaskGroup { group in
                for number in 0..<tasks {
                    group.addTask {
                        let worker = Worker(ledger: ledger, journal: journal, number: number)
                        switch CommandLine.arguments[1] {
                        case "spend": await worker.spend()
                        case "drain": await worker.drain()
                        case let other: end(2, "no such command: \(other)")
                        }
                    }
                }
            }
            await ledger.close()
        } catch {
            end(1, error.description)
        }
    }

    static func end(_ code: Int32, _ message: String) -> Never {
        Journal().write("failed \(message)")
        exit(code)
    }
}

/// Lines on the standard output, each written at once: a line that is there was there before the process was killed.
struct Journal: Sendable {
    func write(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        let count = bytes.withUnsafeBytes { buffer in
            #if canImport(Glibc)
            Glibc.write(1, buffer.baseAddress, buffer.count)
            #elseif canImport(Musl)
            Musl.write(1, buffer.baseAddress, buffer.count)
            #else
            Darwin.write(1, buffer.baseAddress, buffer.count)
            #endif
        }
        // Nobody listens any more: what is not in the journal must not be acknowledged.
        if count != bytes.count { exit(3) }
    }
}
#else
/// Without a ledger on disk there is nothing to kill.
@main
struct LedgerCrash {
    static func main() { print("built without the trait SQLite") }
}
#endif
