import Foundation
import Testing
import TurnoutCore
import TurnoutLedger
import TurnoutTesting

/// Runs of ``LedgerSimulation``: `TURNOUT_LEDGER_SEEDS=100000 swift test -c release` runs as many.
struct LedgerSimulationTests {
    private static let wanted = ProcessInfo.processInfo.environment["TURNOUT_LEDGER_SEEDS"].flatMap(UInt64.init)

    @Test func twoHundredTasksNeverOvershoot() {
        var replies = LedgerExaminer.Replies()
        for seed in 0..<(Self.wanted ?? 16) {
            let run = LedgerSimulation.run(seed: seed)
            #expect(run.finding == nil, "seed \(seed) with 200 tasks")
            replies += run.replies
        }
        // A simulation that never gets to the edge shows nothing.
        for count in [replies.done, replies.refused, replies.unknown, replies.conflict, replies.expired] {
            #expect(count > 50, "\(replies)")
        }
    }

    @Test func fewTasksInManyOrders() {
        for seed in 0..<(Self.wanted ?? 300) {
            let finding = LedgerSimulation.run(seed: seed, tasks: 12).finding
            #expect(finding == nil, "seed \(seed) with 12 tasks")
        }
    }

    @Test(arguments: LedgerDefect.allCases.filter { $0 != .none })
    func theSimulationNoticesEveryDefect(_ defect: LedgerDefect) {
        let seed = (UInt64(0)..<60).first { LedgerSimulation.run(seed: $0, tasks: 40, machine: defect).finding != nil }
        #expect(seed != nil, "no seed has shown that \(defect.rawValue)")
    }
}
