import TurnoutYAML

/// A part of the language that is written as a mapping with known keys.
package protocol RecordSyntax: Sendable {
    init()
    /// Where the record was written.
    var place: Place { get set }
    /// The record's keys: the one table that loads, explains and describes it.
    static var table: RecordTable<Self> { get }
}

/// The keys of a record, each with its type and its words.
package struct RecordTable<Record: RecordSyntax>: Sendable {
    let name: String
    let summary: String
    let fields: [RecordField<Record>]
    /// Keys of which exactly one must be there; empty where there is no such rule.
    let exactlyOne: [String]
    private let index: [String: Int]

    init(_ name: String, _ summary: String, _ fields: [RecordField<Record>], exactlyOne: [String] = []) {
        self.name = name
        self.summary = summary
        self.fields = fields
        self.exactlyOne = exactlyOne
        self.index = Dictionary(fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The name as messages show it.
    var title: String { name.contains(" ") ? name : "`\(name)`" }

    func position(of key: String) -> Int? { index[key] }

    package var description: RecordDescription {
        RecordDescription(
            name: name, summary: summary, fields: fields.map(\.description), exactlyOne: exactlyOne)
    }
}

/// A key of a record.
package struct RecordField<Record>: Sendable {
    let name: String
    let description: FieldDescription
    let assign: @Sendable (YAMLNode, inout Record, inout Reading) -> Void

    /// A key that may be left out.
    init<Value>(
        _ name: String,
        _ path: any WritableKeyPath<Record, Value?> & Sendable,
        _ type: ValueType<Value>,
        default defaultText: String? = nil,
        _ summary: String
    ) {
        self.init(name, path, type, isRequired: false, defaultText: defaultText, summary)
    }

    /// A key that must be there.
    static func required<Value>(
        _ name: String,
        _ path: any WritableKeyPath<Record, Value?> & Sendable,
        _ type: ValueType<Value>,
        _ summary: String
    ) -> RecordField {
        RecordField(name, path, type, isRequired: true, defaultText: nil, summary)
    }

    private init<Value>(
        _ name: String,
        _ path: any WritableKeyPath<Record, Value?> & Sendable,
        _ type: ValueType<Value>,
        isRequired: Bool,
        defaultText: String?,
        _ summary: String
    ) {
        self.name = name
        self.description = FieldDescription(
            name: name,
            summary: summary,
            shape: type.shape,
            isRequired: isRequired,
            defaultText: defaultText
        )
        self.assign = { node, record, reading in record[keyPath: path] = type.read(node, &reading) }
    }
}

extension ValueType where Value: RecordSyntax {
    /// A mapping with the record's keys.
    static var record: ValueType<Value> {
        ValueType(shape: .record { Value.table.description }) { node, reading in
            reading.record(node, Value.table)
        }
    }
}

extension Reading {
    static let mappingHelp = "write `key: value` lines, or `{key: value}`"
    static let listHelp = "begin each element with `- `, or write `[a, b]`"

    /// Reads a record by its table: every unknown, doubtful or missing key is reported, the others are read all the same.
    mutating func record<Record: RecordSyntax>(_ node: YAMLNode, _ table: RecordTable<Record>) -> Record? {
        guard let entries = node.mapping else {
            wrongType(node, expected: "a mapping with the keys of \(table.title)", help: Self.mappingHelp)
            return nil
        }
        var record = Record()
        record.place = place(node.span)
        var seen: UInt64 = 0
        for entry in entries {
            guard let position = table.position(of: entry.name) else {
                unknownKey(entry, in: table.title, known: table.fields.map(\.name))
                continue
            }
            seen |= 1 << UInt64(position)
            table.fields[position].assign(entry.value, &record, &self)
        }
        for (position, field) in table.fields.enumerated() where seen & (1 << UInt64(position)) == 0 {
            if field.description.isRequired { missingKey(field.description, of: table.title, at: node.span) }
        }
        checkExactlyOne(of: table.exactlyOne, entries, in: table.title, at: node.span)
        return record
    }

    private mutating func checkExactlyOne(
        of keys: [String], _ entries: [YAMLEntry], in section: String, at span: YAMLSpan
    ) {
        guard !keys.isEmpty else { return }
        let written = entries.filter { keys.contains($0.name) }
        guard written.count != 1 else { return }
        let choices = keys.quotedList(with: "or")
        if let extra = written.dropFirst().first {
            report(
                .conflictingKeys, "\(section) takes only one of \(keys.quotedList(with: "and"))", at: extra.key.span,
                help: "keep \(choices)")
        } else {
            report(
                .missingKey, "\(section) needs one of \(keys.quotedList(with: "and"))", at: span, help: "add \(choices)"
            )
        }
    }
}
