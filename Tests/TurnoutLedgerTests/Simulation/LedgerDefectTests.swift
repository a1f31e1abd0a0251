import Testing
import TurnoutLedger
import TurnoutTesting

/// The suite that every ledger has to pass notices what the simulation does.
struct LedgerDefectTests {
    /// The rows drop an alert that was raised before; only the simulation sees that the machine should not have tried.
    static let seen = LedgerDefect.allCases.filter { $0 != .none && $0 != .alertsOnEverySettlement }

    @Test(arguments: seen)
    func theConformanceSuiteNoticesEveryDefect(_ defect: LedgerDefect) async {
        let found = await LedgerConformance { DefectiveLedger(defect) }.violations()
        #expect(!found.isEmpty, "\(defect.rawValue)")
    }

    @Test(arguments: DefectiveLedger.StoreDefect.allCases)
    func theConformanceSuiteNoticesEveryDefectOfAStore(_ mistake: DefectiveLedger.StoreDefect) async {
        let found = await LedgerConformance { DefectiveLedger(.none, mistake) }.violations()
        #expect(!found.isEmpty, "\(mistake)")
    }

    @Test func theLedgerWithoutADefectPasses() async {
        #expect(await LedgerConformance { DefectiveLedger() }.violations() == [])
    }
}
