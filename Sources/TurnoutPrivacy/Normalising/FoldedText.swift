/// A text as the detectors read it: invisible characters gone, look-alikes in ASCII, and the way back to the original.
///
/// Text that needs none of it, as all ASCII text, is told from the bytes alone, without a copy.
struct FoldedText: Sendable {
    /// What each step made of the one before it; one or two.
    private let layers: [MappedText]

    /// Folds a text, or gives nil when nothing in it is to be folded.
    init?(_ text: UnsafeBufferPointer<UInt8>, budget: inout WorkBudget) {
        let start = ByteRuns.endOfASCII(text, from: 0)
        budget.spend(text.count >> 5)
        guard start < text.count else { return nil }
        var pass = FoldingPass(text: text)
        pass.run(from: start)
        budget.spend(text.count - start)
        var layers: [MappedText] = []
        let first = pass.result()
        if let first { layers.append(first) }
        if pass.holdsTokens {
            let second =
                first.map { $0.bytes.withUnsafeBufferPointer { TokenFolding.fold($0) } } ?? TokenFolding.fold(text)
            budget.spend(text.count - start)
            if let second { layers.append(second) }
        }
        guard !layers.isEmpty else { return nil }
        self.layers = layers
    }

    /// Bytes as they stand in a folded text; as they are when nothing in them is to be folded.
    static func folded(_ bytes: [UInt8]) -> [UInt8] {
        var budget = WorkBudget(byteCount: bytes.count, perByte: 64)
        return bytes.withUnsafeBufferPointer { FoldedText($0, budget: &budget)?.bytes } ?? bytes
    }

    /// The folded bytes.
    var bytes: [UInt8] { layers[layers.count - 1].bytes }

    /// The place in the original that a place in ``bytes`` stands for.
    func source(of range: Range<Int>) -> Range<Int> {
        var range = range
        for layer in layers.reversed() { range = layer.map.source(of: range) }
        return range
    }
}

/// The walk over the scalars outside ASCII.
struct FoldingPass {
    let text: UnsafeBufferPointer<UInt8>
    /// Whether the text holds what can be judged only with the rest of its token: see ``TokenFolding``.
    private(set) var holdsTokens = false

    private var folded = MappedText()
    /// The end of what is in `folded`, in the text.
    private var taken = 0
    private var changed = false
    /// The end of the last run of raised characters, and whether that run is folded.
    private var raised = (end: -1, folds: false)

    init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    /// What became of the text, or nil when nothing was folded.
    mutating func result() -> MappedText? {
        guard changed else { return nil }
        folded.copy(taken..<text.count, of: text)
        taken = text.count
        return folded
    }

    mutating func run(from start: Int) {
        var offset = start
        while offset < text.count {
            let lead = text[offset]
            switch lead {
            case 0..<0x80:
                offset = ByteRuns.endOfASCII(text, from: offset)
            case 0xC3...0xCB, 0xD4...0xD7, 0xDA, 0xDC...0xDE:
                offset += 2
            case 0xE4...0xE9, 0xEB...0xED:  // Chinese characters and Korean syllables
                offset += 3
            case 0xE3 where (0x81...0x83).contains(byte(offset + 1)):  // Japanese syllables
                offset += 3
            case 0xEA where byte(offset + 1) >= 0xB0:
                offset += 3
            case 0xE0 where !mayBeDigit(byte(offset + 1), byte(offset + 2)):  // letters of India, Thai, Lao
                offset += 3
            case 0xD8 where byte(offset + 1) != 0x9C,  // Arabic letters
                0xD9 where !(0xA0...0xA9).contains(byte(offset + 1)):
                offset += 2
            case 0xCE...0xD3,
                0xCD where byte(offset + 1) >= 0xB0:
                offset = foreignLetters(from: offset)
            default:
                offset = scalar(at: offset)
            }
        }
    }

    @inline(__always)
    private func byte(_ offset: Int) -> UInt8 { offset < text.count ? text[offset] : 0 }

    /// Greek and Cyrillic letters: steps over them, and remembers when letters or digits of another script touch them.
    private mutating func foreignLetters(from start: Int) -> Int {
        var offset = start + 2
        while true {
            while (0xCE...0xD3).contains(byte(offset)) { offset += 2 }
            guard byte(offset) == UInt8(ascii: "-") || byte(offset) == UInt8(ascii: "."),
                (0xCE...0xD3).contains(byte(offset + 1))
            else { break }
            offset += 1
        }
        offset = min(offset, text.count)
        if !holdsTokens { holdsTokens = joinsBefore(start) || joinsBehind(offset) }
        return offset
    }

    /// Whether digits of a script in the three-byte row that `E0` begins have these second and third bytes.
    private func mayBeDigit(_ second: UInt8, _ third: UInt8) -> Bool {
        switch second {
        case 0xB9, 0xBB, 0xBC: true
        default: second & 1 == 1 && third >= 0xA6
        }
    }

    private func joinsBefore(_ offset: Int) -> Bool {
        let last = previous(offset)
        if last < 0x80 { return FoldingPass.mayJoin(last) }
        // A dash or a dot that waits for its token.
        return offset > taken + 1 && text[offset - 2] == 0xC2 && last == 0xB7
            || offset > taken + 2 && (text[offset - 3] == 0xE2 || text[offset - 3] == 0xE3 || text[offset - 3] == 0xEF)
    }

    private func joinsBehind(_ offset: Int) -> Bool {
        let next = byte(offset)
        if next < 0x80 { return FoldingPass.mayJoin(next) && byte(offset + 1) > 0x20 || isAlphanumeric(next) }
        let value = ByteRuns.scalar(text, at: offset).value
        return ScalarFolding.of(value) != .keep || TokenFolding.joins(value)
    }

    /// Whether a byte may belong to a token: an ASCII letter or digit, or what joins them.
    private static func mayJoin(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "@")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
            UInt8(ascii: "+"):
            true
        default: false
        }
    }

    private mutating func scalar(at offset: Int) -> Int {
        let (value, length) = ByteRuns.scalar(text, at: offset)
        let end = offset + length
        switch ScalarFolding.of(value) {
        case .keep:
            if TokenFolding.joins(value), offset > 0, text[offset - 1] > 0x20, byte(end) > 0x20 { holdsTokens = true }
        case .delete:
            take(offset)
            taken = end
            changed = true
            if raised.end == offset { raised.end = end }
        case .mark:
            guard previous(offset) &- 48 < 10 else { break }
            take(offset)
            taken = end
            changed = true
        case .ascii(let byte):
            write([byte], offset..<end)
        case .letters(let packed):
            let letters = [0, 8, 16].map { UInt8(truncatingIfNeeded: packed >> $0) }.filter { $0 > 0 }
            write(letters, offset..<end)
        case .raised(let byte):
            if raised.end != offset { raised.folds = !isAlphanumeric(previous(offset)) }
            raised.end = end
            if raised.folds { write([byte], offset..<end) }
        }
        return end
    }

    private mutating func take(_ offset: Int) {
        folded.copy(taken..<offset, of: text)
    }

    private mutating func write(_ bytes: [UInt8], _ range: Range<Int>) {
        take(range.lowerBound)
        folded.replace(range, with: bytes)
        taken = range.upperBound
        changed = true
    }

    /// The byte before an offset, deleted ones left out.
    private func previous(_ offset: Int) -> UInt8 {
        offset > taken ? text[offset - 1] : folded.bytes.last ?? 0x20
    }

    private func isAlphanumeric(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte | 0x20) &- 97 < 26
    }
}
