/// The reference of the policy language in Markdown, made from the table that loads policies.
public enum LanguageReference {
    /// The whole reference.
    public static func markdown() -> String {
        var writer = ReferenceWriter()
        writer.add("<!-- Made by LanguageReference.swift from the language's own table; do not edit. -->")
        writer.add("# The policy language")
        writer.add(opening)
        writer.add(yaml: smallestPolicy)
        writer.add(behindSmallest)
        let root = PolicySyntax.table.description
        writer.add("## Keys of a policy")
        writer.addTable(of: root)
        for field in root.fields {
            guard let chapter = chapters.first(where: { $0.key == field.name }) else { continue }
            writer.add("## `\(field.name)`")
            writer.add(chapter.text)
            writer.add(yaml: chapter.example)
            writer.addRecords(of: field.shape)
        }
        writer.addConditions()
        writer.addUnits()
        return writer.text
    }

    /// A key of the policy, with its introduction and a part of a policy that shows it.
    struct Chapter: Sendable {
        var key: String
        var text: String
        var example: String
    }

    /// All examples of the reference, for checking that they load.
    package static var examples: [String] { [smallestPolicy, conditionExample] + chapters.map(\.example) }

    /// The keys of a policy that have a chapter.
    package static var chapterKeys: [String] { chapters.map(\.key) }
}

/// Writes Markdown piece by piece.
struct ReferenceWriter {
    private var parts: [String] = []
    private var written: Set<String> = []

    var text: String { parts.joined(separator: "\n\n") + "\n" }

    mutating func add(_ text: String) { parts.append(text) }

    mutating func add(yaml: String) { parts.append("```yaml\n\(yaml)\n```") }

    /// Adds a table with a header.
    mutating func addTable(_ header: [String], _ rows: [[String]]) {
        let lines = [header, header.map { _ in "---" }] + rows
        parts.append(lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n"))
    }

    /// Adds the keys of a record.
    mutating func addTable(of record: RecordDescription) {
        addTable(
            ["Key", "Value", "", "Meaning"],
            record.fields.map { field in
                let note = field.isRequired ? "required" : field.defaultText.map { "default: \(Self.code($0))" } ?? ""
                return ["`\(field.name)`", field.shape.words, note, field.summary]
            })
        if !record.exactlyOne.isEmpty {
            add("Exactly one of \(record.exactlyOne.quotedList(with: "and")) must be there.")
        }
    }

    /// Adds every record that a value has, once.
    mutating func addRecords(of shape: Shape) {
        switch shape {
        case .record(let description):
            let record = description()
            guard written.insert(record.name).inserted else { return }
            add("### `\(record.name)`")
            add(record.summary)
            addTable(of: record)
            for field in record.fields { addRecords(of: field.shape) }
        case .list(let element, _, _): addRecords(of: element)
        case .map(_, let value): addRecords(of: value)
        case .union(let shapes): for shape in shapes { addRecords(of: shape) }
        case .scalar, .flag, .integer, .choice, .nothing, .condition, .targetCondition, .facts: break
        }
    }

    /// Defaults that are values stand in backticks; those that are words do not.
    private static func code(_ text: String) -> String {
        let isValue =
            text.hasPrefix("[") || text.hasPrefix("{") || !text.contains(" ") && text != "anywhere"
            || text.first?.isNumber == true && !text.contains(",")
        return isValue && !text.contains("`") ? "`\(text)`" : text
    }
}

extension Shape {
    /// The form of a value in a few words.
    var words: String {
        switch self {
        case .scalar(let name, let example, _, _):
            Self.known.contains(example) ? name : "\(name), such as `\(example)`"
        case .flag: "`true` or `false`"
        case .integer(let range):
            range.count == 1 ? "`\(range.lowerBound)`" : "a whole number, \(range.lowerBound) to \(range.upperBound)"
        case .choice(let words): words.quotedList(with: "or")
        case .list(let element, let orSingle, _):
            "a list, each \(element.words)\(orSingle ? "; or one without a list" : "")"
        case .map(let key, let value): "for each \(key): \(value.words)"
        case .record(let description): "keys of `\(description().name)`"
        case .nothing: "nothing"
        case .union(let shapes): shapes.map(\.words).joined(separator: ", or ")
        case .condition: "a [condition](#conditions) on requests"
        case .targetCondition: "a [condition](#conditions-on-targets) on targets"
        case .facts: "a mapping from attributes to values, with `text` for the content and `pin` for a target"
        }
    }

    /// Examples that say nothing which their kind does not.
    private static let known: Set<String> = ["some words", "user-day"]
}
