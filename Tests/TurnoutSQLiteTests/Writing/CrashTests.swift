#if SQLite
import Foundation
import Testing
import TurnoutCore
import TurnoutLedger
import TurnoutSQLite

/// Real processes that are killed, or that meet at the edge of one budget.
@Suite(.serialized) struct CrashTests {
    @Test func fiftyKillsLoseNothingAndGiveNothingBack() async throws {
        let folder = try LedgerFolder()
        var settled: [String: Int64] = [:]
        var voided: Set<String> = []
        var reserved: Set<String> = []
        var before: [LedgerAudit.Pot] = []
        for round in 0..<50 {
            let process = try CrashProcess("spend", folder.file)
            try await process.waits(for: "open")
            try await Task.sleep(for: .milliseconds(.random(in: 20...200)))
            process.kill()
            for line in await process.lines() {
                switch line.first {
                case "settled": settled[line[1]] = Int64(line[2])
                case "voided": voided.insert(line[1])
                case "reserved": reserved.insert(line[1])
                case "failed": Issue.record("round \(round): \(line.joined(separator: " "))")
                default: break
                }
            }
            let audit = try LedgerAudit(try folder.connection(), withReservations: false)
            #expect(audit.unequal == [], "round \(round)")
            for pot in audit.pots where pot.budget != "all" {
                #expect(pot.settled + pot.held <= pot.limit, "round \(round): \(pot)")
            }
            for pot in before {
                let now = audit.pots.first { $0.budget == pot.budget }
                #expect(
                    now.map { $0.settled >= pot.settled } == true,
                    "round \(round): \(pot) has become \(String(describing: now))")
            }
            before = audit.pots
        }
        try await checkEnd(folder, settled: settled, voided: voided, reserved: reserved)
    }

    private func checkEnd(
        _ folder: LedgerFolder, settled: [String: Int64], voided: Set<String>, reserved: Set<String>
    ) async throws {
        #expect(settled.count > 1000, "the processes did next to nothing")
        let old = try LedgerAudit(try folder.connection(), withReservations: true).reservations
        let ledger = try SQLiteLedger(path: folder.file)
        var ended = 1
        while ended > 0 {
            guard case .expired(let count) = try await ledger.perform(.expire(limit: 100), at: Order.after(3600)) else {
                break
            }
            ended = count
        }
        await ledger.close()
        let audit = try LedgerAudit(try folder.connection(), withReservations: true)
        #expect(audit.unequal == [])
        #expect(audit.pots.allSatisfy { $0.held == 0 })
        let lost = settled.filter { audit.reservations[$0.key]?.cost != $0.value }
        #expect(lost.isEmpty, "acknowledged and not there: \(lost.count)")
        #expect(voided.allSatisfy { audit.reservations[$0]?.state == 3 })
        #expect(reserved.allSatisfy { audit.reservations[$0] != nil })
        let open = old.filter { $0.value.state == 1 }
        #expect(!open.isEmpty, "no process was killed with a call under way")
        #expect(
            open.allSatisfy {
                audit.reservations[$0.key] == .init(state: 2, bound: $0.value.bound, cost: $0.value.bound)
            })
        #expect(old.filter { $0.value.state == 0 }.allSatisfy { audit.reservations[$0.key]?.state == 3 })
        #expect(old.filter { $0.value.state > 1 }.allSatisfy { audit.reservations[$0.key] == $0.value })
    }

    @Test func twoProcessesAtTheEdgeOfOneBudgetDoNotPassIt() async throws {
        let folder = try LedgerFolder()
        let processes = try [CrashProcess("drain", folder.file), CrashProcess("drain", folder.file)]
        var paid: [Int] = []
        for process in processes {
            let lines = await process.lines()
            #expect(lines.allSatisfy { $0.first != "failed" }, "\(lines)")
            paid.append(lines.count { $0.first == "settled" })
        }
        // The whole budget, in steps of 10, and nothing above it.
        #expect(paid.reduce(0, +) == 1000)
        #expect(paid.allSatisfy { $0 > 0 }, "one process had it all: \(paid)")
        let audit = try LedgerAudit(try folder.connection(), withReservations: false)
        #expect(audit.unequal == [])
        #expect(audit.pots == [.init(budget: "shared", limit: 10_000, settled: 10_000, held: 0)])
    }
}
#endif
