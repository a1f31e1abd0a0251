import Testing

@testable import TurnoutPrivacy

@Suite struct Base64Tests {
    @Test func vectorsOfRFC4648() {
        let vectors = [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9v", "foo"), ("Zm9vYmFy", "foobar")]
        for (encoded, decoded) in vectors {
            #expect(Base64.decode(encoded.utf8) == Array(decoded.utf8))
        }
        #expect(Base64.decode("-_8".utf8) == Base64.decode("+/8".utf8))
        #expect(Base64.decode("a b".utf8) == nil)
    }
}
