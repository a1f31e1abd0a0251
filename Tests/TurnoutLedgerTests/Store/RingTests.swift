import Testing
import TurnoutCore
import TurnoutLedger

struct RingTests {
    @Test(arguments: 0..<6)
    func keepsTheNewest(capacity: Int) {
        let ledger = MemoryLedger(capacity: capacity - 1)
        let kept = max(0, capacity - 1)
        for second in 0..<13 {
            let entry = DecisionEntry(
                id: RequestID(high: 0, low: 0), time: Timestamp(microseconds: Int64(second)), policy: "",
                policyDigest: "",
                task: "", sensitivity: "", route: nil, outcome: "", served: nil, attribution: Attribution(),
                duration: .zero, cost: nil)
            ledger.record(entry) { _ in }
            let expected = (0...second).suffix(kept).map(Int64.init)
            #expect(ledger.decisions.map(\.time.microseconds) == expected)
        }
        ledger.forget(before: Timestamp(microseconds: 11))
        #expect(ledger.decisions.map(\.time.microseconds) == [11, 12].suffix(kept))
    }
}
