import Testing

@testable import TurnoutPrivacy

@Suite struct DigestTests {
    @Test func keccakIsTheOneBeforeTheStandard() {
        #expect(hex(Keccak256.digest([])) == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")
        #expect(
            hex(Keccak256.digest(Array("abc".utf8)))
                == "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")
        // One block exactly, and one byte more.
        #expect(
            Keccak256.digest([UInt8](repeating: 7, count: 136)) != Keccak256.digest([UInt8](repeating: 7, count: 137)))
    }

    @Test func crc32HasItsCheckValue() {
        #expect(CRC32.of(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(CRC32.of([]) == 0)
        #expect(CRC32.base62(of: Array("123456789".utf8)).count == 6)
    }

    @Test func base58KeepsLeadingZeros() {
        var generator = SeededGenerator(seed: 421)
        for zeros in 0..<4 {
            let payload =
                [UInt8](repeating: 0, count: zeros) + (zeros..<21).map { _ in .random(in: 1...255, using: &generator) }
            let text = Base58.encodeChecked(payload)
            let bytes = Base58.decode(text, count: 25)
            #expect(bytes.map { Array($0.dropLast(4)) } == payload)
            #expect(bytes.map(Base58.isChecked) == true)
            #expect(Base58.decode(text, count: 24) == nil)
            #expect(Base58.decode(text + text, count: 25) == nil)
        }
        #expect(Base58.decode(Array("0OIl".utf8), count: 4) == nil)
        #expect(Base58.decode([], count: 0) == [])
    }

    @Test func bech32KnowsBothForms() {
        // From BIP 173 and BIP 350.
        #expect(Bech32.isValid(prefix: Array("A".utf8), data: Array("2UEL5L".utf8)))
        #expect(Bech32.isValid(prefix: Array("a".utf8), data: Array("lqfn3a".utf8)))
        #expect(!Bech32.isValid(prefix: Array("a".utf8), data: Array("lqfn3b".utf8)))
        #expect(!Bech32.isValid(prefix: Array("a".utf8), data: Array("2ueb5l".utf8)))
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
