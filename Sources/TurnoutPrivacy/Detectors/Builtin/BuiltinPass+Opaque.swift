extension BuiltinPass {
    /// Words that make a token what anybody may see: a digest, an identifier, a place in a list.
    private static let digestWords = """
        sha sha1 sha256 sha384 sha512 md5 md hash hashes digest checksum commit commits rev revision integrity etag uuid \
        guid id ids trace span request image tag version build cursor nonce nar ref merge checkout blob object tree head \
        branch resolved fingerprint correlation session device page node container volume layer order invoice tracking \
        ticket traceparent tracestate md5sum sha1sum sha256sum sha512sum crc crc32 sum url uri href src path file files public publickey thumbprint req traceid requestid sourcemap
        """

    private static let secretWords = """
        token tokens secret secrets apikey credential credentials accesskey secretkey bearer authtoken accesstoken \
        privatekey passphrase
        """

    /// ``digestWords``, the names of services, ``secretWords``, and keys with what makes them secret, asked for together.
    private static let leadWords = LookBack(kinds: [
        digestWords, ServiceNames.distinctNames, secretWords, "key keys",
        "api access private auth encryption signing admin master service",
    ])

    /// A chain of words and dashes that no rule knows: a key when a service's name, or a word for secrets, leads to it.
    mutating func opaqueToken(_ start: Int, _ end: Int) -> Int? {
        guard end - start <= 512, !isWord(start - 1) else { return nil }
        switch text[start - 1] {
        case UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "\\"),
            UInt8(ascii: "%"), UInt8(ascii: "~"), UInt8(ascii: "+"), UInt8(ascii: "&"), UInt8(ascii: "?"):
            return nil
        default: break
        }
        if kind(end).contains(.dot), isWord(end + 1) { return nil }
        if text[end] == UInt8(ascii: "(") || text[end] == UInt8(ascii: "/") || text[end] == UInt8(ascii: ":") {
            return nil
        }
        var stop = end
        while stop - end < 3, text[stop] == UInt8(ascii: "=") { stop += 1 }
        guard let lead = leadEnd(before: start) else { return nil }
        budget.spend(start - lead + 40)
        let found = BuiltinPass.leadWords.found(in: text, before: lead, within: 36, enough: 1)
        guard found != 0, found & 1 == 0 else { return nil }
        let service = found & 2 != 0
        guard service || (found & 4 != 0 || found & 24 == 24) && isLed(start, lead) else { return nil }
        let range = start..<stop
        if isUUID(range) { guard service, isTied(start) else { return nil } }
        let spread = spread(range)
        guard spread.looksRandom, spread.letters > 0, spread.longestRun * 4 <= spread.count,
            !Placeholder.isFiller(text, range), !Placeholder.isExample(text, range)
        else { return nil }
        report(.apiKey, "opaque", "builtin.opaque", range, 0.6)
        return stop
    }

    /// The end of the words before a candidate: past blanks, quotes and a separator, on the same line.
    private mutating func leadEnd(before start: Int) -> Int? {
        var offset = start
        while start - offset < 8 {
            let byte = text[offset - 1]
            guard
                isBlank(byte) || isQuote(byte) || byte == UInt8(ascii: ":") || byte == UInt8(ascii: "=")
                    || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "-")
            else { break }
            offset -= 1
        }
        return offset > 0 && offset < start && isWord(offset - 1) ? offset : nil
    }

    /// Whether a separator, not a mere blank, stands before a candidate.
    private mutating func isTied(_ start: Int) -> Bool {
        var offset = start - 1
        while start - offset < 6, isBlank(text[offset]) || isQuote(text[offset]) { offset -= 1 }
        return text[offset] == UInt8(ascii: "=") || text[offset] == UInt8(ascii: ":")
    }

    /// Whether a separator or a word such as "is" leads to a candidate.
    private mutating func isLed(_ start: Int, _ lead: Int) -> Bool {
        isTied(start) || BuiltinPass.linkWords.holds(in: text, before: lead, within: 9)
    }
}
