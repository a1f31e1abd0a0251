import Testing

@testable import TurnoutPrivacy

@Suite struct CryptoTests {
    @Test(
        arguments: [
            (0x00, "bitcoin"), (0x05, "bitcoin"), (0x6F, "bitcoin-test"), (0x30, "litecoin"), (0x1E, "dogecoin"),
            (0x41, "tron"), (0x4C, "dash"),
        ] as [(UInt8, String)])
    func addressesWithADoubleHash(_ version: UInt8, _ currency: String) {
        var generator = SeededGenerator(seed: 411)
        for round in 0..<20 {
            let hash = (0..<20).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let address = String(decoding: Base58.encodeChecked([version] + hash), as: UTF8.self)
            let finding = Scanner.standard.scan("pay \(address) now").findings.first
            #expect(finding?.type == .crypto && finding?.subtype == currency, "seed 411, round \(round)")
            #expect(finding?.range == 4..<(4 + address.utf8.count))
            let wrong = String(address.dropLast()) + (address.hasSuffix("a") ? "b" : "a")
            #expect(found("pay \(wrong) now") == [], "seed 411, round \(round)")
        }
    }

    @Test func rippleHasAnAlphabetOfItsOwn() {
        var generator = SeededGenerator(seed: 412)
        let hash = (0..<20).map { _ in UInt8.random(in: 0...255, using: &generator) }
        let address = String(decoding: Base58.encodeChecked([0] + hash, ripple: true), as: UTF8.self)
        #expect(found("to \(address)") == ["CRYPTO \(address)"])
    }

    @Test func walletKeysAreSecrets() {
        var generator = SeededGenerator(seed: 413)
        let key = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        for payload in [[0x80] + key, [0x80] + key + [1]] as [[UInt8]] {
            let text = String(decoding: Base58.encodeChecked(payload), as: UTF8.self)
            #expect(found("wif \(text)") == ["PRIVATE_KEY \(text)"])
        }
    }

    @Test(arguments: ["bc", "tb", "ltc", "addr", "cosmos"]) func bech32Addresses(_ prefix: String) {
        var generator = SeededGenerator(seed: 414)
        let alphabet = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l")
        for mended in [false, true] {
            let data = (0..<52).map { _ in UInt8.random(in: 0...31, using: &generator) }
            let sum = Bech32.checksum(prefix: prefix, data: data, mended: mended)
            let address = prefix + "1" + String(data.map { alphabet[Int($0)] }) + sum
            #expect(found("wallet \(address).") == ["CRYPTO \(address)"])
            #expect(found("wallet \(address.uppercased()).") == ["CRYPTO \(address.uppercased())"])
            #expect(found("wallet \(address.dropLast())q.").isEmpty || sum.hasSuffix("q"))
        }
    }

    @Test func ethereumChecksTheCaseOfMixedAddresses() {
        // From the text of EIP-55.
        let address = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
        #expect(found("see \(address)") == ["CRYPTO \(address)"])
        let flipped = address.replacing("E94C", with: "e94C")
        #expect(found("see \(flipped)") == [])
        #expect(found("my wallet is \(flipped)") == ["CRYPTO \(flipped)"])
        #expect(found("see \(address.lowercased())") == ["CRYPTO \(address.lowercased())"])
        #expect(found("send to 0x" + String(repeating: "0", count: 40)) == [])
    }

    @Test(arguments: [":", "-"]) func hardwareAddresses(_ separator: String) {
        let address = ["5a", "b5", "0c", "2f", "45", "e9"].joined(separator: separator)
        #expect(found("mac \(address)") == ["MAC_ADDRESS \(address)"])
        #expect(found("HW \(address.uppercased()).") == ["MAC_ADDRESS \(address.uppercased())"])
        // A fingerprint, dates, and nobody's address.
        #expect(found("MD5 " + [address, address, address].joined(separator: separator)) == [])
        #expect(found("on 12\(separator)34\(separator)56\(separator)11\(separator)22\(separator)33") == [])
        #expect(found("mac " + Array(repeating: "ff", count: 6).joined(separator: separator)) == [])
    }

    @Test func hardwareAddressesWithDots() {
        #expect(found("vlan 3 5ab5.0c2f.45e9 dynamic") == ["MAC_ADDRESS 5ab5.0c2f.45e9"])
        #expect(found("5ab5.0c2f.45e9.1234 1234.5678.9012") == [])
    }
}
