/// A small set of words that is asked for in the few bytes before a candidate.
///
/// It is for rare candidates: each asking reads at most `within` bytes backwards, and nothing is remembered.
struct LookBack: Sendable {
    /// The hash of each word at its place, or 0; a power of two of places, at most half of them taken.
    private let hashes: [UInt64]
    /// The kinds of the word at each place, a bit each.
    private let kinds: [UInt8]

    /// Creates the set from ASCII words, spaces between; all are of kind 1.
    init(words: String) {
        self.init(kinds: [words])
    }

    /// Creates sets of several kinds that are asked for together: the first is kind 1, then 2, 4 and so on.
    init(kinds lists: [String]) {
        let words = lists.enumerated().flatMap { index, list in
            list.split(separator: " ").map { (hash: WordHash.of($0.utf8), kind: UInt8(1) << UInt8(index & 7)) }
        }
        var size = 16
        while size < words.count * 2 { size *= 2 }
        var hashes = [UInt64](repeating: 0, count: size)
        var kinds = [UInt8](repeating: 0, count: size)
        for word in words {
            var place = LookBack.place(of: word.hash, in: size)
            while hashes[place] != 0, hashes[place] != word.hash { place = (place + 1) & (size - 1) }
            hashes[place] = word.hash
            kinds[place] |= word.kind
        }
        self.hashes = hashes
        self.kinds = kinds
    }

    @inline(__always)
    private static func place(of hash: UInt64, in size: Int) -> Int {
        Int(truncatingIfNeeded: hash ^ hash >> 29) & (size - 1)
    }

    @inline(__always)
    private func kinds(of hash: UInt64) -> UInt8 {
        var place = LookBack.place(of: hash, in: hashes.count)
        while hashes[place] != 0 {
            if hashes[place] == hash { return kinds[place] }
            place = (place + 1) & (hashes.count - 1)
        }
        return 0
    }

    /// Whether one of the words ends within a distance before an offset. Words are letters and digits; a change from a
    /// small letter to a capital and `_` end them too.
    func holds(in text: borrowing TextBytes, before offset: Int, within distance: Int) -> Bool {
        found(in: text, before: offset, within: distance, enough: .max) != 0
    }

    /// The kinds of the words that end within a distance before an offset; once one of the kinds in `enough` is among
    /// them, no further words are looked for.
    func found(
        in text: borrowing TextBytes, before offset: Int, within distance: Int, enough: UInt8 = 0
    ) -> UInt8 {
        let limit = max(0, offset - distance)
        var found: UInt8 = 0
        var end = offset
        while end > limit {
            while end > limit, !LookBack.isPart(text[end - 1]) { end -= 1 }
            var start = end
            while start > limit, LookBack.isPart(text[start - 1]) {
                start -= 1
                let before = text[start - 1]
                if text[start] &- 65 < 26, before &- 97 < 26 { break }
            }
            if start < end, end - start <= 24 {
                found |= kinds(of: WordHash.of(text, start..<end))
                if found & enough != 0 { return found }
            }
            end = start
        }
        return found
    }

    /// Whether a range of a text is one of the words.
    func contains(_ text: borrowing TextBytes, _ range: Range<Int>) -> Bool {
        range.count <= 24 && kinds(of: WordHash.of(text, range)) != 0
    }

    @inline(__always)
    private static func isPart(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte | 0x20) &- 97 < 26
    }
}

/// A number for a word, its ASCII capitals read as small letters (Fowler, Noll and Vo, 1a).
enum WordHash {
    @inline(__always)
    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { step($0, $1) }
    }

    @inline(__always)
    static func of(_ text: borrowing TextBytes, _ range: Range<Int>) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for offset in range { hash = step(hash, text[offset]) }
        return hash
    }

    @inline(__always)
    private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
        (hash ^ UInt64(ByteClass.lowercased(byte))) &* 0x100_0000_01B3
    }
}
