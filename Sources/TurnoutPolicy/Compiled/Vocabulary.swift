import TurnoutPrivacy

/// The words of a policy, each with its number.
public struct Vocabulary: Sendable {
    /// The tasks; the built-in four first.
    public let tasks: [String]
    /// The levels of sensitivity, from low to high.
    public let levels: [String]
    /// The labels that rules may test: those of the detectors, and the policy's own.
    public let labels: [String]
    /// The policy's own labels.
    package let ownLabels: [String]
    private let labelSet: Set<String>
    package let taskNumbers: [String: Int]
    package let levelNumbers: [String: Int]

    init(tasks: [String], levels: [String], labels: [String], ownLabels: [String] = []) {
        self.tasks = tasks
        self.levels = levels
        self.labels = labels
        self.ownLabels = ownLabels
        labelSet = Set(labels)
        taskNumbers = Dictionary(tasks.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        levelNumbers = Dictionary(levels.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// The tasks that every policy has.
    public static let builtinTasks = ["simple", "complex", "sensitive", "creative"]
    /// The levels that every policy has, from low to high.
    public static let builtinLevels = ["public", "internal", "confidential", "restricted"]
    /// The labels that the built-in detectors give.
    public static let builtinLabels: [String] = {
        var known: [String] = []
        for type in EntityType.builtin + EntityType.recognised {
            // `pii.id.us_ssn` stands below `pii.id`, and that below `pii`: rules may test each of them.
            let levels = type.label.split(separator: ".")
            for count in 1...levels.count {
                let label = levels[..<count].joined(separator: ".")
                if !known.contains(label) { known.append(label) }
            }
        }
        return known
    }()

    /// Whether a label is known: one of the vocabulary's, or below one of them.
    public func knows(label: String) -> Bool {
        if labelSet.contains(label) { return true }
        // `pii.email.work` is known by `pii.email`, or by `pii`.
        return label.utf8.contains(UInt8(ascii: ".")) && labels.contains { label.isBelow($0) }
    }
}

extension String {
    /// Whether a dotted name is below another: `pii.email` is below `pii`.
    package func isBelow(_ parent: String) -> Bool {
        let (name, above) = (utf8, parent.utf8)
        guard name.count > above.count, name.starts(with: above) else { return false }
        return name[name.index(name.startIndex, offsetBy: above.count)] == UInt8(ascii: ".")
    }
}
