/// Sets cells and sentences within a width.
enum TextTable {
    /// Rows with their cells aligned; where a line would be too wide, the cells behind the fixed ones flow over several
    /// lines below each other.
    ///
    /// - Parameters:
    ///   - fixed: how many cells in front stay aligned in any case.
    ///   - indent: the spaces in front of each line.
    static func lines(_ rows: [[String]], fixed: Int, columns: Int, indent: Int = 0) -> [String] {
        var widths: [Int] = []
        for row in rows {
            for (index, cell) in row.enumerated() {
                if widths.count <= index { widths.append(0) }
                widths[index] = max(widths[index], cell.count)
            }
        }
        let margin = String(repeating: " ", count: indent)
        let aligned = rows.map { row in margin + joined(zip(row, widths).map { padded($0, to: $1) }) }
        if aligned.allSatisfy({ $0.count <= columns }) { return aligned }
        return rows.flatMap { row -> [String] in
            let head = margin + zip(row, widths).prefix(fixed).map { padded($0, to: $1) + "  " }.joined()
            return flow(row.dropFirst(fixed), behind: head, columns: columns)
        }
    }

    private static func flow(_ cells: ArraySlice<String>, behind head: String, columns: Int) -> [String] {
        var lines: [String] = []
        var line = head
        var isEmpty = true
        for cell in cells {
            if !isEmpty, line.count + 2 + cell.count > columns {
                lines.append(line)
                line = String(repeating: " ", count: head.count)
                isEmpty = true
            }
            line += (isEmpty ? "" : "  ") + cell
            isEmpty = false
        }
        return (lines + [line]).map(trimmed)
    }

    /// A sentence, broken at spaces; all lines but the first are set in.
    static func sentence(_ text: String, columns: Int) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > columns {
                lines.append(line)
                line = "    "
            } else if !line.isEmpty {
                line += " "
            }
            line += word
        }
        return lines + [line]
    }

    private static func joined(_ cells: [String]) -> String { trimmed(cells.joined(separator: "  ")) }

    private static func trimmed(_ line: String) -> String {
        var line = line
        while line.hasSuffix(" ") { line.removeLast() }
        return line
    }

    private static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
