/// Folds what can be judged only with the token around it: look-alike letters, dashes, and dots of other scripts.
///
/// A word of one script means what it says; Cyrillic letters amid Latin ones, all of them look-alikes, are a disguise.
/// Dashes and dots count only between letters or digits of a token that holds digits, because in prose they stand
/// between words: `kim@example.org—thanks`.
enum TokenFolding {
    private static let dashes: ClosedRange<UInt32> = 0x2012...0x2015

    /// Whether a scalar may join the parts of a token once it is folded.
    static func joins(_ scalar: UInt32) -> Bool {
        dashes.contains(scalar) || isMiddleDot(scalar) || isFullStop(scalar)
    }

    private static func isMiddleDot(_ scalar: UInt32) -> Bool {
        scalar == 0xB7 || scalar == 0x2022 || scalar == 0x2027 || scalar == 0x2219 || scalar == 0x22C5
    }

    private static func isFullStop(_ scalar: UInt32) -> Bool { scalar == 0x3002 || scalar == 0xFF61 }

    private static func isForeign(_ scalar: UInt32) -> Bool { scalar >= LookAlike.first && scalar < LookAlike.end }

    /// What a token holds.
    private struct Token {
        var end = 0
        var letters = false
        var digits = false
        var at = false
        var dotBehindAt = false
        var foreign = false
        var disguised = true

        var foldsLetters: Bool { foreign && disguised && (letters || at) }

        mutating func see(_ byte: UInt8) {
            if byte &- 48 < 10 { digits = true }
            if (byte | 0x20) &- 97 < 26 { letters = true }
            if byte == UInt8(ascii: "@") { at = true }
            if byte == UInt8(ascii: "."), at { dotBehindAt = true }
        }
    }

    /// The folded text, or nil when nothing was to be folded.
    static func fold(_ text: UnsafeBufferPointer<UInt8>) -> MappedText? {
        var folded = MappedText()
        var taken = 0
        var floor = 0
        var offset = 0
        while true {
            offset = ByteRuns.endOfASCII(text, from: offset)
            guard offset < text.count else { break }
            let (value, length) = ByteRuns.scalar(text, at: offset)
            guard isForeign(value) || joins(value) else {
                offset += length
                continue
            }
            var start = offset
            while start > floor, isTokenByte(text[start - 1]) { start -= 1 }
            let token = token(in: text, from: start)
            rewrite(start..<token.end, of: text, token, into: &folded, &taken)
            floor = token.end
            offset = token.end
        }
        guard taken > 0 else { return nil }
        folded.copy(taken..<text.count, of: text)
        return folded
    }

    private static func token(in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Token {
        var token = Token()
        var offset = start
        while offset < text.count {
            if text[offset] < 0x80 {
                guard isTokenByte(text[offset]) else { break }
                token.see(text[offset])
                offset += 1
                continue
            }
            let (value, length) = ByteRuns.scalar(text, at: offset)
            if isForeign(value) {
                token.foreign = true
                if LookAlike.latin(value) == 0 { token.disguised = false }
            } else if !joins(value) {
                break
            }
            offset += length
        }
        token.end = offset
        return token
    }

    private static func rewrite(
        _ range: Range<Int>, of text: UnsafeBufferPointer<UInt8>, _ token: Token, into folded: inout MappedText,
        _ taken: inout Int
    ) {
        var offset = range.lowerBound
        var before = false  // whether a letter or a digit stands before the offset
        while offset < range.upperBound {
            let (value, length) = ByteRuns.scalar(text, at: offset)
            let next = offset + length
            var byte: UInt8 = 0
            if isForeign(value) {
                byte = token.foldsLetters ? LookAlike.latin(value) : 0
            } else if value >= 0x80, before, isLetterOrDigit(text, at: next, in: range, token) {
                if dashes.contains(value) {
                    byte = token.digits && !token.at ? UInt8(ascii: "-") : 0
                } else if isMiddleDot(value) ? token.digits || token.at : token.at && !token.dotBehindAt {
                    byte = UInt8(ascii: ".")
                }
            }
            if byte != 0 {
                folded.copy(taken..<offset, of: text)
                folded.replace(offset..<next, with: byte)
                taken = next
            }
            before = isLetterOrDigit(text, at: offset, in: range, token)
            offset = next
        }
    }

    private static func isLetterOrDigit(
        _ text: UnsafeBufferPointer<UInt8>, at offset: Int, in range: Range<Int>, _ token: Token
    ) -> Bool {
        guard range.contains(offset) else { return false }
        let byte = text[offset]
        if byte < 0x80 { return byte &- 48 < 10 || (byte | 0x20) &- 97 < 26 }
        return token.foldsLetters && isForeign(ByteRuns.scalar(text, at: offset).value)
    }

    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "@")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "+"), UInt8(ascii: "%"):
            true
        default: false
        }
    }
}
