import Testing

@testable import TurnoutPrivacy

@Suite struct PrivateKeyTests {
    private static let dashes = String(repeating: "-", count: 5)

    private func armour(_ label: String, ended: Bool = true) -> String {
        var generator = SeededGenerator(seed: 131)
        let body = (0..<4).map { _ in Samples.text(Samples.alphanumeric, 64, using: &generator) }.joined(
            separator: "\n")
        let begin = PrivateKeyTests.dashes + "BEGIN " + label + PrivateKeyTests.dashes + "\n" + body
        return ended ? begin + "\n" + PrivateKeyTests.dashes + "END " + label + PrivateKeyTests.dashes : begin
    }

    @Test(arguments: [
        "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "OPENSSH PRIVATE KEY", "PGP PRIVATE KEY BLOCK",
        "ENCRYPTED PRIVATE KEY",
    ])
    func isFoundFromEndToEnd(_ label: String) {
        let key = armour(label)
        #expect(found("my key:\n\(key)\nkim@example.org") == ["PRIVATE_KEY \(key)", "EMAIL_ADDRESS kim@example.org"])
        let half = armour(label, ended: false)
        #expect(found("my key:\n\(half)") == ["PRIVATE_KEY \(half)"])
    }

    @Test func publicThingsAreNone() {
        for label in ["PUBLIC KEY", "CERTIFICATE", "PGP PUBLIC KEY BLOCK", "RSA PUBLIC KEY", "CERTIFICATE REQUEST"] {
            #expect(!found(armour(label)).contains { $0.hasPrefix("PRIVATE_KEY") })
        }
        let mention = "\"" + PrivateKeyTests.dashes + "BEGIN PRIVATE KEY" + PrivateKeyTests.dashes + "\""
        #expect(found("if text.contains(\(mention)) { return }") == [])
        #expect(found(String(repeating: "-", count: 80)) == [])
    }
}
