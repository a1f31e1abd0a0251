import Testing

@testable import TurnoutPrivacy

@Suite struct ThresholdTests {
    private let text = "mail kim@example.org, tel. +49 89 1234567"

    private func types(_ thresholds: [String: Double]) -> [String] {
        Scanner(detectors: [BuiltinDetector()], thresholds: thresholds).scan(text).findings.map(\.type.rawValue)
    }

    @Test func withoutThresholdsEverythingIsKept() {
        #expect(types([:]) == ["EMAIL_ADDRESS", "PHONE_NUMBER"])
        #expect(types(["secret": 1]) == ["EMAIL_ADDRESS", "PHONE_NUMBER"])
    }

    @Test func aLabelHoldsForAllBelowIt() {
        #expect(types(["pii": 1]) == [])
        #expect(types(["pii": 0.92]) == ["EMAIL_ADDRESS"])
        #expect(types(["pi": 1]) == ["EMAIL_ADDRESS", "PHONE_NUMBER"])
    }

    @Test func theCloserNameWins() {
        #expect(types(["pii": 1, "pii.phone": 0.1]) == ["PHONE_NUMBER"])
        #expect(types(["pii": 0.1, "pii.phone": 0.1, "PHONE_NUMBER": 1]) == ["EMAIL_ADDRESS"])
    }
}
