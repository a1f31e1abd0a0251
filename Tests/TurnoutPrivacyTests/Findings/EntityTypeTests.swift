import Testing

@testable import TurnoutPrivacy

@Suite struct EntityTypeTests {
    @Test func builtInLabels() {
        #expect(EntityType.card.label == "pii.card")
        #expect(EntityType.privateKey.label == "secret.private_key")
        #expect(EntityType(rawValue: "IBAN_CODE") == .iban)
        #expect(EntityType.builtin.allSatisfy { $0.label.hasPrefix("pii.") || $0.label.hasPrefix("secret.") })
        #expect(Set(EntityType.builtin.map(\.rawValue)).count == EntityType.builtin.count)
    }

    @Test func typesOfOthersBringTheirLabel() {
        #expect(EntityType("TICKET", label: "internal.ticket").label == "internal.ticket")
        #expect(EntityType(rawValue: "TICKET").label == "custom.ticket")
        #expect(EntityType("TICKET", label: "a") != EntityType("TICKET", label: "b"))
    }

    @Test func scoresStayInRange() {
        for (given, kept) in [(2.0, 1.0), (-1, 0), (.nan, 0), (0.5, 0.5)] {
            #expect(Finding(type: .card, detector: "d", range: 0..<1, score: given).score == kept)
        }
    }
}
