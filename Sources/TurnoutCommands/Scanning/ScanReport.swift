import TurnoutCore
import TurnoutPrivacy

/// What a scan found in a text, with places that people and programs can use, and the values only where they are asked for.
struct ScanReport {
    /// The version of the record's form; it rises when a member changes its meaning or goes away.
    static let formatVersion = 1

    /// A finding and where it stands.
    struct Row {
        let finding: Finding
        let start: TextPlace
        let end: TextPlace
        /// The text itself; `nil` unless it was asked for.
        let value: String?
    }

    let rows: [Row]
    let failures: [DetectorError]

    init(_ result: ScanResult, of text: String, showsValues: Bool) {
        let offsets = result.findings.flatMap { [$0.range.lowerBound, $0.range.upperBound] }
        let places = TextPlace.places(of: offsets, in: text)
        rows = result.findings.enumerated().map { index, finding in
            Row(
                finding: finding, start: places[2 * index], end: places[2 * index + 1],
                value: showsValues ? String(decoding: Array(text.utf8)[finding.range], as: UTF8.self) : nil)
        }
        failures = result.failures
    }

    /// A line of JSON lines: what detectors are compared by. Offsets are code points.
    func line(id: JSONValue) -> JSONValue {
        var members = [
            JSONMember("id", id),
            JSONMember(
                "spans",
                .array(
                    rows.map { row in
                        var members = [
                            JSONMember("start", .int(row.start.scalar)), JSONMember("end", .int(row.end.scalar)),
                            JSONMember("type", .string(row.finding.type.rawValue)),
                            JSONMember("score", .double(row.finding.score)),
                        ]
                        if let value = row.value { members.append(JSONMember("value", .string(value))) }
                        return .object(members)
                    })),
        ]
        if !failures.isEmpty { members.append(JSONMember("failures", failuresJSON)) }
        return .object(members)
    }

    /// The whole report for programs.
    func json() -> JSONValue {
        [
            "format_version": .int(Self.formatVersion),
            "findings": .array(rows.map(Self.json)),
            "failures": failuresJSON,
        ]
    }

    private var failuresJSON: JSONValue {
        .array(failures.map { ["detector": .string($0.detector), "reason": .string($0.reason.code)] })
    }

    private static func json(_ row: Row) -> JSONValue {
        let finding = row.finding
        var members = [
            JSONMember("type", .string(finding.type.rawValue)), JSONMember("label", .string(finding.label)),
            JSONMember("subtype", finding.subtype.map { .string($0) } ?? .null),
            JSONMember("detector", .string(finding.detector)), JSONMember("score", .double(finding.score)),
            JSONMember("start", .int(row.start.scalar)), JSONMember("end", .int(row.end.scalar)),
            JSONMember("line", .int(row.start.line)), JSONMember("column", .int(row.start.column)),
        ]
        if let value = row.value { members.append(JSONMember("value", .string(value))) }
        return .object(members)
    }

    /// The report for a terminal: place, type, label, score, detector.
    func text(columns: Int) -> String {
        guard !rows.isEmpty else { return "nothing found\n" + failureText }
        var cells: [[String]] = []
        for row in rows {
            let finding = row.finding
            let type = finding.type.rawValue + (finding.subtype.map { " (\($0))" } ?? "")
            let score = Self.percent(finding.score)
            var line = ["\(row.start.line):\(row.start.column)", type, finding.label, score, finding.detector]
            if let value = row.value { line.append(TerminalText.safe(value.replacing("\n", with: "⏎"))) }
            cells.append(line)
        }
        let widths = (0..<5).map { column in cells.map { TerminalText.width($0[column]) }.max() ?? 0 }
        var text = ""
        for line in cells {
            var out = ""
            for (column, cell) in line.enumerated() {
                if column > 0 { out += "  " }
                out += cell
                if column + 1 < line.count, column < widths.count {
                    out += String(repeating: " ", count: max(0, widths[column] - TerminalText.width(cell)))
                }
            }
            text += out + "\n"
        }
        let types = Set(rows.map(\.finding.type)).count
        text += "\(rows.count) finding\(rows.count == 1 ? "" : "s") of \(types) type\(types == 1 ? "" : "s")\n"
        return text + failureText
    }

    private var failureText: String {
        failures.map { "could not be scanned whole: \($0.description); a router treats the text as sensitive\n" }
            .joined()
    }

    private static func percent(_ score: Double) -> String { "\(Int((score * 100).rounded()))%" }
}
