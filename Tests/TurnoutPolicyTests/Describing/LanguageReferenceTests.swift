import Testing
import TurnoutPolicy

@Suite("The reference of the language")
struct LanguageReferenceTests {
    @Test("the file is what the table says")
    func file() throws {
        try Generated.check(LanguageReference.markdown(), "docs/reference/policy-language.md")
    }

    @Test("every example loads", arguments: LanguageReference.examples)
    func examples(_ example: String) {
        let result = Parts.load(
            Parts.complete(example), with: ["hybrid.yaml": "routes: [{task: simple, use: [ollama/llama3.2]}]"])
        #expect(result.policy != nil, "\(result.diagnostics.map(\.lines))")
    }

    @Test("every key of a policy that has parts has a chapter, and every record is described")
    func complete() {
        let text = LanguageReference.markdown()
        let keys = PolicySyntax.table.description.fields.map(\.name)
        for key in keys where !["version", "name", "description"].contains(key) {
            #expect(LanguageReference.chapterKeys.contains(key), "\(key)")
        }
        var records: [String: RecordDescription] = [:]
        PolicySyntax.table.description.collect(into: &records)
        for record in records.values {
            for field in record.fields { #expect(text.contains("| `\(field.name)` | "), "\(record.name)") }
        }
        #expect(records.count > 25)
    }

    @Test("no line of a table is broken by a bar or a line break")
    func tables() {
        var width = 0
        for line in LanguageReference.markdown().split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("|") else {
                width = 0
                continue
            }
            let cells = line.count { $0 == "|" }
            #expect(width == 0 || cells == width, "\(line)")
            width = cells
        }
    }
}

extension RecordDescription {
    /// All records below this one, by their names.
    func collect(into records: inout [String: RecordDescription]) {
        guard records.updateValue(self, forKey: name) == nil else { return }
        for field in fields { field.shape.collect(into: &records) }
    }
}

extension Shape {
    fileprivate func collect(into records: inout [String: RecordDescription]) {
        switch self {
        case .record(let description): description().collect(into: &records)
        case .list(let element, _, _): element.collect(into: &records)
        case .map(_, let value): value.collect(into: &records)
        case .union(let shapes): for shape in shapes { shape.collect(into: &records) }
        default: break
        }
    }
}
