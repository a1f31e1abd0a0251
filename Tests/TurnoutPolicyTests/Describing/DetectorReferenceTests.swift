import Testing
import TurnoutPolicy

@Suite struct DetectorReferenceTests {
    @Test func thePageIsTheList() throws { try Generated.check(DetectorReference.page, "docs/reference/detectors.md") }

    @Test func everyTypeIsExplained() {
        #expect(!DetectorReference.page.contains("|  |"))
    }
}
