/// Which keys stand in which sections, for "right key, wrong section".
struct LanguageIndex: Sendable {
    static let shared = LanguageIndex(root: PolicySyntax.table.description)

    private var homes: [String: [String]] = [:]

    init(root: RecordDescription) {
        var visited: Set<String> = []
        visit(root, &visited)
    }

    private mutating func visit(_ record: RecordDescription, _ visited: inout Set<String>) {
        guard visited.insert(record.name).inserted else { return }
        for field in record.fields {
            homes[field.name, default: []].append(record.name)
            visit(field.shape, &visited)
        }
    }

    private mutating func visit(_ shape: Shape, _ visited: inout Set<String>) {
        switch shape {
        case .record(let description): visit(description(), &visited)
        case .list(let element, _, _): visit(element, &visited)
        case .map(_, let value): visit(value, &visited)
        case .union(let shapes): for shape in shapes { visit(shape, &visited) }
        case .scalar, .flag, .integer, .choice, .condition, .targetCondition, .facts, .nothing: break
        }
    }

    /// The sections that know a key, as words; `nil` when none does or too many to help.
    func sections(withKey key: String) -> String? {
        guard let sections = homes[key], sections.count <= 4 else { return nil }
        return sections.joined(separator: ", ")
    }
}
