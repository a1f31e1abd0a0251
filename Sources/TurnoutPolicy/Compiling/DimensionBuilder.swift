/// Collects the constants that rules compare with, then cuts each attribute's axis at them.
struct DimensionBuilder {
    private struct Constants {
        var texts: Set<String> = []
        var prefixes: Set<String> = []
        var bounds: Set<Int64> = []
        var members: Set<String> = []
        var kind: AttributeKind
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
        var entry = constants[leaf.attribute] ?? Constants(kind: kind)
        switch leaf.predicate {
        case .texts(let texts): entry.texts.formUnion(texts)
        case .prefixes(let prefixes): entry.prefixes.formUnion(prefixes)
        case .range(let range):
            if range.lowerBound != .min { entry.bounds.insert(range.lowerBound) }
            if range.upperBound != .max { entry.bounds.insert(range.upperBound + 1) }
        case .numbers(let values):
            for value in values {
                entry.bounds.insert(value)
                if value != .max { entry.bounds.insert(value + 1) }
            }
        case .member(let member): entry.members.insert(member)
        case .choices, .flag, .exists: break
        }
        constants[leaf.attribute] = entry
    }

    /// Cuts the axes.
    mutating func finish(attributeCount: Int) -> [Dimension] {
        for attribute in 0..<attributeCount {
            guard let entry = constants[attribute] else { continue }
            switch entry.kind {
            case .choice(let choices, _): add(attribute, nil, .choices(choices.count))
            case .text: add(attribute, nil, .texts(TextCut(constants: entry.texts, prefixes: entry.prefixes)))
            case .number: add(attribute, nil, .numbers(entry.bounds.sorted()))
            case .flag: add(attribute, nil, .flag)
            case .set: for member in entry.members.sorted() { add(attribute, member, .member(member)) }
            }
        }
        return dimensions
    }

    private mutating func add(_ attribute: Int, _ member: String?, _ cut: Dimension.Cut) {
        numbers[Key(attribute: attribute, member: member)] = dimensions.count
        dimensions.append(Dimension(attribute: attribute, cut: cut))
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
