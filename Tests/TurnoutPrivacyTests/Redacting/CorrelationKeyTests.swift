import Testing

@testable import TurnoutPrivacy

@Suite struct CorrelationKeyTests {
    /// Cases 1, 2 and 6 of RFC 4231.
    @Test func authenticationCodesOfTheStandard() {
        let cases: [([UInt8], String, String)] = [
            (
                Array(repeating: 0x0B, count: 20), "Hi There",
                "b0344c61d8db3853 5ca8afceaf0bf12b 881dc200c9833da7 26e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), "what do ya want for nothing?",
                "5bdcc146bf60754e 6a042426089575c7 5a003f089d273983 9dec58b964ec3843"
            ),
            (
                Array(repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
                "60e431591ee0b67f 0d8a26aacbf5b77f 8e0bc6213728c514 0546040f0ee37f54"
            ),
        ]
        for (key, message, expected) in cases {
            let code = CorrelationKey(checked: key).authenticationCode(of: Array(message.utf8))
            let hex = code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
            #expect(hex == expected.filter { $0 != " " })
        }
    }

    @Test func tagsTellValuesTypesAndKeysApart() {
        var generator = SeededGenerator(seed: 201)
        let key = CorrelationKey(using: &generator)
        let other = CorrelationKey(using: &generator)
        let value = Array("kim@example.org".utf8)
        #expect(key.tag(of: value, type: .email) == key.tag(of: value, type: .email))
        let tags = [
            key.tag(of: value, type: .email), key.tag(of: value, type: .phone), other.tag(of: value, type: .email),
            key.tag(of: value + [0], type: .email),
        ]
        #expect(Set(tags).count == 4)
        #expect(tags.allSatisfy { $0.utf8.count == 8 && $0.allSatisfy(\.isLowercase) })
    }

    @Test func shortKeysAreNone() {
        #expect(CorrelationKey([UInt8](repeating: 7, count: 15)) == nil)
        #expect(CorrelationKey([UInt8](repeating: 7, count: 16)) != nil)
    }
}
