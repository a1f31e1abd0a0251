/// Models side by side, or one alone.
struct ModelComparison {
    var rows: [ModelRow]
    var style: Style
    var columns: Int
    /// What is compared; further lines, such as measured latencies, may follow.
    var aspects = ModelAspect.facts

    /// The narrowest column that words fit into.
    private static let narrowest = 20
    private static let label = 13

    /// The table; what does not fit beside each other follows below.
    var text: String {
        let fitting = max(1, (columns - Self.label) / (Self.narrowest + 1))
        var parts: [String] = []
        for start in stride(from: 0, to: rows.count, by: fitting) {
            parts.append(block(Array(rows[start..<min(start + fitting, rows.count)])))
        }
        return parts.joined(separator: "\n")
    }

    private func block(_ rows: [ModelRow]) -> String {
        let width = (columns - Self.label) / rows.count - 1
        let names = rows.map { row in
            TerminalText.width(row.fullName) > width ? "\(row.group)/\n\(row.name)" : row.fullName
        }
        var text = Self.lines("", names, width: width, dress: style.strong)
        for aspect in aspects {
            let cells = rows.map { aspect.value($0) ?? "" }
            guard !cells.allSatisfy(\.isEmpty) else { continue }
            text += Self.lines(aspect.title, cells.map { $0.isEmpty ? "-" : $0 }, width: width) { $0 }
        }
        return text
    }

    private static func lines(
        _ title: String, _ cells: [String], width: Int, dress: (String) -> String
    ) -> String {
        let wrapped = cells.map { cell in
            TextWrap.wrap(cell, columns: width).split(separator: "\n").flatMap { cut(String($0), width: width) }
        }
        var text = ""
        for number in 0..<(wrapped.map(\.count).max() ?? 0) {
            var line = number == 0 ? title : ""
            var used = TerminalText.width(line)
            for (column, lines) in wrapped.enumerated() where number < lines.count {
                let start = label + column * (width + 1)
                line += String(repeating: " ", count: max(0, start - used)) + dress(lines[number])
                used = start + TerminalText.width(lines[number])
            }
            text += line + "\n"
        }
        return text
    }

    /// Breaks a word that is longer than a line, such as the name of a model.
    private static func cut(_ line: String, width: Int) -> [String] {
        var rest = Substring(line)
        var parts: [String] = []
        while TerminalText.width(String(rest)) > width {
            parts.append(String(rest.prefix(width)))
            rest = rest.dropFirst(width)
        }
        return parts + [String(rest)]
    }
}
