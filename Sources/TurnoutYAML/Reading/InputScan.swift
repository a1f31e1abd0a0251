/// The first look at a text: its encoding, and every byte that libyaml would refuse without saying where.
struct InputScan {
    /// Where the text begins: behind a byte-order mark, if there is one.
    let textStart: Int
    /// The place behind the last character.
    let end: YAMLPlace
    /// Whether every byte is ASCII, so that offsets count scalars.
    let isASCII: Bool
    /// The byte offset of every `PlaceFinder.stride`th scalar; empty where all is ASCII.
    let checkpoints: [UInt32]

    /// Scans a text and reports what is wrong with its characters; `nil` where its encoding is none that is read.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, problems: inout ProblemList) {
        if let encoding = Self.foreignEncoding(bytes) {
            problems.add(.unsupportedEncoding, at: YAMLSpan(at: .origin)) {
                ProblemText(message: "this text is \(encoding); only UTF-8 is read", help: "save the file as UTF-8")
            }
            return nil
        }
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        textStart = start
        (isASCII, end) = Self.check(bytes, from: start, &problems)
        checkpoints = isASCII ? [] : Self.checkpoints(bytes, from: start)
    }

    /// The name of an encoding that is not UTF-8, told from a byte-order mark or from where NUL bytes stand.
    private static func foreignEncoding(_ bytes: UnsafeBufferPointer<UInt8>) -> String? {
        let head = Array(bytes.prefix(4))
        if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) { return "UTF-32" }
        if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) { return "UTF-16" }
        guard head.count >= 2 else { return nil }
        let isNUL = head.map { $0 == 0 }
        switch isNUL {
        case [true, true, true, false], [false, true, true, true]: return "UTF-32"
        default: return isNUL[0] != isNUL[1] ? "UTF-16" : nil
        }
    }

    /// Walks over all bytes once and reports the faulty ones; tells whether all are ASCII, and where they end.
    private static func check(
        _ bytes: UnsafeBufferPointer<UInt8>,
        from start: Int,
        _ problems: inout ProblemList
    ) -> (isASCII: Bool, end: YAMLPlace) {
        var isASCII = true
        var offset = start
        var line: UInt32 = 1
        /// The byte offset at which the line would start if each scalar on it so far took one byte.
        var columnBase = start
        let count = bytes.count
        while offset < count {
            let byte = bytes[offset]
            if byte >= 0x20 && byte < 0x7F {
                offset += 1
                continue
            }
            if byte == 0x0A || byte == 0x0D {
                offset += byte == 0x0D && offset + 1 < count && bytes[offset + 1] == 0x0A ? 2 : 1
                line &+= 1
                columnBase = offset
                continue
            }
            if byte == 0x09 {
                offset += 1
                continue
            }
            let place = YAMLPlace(offset, line, column: offset - columnBase + 1)
            var step = UTF8Scan.step(bytes, at: offset)
            var width = 1
            if byte >= 0x80 { isASCII = false }
            if step.value == nil {
                // One problem for a run of faulty bytes; a column for each faulty piece.
                while offset + step.length < count {
                    let next = UTF8Scan.step(bytes, at: offset + step.length)
                    guard next.value == nil else { break }
                    step.length += next.length
                    width += 1
                }
            }
            let end = YAMLPlace(offset + step.length, line, column: Int(place.column) + width)
            CharacterProblem.report(step.value, first: byte, at: YAMLSpan(place, end), to: &problems)
            offset += step.length
            columnBase += step.length - width
        }
        return (isASCII, YAMLPlace(offset, line, column: offset - columnBase + 1))
    }

    private static func checkpoints(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> [UInt32] {
        var result: [UInt32] = []
        result.reserveCapacity(bytes.count / PlaceFinder.stride + 1)
        var untilNext = 0
        for offset in start..<bytes.count where bytes[offset] & 0xC0 != 0x80 {
            if untilNext == 0 {
                result.append(UInt32(clamping: offset))
                untilNext = PlaceFinder.stride
            }
            untilNext -= 1
        }
        return result
    }
}
