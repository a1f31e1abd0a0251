import Testing
import TurnoutCore
import TurnoutLedger

@Suite struct KeyedNameTests {
    private func bytes(_ value: UInt8, _ count: Int) -> [UInt8] { [UInt8](repeating: value, count: count) }

    /// RFC 4231, 4: the test cases of HMAC-SHA-256. The fifth gives the first half of the code.
    @Test func theCodeIsThatOfTheStandard() {
        let cases: [(key: [UInt8], message: [UInt8], code: String)] = [
            (
                bytes(0x0B, 20), Array("Hi There".utf8),
                "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
            ),
            (
                Array("Jefe".utf8), Array("what do ya want for nothing?".utf8),
                "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
            ),
            (bytes(0xAA, 20), bytes(0xDD, 50), "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"),
            (
                Array(1...25), bytes(0xCD, 50),
                "82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b"
            ),
            (bytes(0x0C, 20), Array("Test With Truncation".utf8), "a3b6167473100ee06e0c796c2955552b"),
            (
                bytes(0xAA, 131), Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
                "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
            ),
            (
                bytes(0xAA, 131),
                Array(
                    ("This is a test using a larger than block-size key and a larger than block-size data. The key "
                        + "needs to be hashed before being used by the HMAC algorithm.").utf8),
                "9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2"
            ),
        ]
        for (key, message, code) in cases {
            let found = HMAC.sha256(key: key, message).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            #expect(found.hasPrefix(code))
            // The name is the start of the same code.
            let name = KeyedName(String(decoding: message, as: UTF8.self), key: key)
            if message.allSatisfy({ $0 < 0x80 }) { #expect(name.description == "~" + code.prefix(16)) }
        }
    }

    @Test func itIsThereForEveryNameAndDependsOnTheKey() {
        let (one, other) = (bytes(1, 32), bytes(2, 32))
        #expect(KeyedName("ada", key: one) == KeyedName("ada", key: one))
        #expect(KeyedName("ada", key: one) != KeyedName("ada", key: other))
        #expect(KeyedName("ada", key: one) != KeyedName("Ada", key: one))
        for name in ["", "ada@example.com", "日本", String(repeating: "x", count: 100_000)] {
            let text = KeyedName(name, key: one).description
            #expect(text.utf8.count == 17 && text.first == "~" && text.dropFirst().allSatisfy(\.isHexDigit))
        }
    }
}
