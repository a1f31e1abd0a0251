import Turnout
import TurnoutCore

/// What a check of a log found, as it is printed.
struct AuditVerdict {
    let log: DecisionLog
    let report: AuditReport

    /// The version of the form in which it is printed for programs.
    static let formatVersion = 1

    func text(style: Style, columns: Int) -> String {
        guard let fault = report.fault else { return good(style, columns) }
        let place = "\(fault.file):\(fault.line)"
        var text =
            style.error("broken") + ": " + TextWrap.wrap("\(place): \(fault.message)", columns: columns, first: 8)
        text += "\n" + TextWrap.wrap(fault.kind.rawValue + ": " + fault.kind.meaning, columns: columns) + "\n"
        if let last = report.last {
            let before = "in order before it: \(TextWrap.entries(report.entries)), the last is line \(last) of the log"
            text += TextWrap.wrap(before, columns: columns, rest: 4) + "\n"
        }
        return text
    }

    private func good(_ style: Style, _ columns: Int) -> String {
        var words = "\(log.path), \(TextWrap.entries(report.entries)) in \(TextWrap.count(report.files, "file"))"
        if let from = report.from, let to = report.to { words += ", from \(from) to \(to)" }
        var text = style.good("ok") + ": " + TextWrap.wrap(words, columns: columns, first: 4) + "\n"
        func say(_ sentence: String) { text += TextWrap.wrap(sentence, columns: columns, rest: 4) + "\n" }
        if let first = report.first, first > 0 {
            say("older files are not here: the first line is number \(first) of the log")
        }
        if report.tornLines > 0 {
            let count = TextWrap.count(report.tornLines, "write")
            say("\(count) cut short by a crash; the lines behind say how much of each there is")
        }
        if let behind = report.behindExpected {
            say("the expected digest is there, with \(TextWrap.count(Int(clamping: behind), "line")) behind it")
        }
        if let last = report.last, let digest = report.lastDigest {
            say("last: line \(last), \(digest)")
        }
        return text
    }

    func json() -> JSONValue {
        var members: [JSONMember] = [
            JSONMember("log", .string(log.path)), JSONMember("holds", .bool(report.holds)),
            JSONMember("files", .array(log.files.map { .string($0) })), JSONMember("entries", .int(report.entries)),
            JSONMember("torn_lines", .int(report.tornLines)),
            JSONMember("first", report.first.map { .int($0) } ?? .null),
            JSONMember("last", report.last.map { .int($0) } ?? .null),
            JSONMember("from", report.from.map { .string($0.description) } ?? .null),
            JSONMember("to", report.to.map { .string($0.description) } ?? .null),
            JSONMember("last_digest", report.lastDigest.map { .string($0) } ?? .null),
            JSONMember("behind_expected", report.behindExpected.map { .int($0) } ?? .null),
        ]
        if let fault = report.fault {
            let value: JSONValue = [
                "kind": .string(fault.kind.rawValue), "file": .string(fault.file), "line": .int(fault.line),
                "message": .string(fault.message), "meaning": .string(fault.kind.meaning),
            ]
            members.append(JSONMember("fault", value))
        }
        return .object(members)
    }
}

extension TextWrap {
    /// `1 entry`, `2 entries`.
    fileprivate static func entries(_ number: Int) -> String { "\(number) \(number == 1 ? "entry" : "entries")" }
}
