extension BuiltinPass {
    /// The versions of base58 addresses with a hash of 20 bytes, by what they belong to.
    private static func currency(version: UInt8) -> String? {
        switch version {
        case 0x00, 0x05: "bitcoin"
        case 0x6F, 0xC4: "bitcoin-test"
        case 0x30, 0x32: "litecoin"
        case 0x1E, 0x16: "dogecoin"
        case 0x41: "tron"
        case 0x4C, 0x10: "dash"
        default: nil
        }
    }

    /// The prefixes of bech32 addresses, by what they belong to.
    static let bech32Prefixes: [(prefix: [UInt8], currency: String)] = [
        ("bc1", "bitcoin"), ("tb1", "bitcoin-test"), ("bcrt1", "bitcoin-test"), ("ltc1", "litecoin"),
        ("addr1", "cardano"), ("stake1", "cardano"), ("bnb1", "binance"), ("cosmos1", "cosmos"), ("osmo1", "osmosis"),
        ("inj1", "injective"), ("kava1", "kava"), ("terra1", "terra"), ("dgb1", "digibyte"), ("nsec1", "nostr"),
    ].map { (Array($0.0.utf8), $0.1) }

    /// Words that make an unchecked address one.
    static let walletWords = LookBack(
        words:
            "wallet wallets address addr pay paid payment send sent deposit withdraw transfer donate donation crypto "
            + "coin token eth ethereum erc20 erc metamask ledger solana sol phantom usdt usdc nft contract recipient "
            + "receiver owner holder payout refund swap bridge account")

    /// An address of a cryptocurrency that a whole word makes.
    mutating func cryptoAddress(_ start: Int, _ end: Int, _ seen: ByteClass) -> Int? {
        let length = end - start
        if length == 42, text[start] == UInt8(ascii: "0"), text[start + 1] | 0x20 == UInt8(ascii: "x") {
            return ethereumAddress(start, end)
        }
        if length >= 38, length <= 120, seen.contains(.digit), !seen.isSuperset(of: [.lower, .upper]),
            let next = bech32Address(start, end)
        {
            return next
        }
        guard !seen.contains(.underscore), seen.isSuperset(of: [.lower, .upper]) else { return nil }
        switch length {
        case 25...35: return base58Address(start, end)
        case 43...44: return solanaAddress(start, end)
        case 51...52: return walletKey(start, end)
        case 95, 106: return moneroAddress(start, end)
        case 111: return extendedKey(start, end)
        default: return nil
        }
    }

    private mutating func bech32Address(_ start: Int, _ end: Int) -> Int? {
        let first = ByteClass.lowercased(text[start])
        for (prefix, currency) in BuiltinPass.bech32Prefixes
        where prefix[0] == first && text.hasPrefixIgnoringCase(prefix, at: start) {
            budget.spend(end - start)
            let data = (start + prefix.count..<end).map { text[$0] }
            guard Bech32.isValid(prefix: prefix.dropLast(), data: data) else { return nil }
            let type: EntityType = currency == "nostr" ? .privateKey : .crypto
            report(type, currency, "builtin.crypto", start..<end, 0.99)
            return end
        }
        return nil
    }

    private mutating func base58Address(_ start: Int, _ end: Int) -> Int? {
        // The first character tells the version; Ripple has an alphabet of its own.
        let ripple = text[start] == UInt8(ascii: "r")
        guard ripple || isAddressStart(text[start]), isBase58(start, end) else { return nil }
        let characters = (start..<end).map { text[$0] }
        budget.spend(3 * (end - start))
        if ripple {
            guard let bytes = Base58.decode(characters, count: 25, ripple: true), bytes[0] == 0,
                Base58.isChecked(bytes)
            else { return nil }
            report(.crypto, "ripple", "builtin.crypto", start..<end, 0.99)
            return end
        }
        if let bytes = Base58.decode(characters, count: 25), let currency = BuiltinPass.currency(version: bytes[0]),
            Base58.isChecked(bytes)
        {
            report(.crypto, currency, "builtin.crypto", start..<end, 0.99)
            return end
        }
        // Zcash has two bytes of version.
        guard text[start] == UInt8(ascii: "t"), let bytes = Base58.decode(characters, count: 26), bytes[0] == 0x1C,
            Base58.isChecked(bytes)
        else { return nil }
        report(.crypto, "zcash", "builtin.crypto", start..<end, 0.99)
        return end
    }

    private mutating func isAddressStart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "1"), UInt8(ascii: "2"), UInt8(ascii: "3"), UInt8(ascii: "7"), UInt8(ascii: "9"),
            UInt8(ascii: "A"), UInt8(ascii: "D"), UInt8(ascii: "L"), UInt8(ascii: "M"), UInt8(ascii: "T"),
            UInt8(ascii: "X"), UInt8(ascii: "m"), UInt8(ascii: "n"), UInt8(ascii: "t"):
            true
        default: false
        }
    }

    private mutating func isBase58(_ start: Int, _ end: Int) -> Bool {
        for offset in start..<end where Base58.value(of: text[offset]) == nil { return false }
        return true
    }

    /// `0x` and 40 hexadecimal digits; in mixed case they hold the checksum of EIP-55.
    private mutating func ethereumAddress(_ start: Int, _ end: Int) -> Int? {
        let digits = start + 2..<end
        for offset in digits where kind(offset).contains(.nonHex) { return nil }
        let spread = spread(digits)
        guard spread.effectiveSymbols >= 5, spread.longestRun <= 8 else { return nil }
        let mixed = spread.lowers > 0 && spread.uppers > 0
        if mixed, hasChecksumCase(digits) {
            report(.crypto, "ethereum", "builtin.crypto", start..<end, 0.99)
            return end
        }
        let known = BuiltinPass.walletWords.holds(in: text, before: start, within: 48)
        budget.spend(48)
        guard known || !mixed else { return nil }
        report(.crypto, "ethereum", "builtin.crypto", start..<end, known ? 0.9 : 0.7)
        return end
    }

    private mutating func hasChecksumCase(_ digits: Range<Int>) -> Bool {
        budget.spend(200)
        let hash = Keccak256.digest(digits.map { ByteClass.lowercased(text[$0]) })
        for (index, offset) in digits.enumerated() where !kind(offset).isDisjoint(with: .letter) {
            let nibble = index % 2 == 0 ? hash[index / 2] >> 4 : hash[index / 2] & 15
            if kind(offset).contains(.upper) != (nibble >= 8) { return false }
        }
        return true
    }

    /// 32 bytes in base58 without a checksum: only behind a word for a wallet.
    private mutating func solanaAddress(_ start: Int, _ end: Int) -> Int? {
        guard isBase58(start, end), BuiltinPass.walletWords.holds(in: text, before: start, within: 48) else {
            return nil
        }
        budget.spend(48 + 4 * (end - start))
        guard Base58.decode((start..<end).map { text[$0] }, count: 32) != nil, spread(start..<end).looksRandom else {
            return nil
        }
        report(.crypto, "solana", "builtin.crypto", start..<end, 0.7)
        return end
    }

    /// A private key in the form that wallets import.
    private mutating func walletKey(_ start: Int, _ end: Int) -> Int? {
        guard text[start] == UInt8(ascii: "5") || text[start] == UInt8(ascii: "K") || text[start] == UInt8(ascii: "L"),
            isBase58(start, end)
        else { return nil }
        budget.spend(4 * (end - start))
        let count = text[start] == UInt8(ascii: "5") ? 37 : 38
        guard let bytes = Base58.decode((start..<end).map { text[$0] }, count: count), bytes[0] == 0x80,
            Base58.isChecked(bytes)
        else { return nil }
        report(.privateKey, "bitcoin", "builtin.crypto", start..<end, 0.99)
        return end
    }

    /// `xprv…` and `xpub…` of BIP 32.
    private mutating func extendedKey(_ start: Int, _ end: Int) -> Int? {
        guard text[start + 1] == UInt8(ascii: "p"), isBase58(start, end) else { return nil }
        budget.spend(8 * (end - start))
        guard let bytes = Base58.decode((start..<end).map { text[$0] }, count: 82), Base58.isChecked(bytes) else {
            return nil
        }
        let type: EntityType = text[start + 2] == UInt8(ascii: "r") ? .privateKey : .crypto
        report(type, "bitcoin", "builtin.crypto", start..<end, 0.99)
        return end
    }

    /// Blocks of eleven characters for eight bytes, ended by the first four bytes of Keccak-256.
    private mutating func moneroAddress(_ start: Int, _ end: Int) -> Int? {
        guard text[start] == UInt8(ascii: "4") || text[start] == UInt8(ascii: "8"), isBase58(start, end) else {
            return nil
        }
        budget.spend(6 * (end - start))
        var bytes: [UInt8] = []
        for block in stride(from: start, to: end, by: 11) {
            let characters = (block..<min(end, block + 11)).map { text[$0] }
            let count = characters.count == 11 ? 8 : characters.count == 7 ? 5 : 0
            var value: UInt64 = 0
            for character in characters {
                let (product, overflow) = value.multipliedReportingOverflow(by: 58)
                let (sum, carry) = product.addingReportingOverflow(UInt64(Base58.value(of: character) ?? 0))
                if overflow || carry { return nil }
                value = sum
            }
            for shift in (0..<count).reversed() { bytes.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * shift))) }
        }
        guard bytes.count > 4, Keccak256.digest(Array(bytes.dropLast(4))).prefix(4).elementsEqual(bytes.suffix(4))
        else { return nil }
        report(.crypto, "monero", "builtin.crypto", start..<end, 0.99)
        return end
    }
}
