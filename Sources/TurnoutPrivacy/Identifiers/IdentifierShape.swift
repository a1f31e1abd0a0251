/// The groups of a number and what stands between them, packed into one word so that a table finds them at once.
///
/// Each group takes eight bits: five for its length, three for what stands before it.
enum IdentifierShape {
    /// The most groups there may be.
    static let groupLimit = 8
    /// The most characters of all groups.
    static let characterLimit = 20

    /// What may stand between groups; 0 stands for nothing.
    static func separator(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: " "): 1
        case UInt8(ascii: "-"): 2
        case UInt8(ascii: "."): 3
        case UInt8(ascii: "/"): 4
        case UInt8(ascii: "+"): 5
        case UInt8(ascii: "("): 6
        case UInt8(ascii: ":"): 7  // a dash between spaces
        default: 0
        }
    }

    /// The code of groups with one more behind them.
    @inline(__always)
    static func code(behind code: UInt64, length: Int, separator: UInt8) -> UInt64 {
        code << 8 | UInt64(length & 31) << 3 | UInt64(separator & 7)
    }
}

/// A pattern of ``IdentifierDefinition``, compiled.
struct IdentifierPattern: Sendable {
    /// The code of ``IdentifierShape``.
    var shape: UInt64 = 0
    /// A bit for each character that has to be a letter.
    var letters: UInt32 = 0
    /// A bit for each character that may be either.
    var free: UInt32 = 0
    var length = 0

    /// The patterns that a list of them stands for, repetitions and separators spelled out.
    static func compile(_ list: String) -> [IdentifierPattern] {
        list.split(separator: "|").flatMap { pattern in
            repetitions(of: Array(pattern.utf8)).flatMap { plain -> [IdentifierPattern] in
                guard plain.contains(UInt8(ascii: "~")) else { return [IdentifierPattern(plain)] }
                return " -./".utf8.map { separator in
                    IdentifierPattern(plain.map { $0 == UInt8(ascii: "~") ? separator : $0 })
                }
            }
        }
    }

    private init(_ pattern: [UInt8]) {
        var group = 0
        var separator: UInt8 = 0
        for byte in pattern {
            switch byte {
            case UInt8(ascii: "9"), UInt8(ascii: "A"), UInt8(ascii: "*"):
                if byte == UInt8(ascii: "A") { letters |= 1 << UInt32(length) }
                if byte == UInt8(ascii: "*") { free |= 1 << UInt32(length) }
                group += 1
                length += 1
            case UInt8(ascii: ")"): break
            default:
                shape = IdentifierShape.code(behind: shape, length: group, separator: separator)
                group = 0
                separator = IdentifierShape.separator(byte)
            }
        }
        shape = IdentifierShape.code(behind: shape, length: group, separator: separator)
    }

    private static func repetitions(of pattern: [UInt8]) -> [[UInt8]] {
        guard let open = pattern.firstIndex(of: UInt8(ascii: "{")), open > 0,
            let close = pattern.firstIndex(of: UInt8(ascii: "}")), open < close
        else { return [pattern] }
        let bounds = pattern[(open + 1)..<close].split(separator: UInt8(ascii: "-"))
            .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard let least = bounds.first, let most = bounds.last, least <= most else { return [pattern] }
        return (least...most).flatMap { count in
            let middle = [UInt8](repeating: pattern[open - 1], count: count)
            return repetitions(of: pattern[..<(open - 1)] + middle + pattern[(close + 1)...])
        }
    }
}
