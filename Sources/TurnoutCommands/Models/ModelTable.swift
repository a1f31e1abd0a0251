import TurnoutCore
import TurnoutPolicy

/// A column of the list of models.
struct ModelColumn {
    var title: String
    /// The columns of the terminal that it takes.
    var width: Int
    var value: (ModelRow) -> String

    /// What the catalogue knows.
    static var facts: [ModelColumn] {
        [
            ModelColumn(title: "context", width: 7) { TokenText.short($0.context) },
            ModelColumn(title: "answer", width: 6) { TokenText.short($0.maxOutput) },
            ModelColumn(title: "$ in/1M", width: 8) { $0.price?.input.perMillion ?? "-" },
            ModelColumn(title: "$ out/1M", width: 8) { $0.price?.output.perMillion ?? "-" },
            ModelColumn(title: "abilities", width: 9) { $0.capabilities.letters },
        ]
    }
}

/// The list of models: a line for each, in groups.
struct ModelTable {
    var rows: [ModelRow]
    var style: Style
    var columns: Int
    /// What is shown of each; further ones, such as measured latencies, may follow.
    var shown = ModelColumn.facts

    /// The table, with a word on its letters and marks below.
    var text: String {
        let taken = shown.reduce(0) { $0 + $1.width + 1 }
        let width = max(12, columns - taken - 2)
        var text = style.strong(Self.line("", width: width + 2, shown.map { ($0.title, $0.width) })) + "\n"
        var group: String?
        for row in rows {
            if row.group != group {
                text += style.strong(TerminalText.safe(row.group)) + "\n"
                group = row.group
            }
            var name = "  " + TerminalText.safe(row.name) + (row.isRetired ? " *" : "")
            if TerminalText.width(name) > width + 2 {
                text += name + "\n"
                name = ""
            }
            text += Self.line(name, width: width + 2, shown.map { ($0.value(row), $0.width) }) + "\n"
        }
        text += "\n" + TextWrap.wrap("abilities: \(Capabilities.legend)", columns: columns, rest: 11) + "\n"
        if rows.contains(where: \.isRetired) { text += "* given up by its service\n" }
        return text
    }

    private static func line(_ name: String, width: Int, _ cells: [(text: String, width: Int)]) -> String {
        var line = name + String(repeating: " ", count: max(0, width - TerminalText.width(name)))
        for cell in cells {
            let text = TerminalText.safe(cell.text)
            line += " " + String(repeating: " ", count: max(0, cell.width - TerminalText.width(text))) + text
        }
        return line
    }
}

extension Capabilities {
    /// A letter for each capability, in a fixed place, and a dash for one that is missing: `cstij----`.
    var letters: String {
        Capability.allCases.map { contains(Capabilities($0)) ? $0.letter : "-" }.joined()
    }

    /// What the letters mean.
    fileprivate static var legend: String {
        Capability.allCases.map { "\($0.letter) \($0.rawValue)" }.joined(separator: ", ")
    }
}

extension Capability {
    fileprivate var letter: String {
        switch self {
        case .chat: "c"
        case .stream: "s"
        case .tools: "t"
        case .images: "i"
        case .json: "j"
        case .schema: "S"
        case .completion: "C"
        case .embeddings: "e"
        case .reasoning: "r"
        }
    }
}
