/// What reading one YAML text gave: a tree, or the problems that stand in its way.
public struct YAMLDocument: Sendable {
    /// The tree; `nil` exactly where `problems` has an error.
    public var root: YAMLNode?
    /// The tree as far as the text is well formed, also where `root` is `nil` because the text uses what a policy may
    /// not use (a duplicate key, a tag); `nil` after a syntax error or a crossed limit.
    ///
    /// It serves to look for further problems in the same pass, never to decide anything. All entries of a duplicate
    /// key are there; an alias stands as the plain text `*name`; entries whose key is no scalar are left out.
    public var partialRoot: YAMLNode?
    /// All problems found, in source order, at most ``YAMLLimits/maxProblems`` of each severity.
    public var problems: [YAMLProblem]

    /// Whether a problem is an error.
    public var hasErrors: Bool { problems.contains { $0.severity == .error } }
}

/// How much a text may ask of the reader.
public struct YAMLLimits: Sendable, Hashable {
    /// The greatest size in bytes; values above 1 GiB count as 1 GiB.
    public var maxBytes: Int
    /// The greatest number of collections inside each other.
    public var maxDepth: Int
    /// The greatest number of parser events, about one per scalar and two per collection.
    public var maxEvents: Int
    /// How many problems of each severity are listed; the rest is counted in one last problem.
    public var maxProblems: Int

    /// Creates limits; the defaults are those of policies.
    public init(maxBytes: Int = 1 << 20, maxDepth: Int = 64, maxEvents: Int = 200_000, maxProblems: Int = 100) {
        self.maxBytes = maxBytes
        self.maxDepth = maxDepth
        self.maxEvents = maxEvents
        self.maxProblems = maxProblems
    }

    /// 1 MiB, 64 levels, 200,000 events, 100 problems of each severity.
    public static let standard = YAMLLimits()
}
