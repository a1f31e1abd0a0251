/// A second reading of parts of a text: what is disguised there, written plainly, with what stands around it.
///
/// Parts that lie apart stand apart in the view as well; it is never longer than the text.
struct ViewText: Sendable {
    /// How much of the text before a disguise goes into the view, so that detectors see its context, in bytes.
    static let before = 72
    /// How much of the text behind it.
    static let behind = 40
    private static let apart: [UInt8] = [10, 0, 10]
    /// The mark of what stands between two parts.
    static let border = UInt8.max

    private(set) var view = MappedText()
    /// Where the parts end.
    private var borders: [Int] = []
    /// The end of what is in the view, in the text.
    private(set) var taken = 0

    var isEmpty: Bool { view.map.runs.isEmpty }
    var count: Int { view.bytes.count }

    /// Goes on to a disguise at an offset; false when the view is past it already.
    mutating func begin(at offset: Int, of text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard offset >= taken else { return false }
        if isEmpty {
            taken = ViewText.contextStart(of: offset, from: 0, in: text)
        } else if offset - taken > ViewText.before + ViewText.behind + 8 {
            finish(text)
            let start = ViewText.contextStart(of: offset, from: taken, in: text)
            borders.append(view.bytes.count)
            view.replace(taken..<start, with: ViewText.apart, mark: ViewText.border)
            taken = start
        }
        view.copy(taken..<offset, of: text)
        taken = offset
        return true
    }

    /// Writes one byte for a range that begins where the view stands.
    mutating func replace(to end: Int, with byte: UInt8, _ disguise: Disguise) {
        view.replace(taken..<end, with: byte, mark: disguise.rawValue)
        taken = end
    }

    /// Writes bytes for a range that begins where the view stands; at most as many as it has.
    mutating func replace(to end: Int, with bytes: some Collection<UInt8>, _ disguise: Disguise) {
        view.replace(taken..<end, with: bytes, mark: disguise.rawValue)
        taken = end
    }

    /// Leaves out a range that begins where the view stands.
    mutating func delete(to end: Int, _ disguise: Disguise) {
        guard end > taken else { return }
        view.delete(taken..<end, mark: disguise.rawValue)
        taken = end
    }

    /// Copies up to an offset.
    mutating func copy(to end: Int, of text: UnsafeBufferPointer<UInt8>) {
        guard end > taken else { return }
        view.copy(taken..<end, of: text)
        taken = end
    }

    /// Adds what stands behind the last disguise.
    mutating func finish(_ text: UnsafeBufferPointer<UInt8>) {
        guard !isEmpty else { return }
        var end = min(text.count, taken + ViewText.behind)
        while end < text.count, end > taken, text[end] & 0xC0 == 0x80 { end -= 1 }
        copy(to: end, of: text)
    }

    /// The disguise that a finding in the view contains and its place in the text; nil when it contains none, or goes
    /// from one part into another.
    func place(of range: Range<Int>) -> (Disguise, Range<Int>)? {
        guard let disguise = Disguise(rawValue: view.map.mark(in: range)) else { return nil }
        var low = 0
        var high = borders.count
        while low < high {
            let middle = (low + high) / 2
            if borders[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        if low < borders.count, borders[low] < range.upperBound { return nil }
        return (disguise, view.map.source(of: range))
    }

    /// Where the context of a disguise begins: at a word's start where one is near, and at a scalar's.
    private static func contextStart(of offset: Int, from floor: Int, in text: UnsafeBufferPointer<UInt8>) -> Int {
        var start = max(floor, offset - before)
        let limit = min(offset, start + 24)
        while start > 0, start < limit, text[start - 1] > 0x20, text[start] < 0x80 { start += 1 }
        while start < offset, text[start] & 0xC0 == 0x80 { start += 1 }
        return start
    }
}
