/// Changes a text at random: lines and words are dropped, doubled, swapped and replaced, bytes are thrown in.
struct TextMutator<Random: RandomNumberGenerator> {
    var random: Random
    let texts: [[UInt8]]

    /// A changed copy of one of the texts.
    mutating func next() -> [UInt8] {
        guard var bytes = texts.randomElement(using: &random) else { return [] }
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            switch Int.random(in: 0..<9, using: &random) {
            case 0: changeLines(&bytes)
            case 1, 2, 3: replaceWord(&bytes, with: HostileValues.texts.randomElement(using: &random) ?? "")
            case 4: replaceWord(&bytes, with: word(of: texts.randomElement(using: &random) ?? []))
            case 5: throwIn(&bytes)
            case 6: nest(&bytes)
            case 7: replaceNumber(&bytes)
            default: splice(&bytes)
            }
        }
        return bytes
    }

    private mutating func changeLines(_ bytes: inout [UInt8]) {
        var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
        let (first, second) = (
            Int.random(in: 0..<lines.count, using: &random), Int.random(in: 0..<lines.count, using: &random)
        )
        switch Int.random(in: 0..<5, using: &random) {
        case 0: lines.remove(at: first)
        case 1: lines.insert(lines[first], at: second)
        case 2: lines.swapAt(first, second)
        case 3: lines[first].insert(contentsOf: [0x20, 0x20], at: 0)
        default: lines[first] = Array(lines[first].drop { $0 == 0x20 })
        }
        bytes = Array(lines.joined(separator: [0x0A]))
    }

    /// Where the words stand: runs of bytes that no punctuation of YAML ends.
    private func words(_ bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start: Int?
        for (index, byte) in bytes.enumerated() {
            let ends = [0x0A, 0x20, 0x2C, 0x3A, 0x5B, 0x5D, 0x7B, 0x7D, 0x22].contains(byte)
            if ends, let begin = start {
                ranges.append(begin..<index)
                start = nil
            } else if !ends, start == nil {
                start = index
            }
        }
        return ranges
    }

    private mutating func word(of bytes: [UInt8]) -> String {
        words(bytes).randomElement(using: &random).map { String(decoding: bytes[$0], as: UTF8.self) } ?? ""
    }

    private mutating func replaceWord(_ bytes: inout [UInt8], with text: String) {
        guard let range = words(bytes).randomElement(using: &random) else { return }
        bytes.replaceSubrange(range, with: Array(text.utf8))
    }

    private mutating func replaceNumber(_ bytes: inout [UInt8]) {
        let numbers = words(bytes).filter { bytes[$0.lowerBound] >= 0x30 && bytes[$0.lowerBound] <= 0x39 }
        guard let range = numbers.randomElement(using: &random) else { return }
        var end = range.lowerBound
        while end < range.upperBound, bytes[end] >= 0x30, bytes[end] <= 0x39 { end += 1 }
        let number = HostileValues.numbers.randomElement(using: &random) ?? "0"
        bytes.replaceSubrange(range.lowerBound..<end, with: Array(number.utf8))
    }

    private mutating func throwIn(_ bytes: inout [UInt8]) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        let count = Int.random(in: 1...4, using: &random)
        let isPunctuation = Bool.random(using: &random)
        let signs = Array("{}[],:-?&*!|>'\"%@`#\n ~\t".utf8)
        bytes.insert(
            contentsOf: (0..<count).map { _ in
                isPunctuation
                    ? signs.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
            }, at: place)
    }

    /// Puts a condition or value deep into `not`, `all` or a list.
    private mutating func nest(_ bytes: inout [UInt8]) {
        let opens = bytes.indices.filter { bytes[$0] == UInt8(ascii: "{") }
        guard let start = opens.randomElement(using: &random) else { return }
        var depth = 0
        var end = start
        while end < bytes.count {
            if bytes[end] == UInt8(ascii: "{") { depth += 1 }
            if bytes[end] == UInt8(ascii: "}") { depth -= 1 }
            end += 1
            if depth == 0 { break }
        }
        let inner = Array(bytes[start..<end])
        let count = Int.random(in: 1...70, using: &random)
        let (before, after) =
            [("{not: ", "}"), ("{all: [", "]}"), ("[", "]")].randomElement(using: &random) ?? ("", "")
        let wrapped =
            Array(String(repeating: before, count: count).utf8) + inner
            + Array(String(repeating: after, count: count).utf8)
        bytes.replaceSubrange(start..<end, with: wrapped)
    }

    private mutating func splice(_ bytes: inout [UInt8]) {
        guard let other = texts.randomElement(using: &random), !other.isEmpty else { return }
        let lines = other.split(separator: 0x0A, omittingEmptySubsequences: false)
        let start = Int.random(in: 0..<lines.count, using: &random)
        let piece = lines[start..<min(lines.count, start + Int.random(in: 1...6, using: &random))]
        let ends = bytes.indices.filter { bytes[$0] == 0x0A }
        let place = (ends.randomElement(using: &random) ?? -1) + 1
        bytes.insert(contentsOf: Array(piece.joined(separator: [0x0A])) + [0x0A], at: place)
    }
}
