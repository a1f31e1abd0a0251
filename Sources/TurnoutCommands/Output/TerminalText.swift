/// Text as a terminal shows it: how wide it is, and without what would steer the terminal.
enum TerminalText {
    /// A scalar as it is printed, and the columns that it takes.
    struct Cell {
        var text: String
        var width: Int
    }

    /// How a scalar is printed. Control, bidirectional and invisible characters are named instead of obeyed.
    static func cell(_ scalar: Unicode.Scalar) -> Cell {
        switch scalar.value {
        case 0x20..<0x7F: return Cell(text: String(scalar), width: 1)
        case 0x09: return Cell(text: "    ", width: 4)
        case 0x00..<0x20, 0x7F..<0xA0: return named(scalar)
        default: break
        }
        switch scalar.properties.generalCategory {
        case .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned: return named(scalar)
        case .nonspacingMark, .enclosingMark: return Cell(text: String(scalar), width: 0)
        default: return Cell(text: String(scalar), width: isWide(scalar) ? 2 : 1)
        }
    }

    private static func named(_ scalar: Unicode.Scalar) -> Cell {
        let hex = String(scalar.value, radix: 16, uppercase: true)
        let text = "<U+" + String(repeating: "0", count: max(0, 4 - hex.count)) + hex + ">"
        return Cell(text: text, width: text.utf8.count)
    }

    /// Whether a scalar takes two columns: the wide blocks of Unicode Standard Annex 11, East Asian Width.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
            0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF, 0x1F900...0x1FAFF,
            0x20000...0x3FFFD:
            true
        default: false
        }
    }

    /// Text without what would steer a terminal; its line ends stay.
    static func safe(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) || $0 == 0x0A }) { return text }
        var result = ""
        for scalar in text.unicodeScalars { result += scalar == "\n" ? "\n" : cell(scalar).text }
        return result
    }

    /// Text without control characters but line ends and tabs; everything else stays.
    static func withoutControls(_ text: String) -> String {
        func isControl(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.value {
            case 0x09, 0x0A: false
            case 0x00..<0x20, 0x7F..<0xA0: true
            default: false
            }
        }
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isControl(scalar) { result += named(scalar).text } else { result.unicodeScalars.append(scalar) }
        }
        return result
    }

    /// The columns that a text of one line takes.
    static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + cell($1).width }
    }
}
