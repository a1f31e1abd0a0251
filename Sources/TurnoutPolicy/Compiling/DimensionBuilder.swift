/// Collects the constants that rules compare with, then cuts each attribute's axis at them.
struct DimensionBuilder {
    private struct Constants {
        var texts: Set<String> = []
        var prefixes: Set<String> = []
        var bounds: Set<Int64> = []
        var members: Set<String> = []
        var kind: AttributeKind

        mutating func add(_ predicate: Predicate) {
            switch predicate {
            case .texts(let new): texts.formUnion(new)
            case .prefixes(let new): prefixes.formUnion(new)
            case .range(let range):
                if range.lowerBound != .min { bounds.insert(range.lowerBound) }
                if range.upperBound != .max { bounds.insert(range.upperBound + 1) }
            case .numbers(let values):
                for value in values {
                    bounds.insert(value)
                    if value != .max { bounds.insert(value + 1) }
                }
            case .member(let member): members.insert(member)
            case .choices, .flag, .exists: break
            }
        }
    }

    private var constants: [Int: Constants] = [:]
    /// The dimension of an attribute, and for sets of each member.
    private var numbers: [Key: Int] = [:]
    private(set) var dimensions: [Dimension] = []

    private struct Key: Hashable {
        var attribute: Int
        var member: String?
    }

    /// Notes what a leaf compares with.
    mutating func note(_ leaf: ResolvedLeaf, kind: AttributeKind) {
        // In place: taking the sets out and putting them back would copy them for every rule.
        constants[leaf.attribute, default: Constants(kind: kind)].add(leaf.predicate)
    }

    /// Cuts the axes.
    mutating func finish(_ attributes: [Attribute]) -> [Dimension] {
        for attribute in attributes.indices {
            guard let entry = constants[attribute] else { continue }
            func add(_ cut: Dimension.Cut, member: String? = nil) {
                numbers[Key(attribute: attribute, member: member)] = dimensions.count
                dimensions.append(
                    Dimension(
                        attribute: attribute, source: attributes[attribute].source, name: attributes[attribute].name,
                        cut: cut))
            }
            switch entry.kind {
            case .choice(let choices, _): add(.choices(choices.count))
            case .text: add(.texts(TextCut(constants: entry.texts, prefixes: entry.prefixes)))
            case .number: add(.numbers(entry.bounds.sorted()))
            case .flag: add(.flag)
            case .set: for member in entry.members.sorted() { add(.member(member), member: member) }
            }
        }
        return dimensions
    }

    /// Puts cells in place of constants; only after `finish`.
    func compile(_ condition: ResolvedCondition) -> CompiledCondition {
        switch condition {
        case .always: return .always
        case .all(let parts): return .all(parts.map(compile))
        case .any(let parts): return .any(parts.map(compile))
        case .not(let part): return .not(compile(part))
        case .leaf(let leaf):
            var member: String?
            if case .member(let name) = leaf.predicate { member = name }
            guard let number = numbers[Key(attribute: leaf.attribute, member: member)] else { return .any([]) }
            let cells = dimensions[number].cells(for: leaf.predicate)
            return .leaf(CompiledLeaf(dimension: number, cells: cells, text: leaf.text))
        }
    }
}
