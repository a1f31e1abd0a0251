import Testing

@testable import TurnoutPrivacy

@Suite struct EmailTests {
    @Test(arguments: [
        "kim@example.org", "kim.lee+news@mail.example.co.uk", "o'neil@example.ie", "KIM@EXAMPLE.ORG", "a_b-c@x.io",
        "jürgen@müller.de", "anna@xn--mller-kva.de", "анна@пример.рф", "1@2.com",
    ])
    func isFound(_ address: String) {
        for text in [
            address, "<\(address)>", "to=\(address),", "mailto:\(address)?x", "请发到\(address)。", "\"\(address)\".",
            "\(address).",
        ] {
            #expect(found(text) == ["EMAIL_ADDRESS \(address)"], "\(text)")
        }
    }

    @Test(arguments: [
        "user@localhost", "getty@tty1.service", "@app.route(\"/\")", "left-pad@29.19.8", "y = a@b.T + c", "foo@@bar",
        "icon@2x.png", "git@github.com:org/repo", "SELECT @@version", "x@y", "a@.com", "a.@b.com", "@example.com",
        "f(a@b.dot(c))", "user@-host.org", "a@b.c0m",
    ])
    func isNotFound(_ text: String) {
        #expect(found(text) == [])
    }

    @Test func longLocalPartsAreNone() {
        #expect(found(String(repeating: "a", count: 64) + "@example.org").count == 1)
        #expect(found(String(repeating: "a", count: 65) + "@example.org").count == 0)
    }
}
