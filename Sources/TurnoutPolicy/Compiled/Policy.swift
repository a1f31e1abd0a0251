public import TurnoutCore
public import TurnoutPrivacy

/// A compiled policy: immutable, checked, with every name resolved to a number.
///
/// A policy is a value in all but its copying: nothing in it changes after it was made, and whoever holds it may share
/// it without locks. A reload makes another one.
public final class Policy: Sendable {
    /// The policy's name.
    public let name: String
    /// The SHA-256 of what decides, in hexadecimal: the files' bytes, the values that the environment put into them, and
    /// what was taken from the model catalogue.
    public let digest: String
    public let vocabulary: Vocabulary
    /// All targets, in the order of the policy.
    public let targets: [Target]
    public let guards: [GuardRule]
    /// The guards that replace parts of the content.
    public let rewrites: [RewriteRule]
    /// What models must not say.
    public let sanitising: [SanitiseRule]
    /// What looks for labels in content: the built-in detectors and those of the policy's own labels.
    public let detectors: [any Detector]
    /// The local model that looks for names and addresses of persons; `nil` for none.
    public let recogniser: RecogniserSettings?
    /// How sure a finding must be to count, by label, from 0 to 1.
    public let thresholds: [String: Double]
    public let budgets: [Budget]
    /// Where alerts of the budgets go. A policy that says nothing of it, and has budgets with alerts, sends them to the log.
    public let alertRoutes: [AlertRoute]
    /// What the ledger keeps.
    public let ledger: LedgerSettings
    public let routes: [Route]
    public let timeouts: TimeoutSettings
    public let dispatch: DispatchSettings
    public let queue: QueueSettings
    /// The limits of the router as a whole and of each of its users.
    public let limits: RouterLimits
    /// The breaker of each target, by its index.
    public let breakers: [BreakerSettings]
    /// The retries of each target, by its index.
    public let retries: [RetrySettings]
    /// The limits of each provider that has some.
    public let providerLimits: [String: LimitSettings]
    /// The limits of each target that has some of its own, by its index.
    public let targetLimits: [Int: LimitSettings]
    public let complexity: ComplexitySettings

    package let attributes: [Attribute]
    package let attributeNumbers: [String: Int]
    package let dimensions: [Dimension]
    package let tables: AxisTables
    /// What a decision needs of each target, by its index.
    package let profiles: [TargetProfile]
    /// The built-in text attributes that the policy narrows to a list, with the list.
    package let narrowed: [(attribute: BuiltinAttribute, words: Set<String>)]
    package let taskRules: [TaskRule]
    package let taskIndex: RuleIndex
    package let sensitivityRules: [SensitivityRule]
    package let sensitivityIndex: RuleIndex
    package let guardIndex: RuleIndex
    package let routeIndex: RuleIndex
    package let overrides: [OverrideRule]
    package let overrideIndex: RuleIndex
    package let invariants: [Invariant]
    package let tests: [PolicyTest]
    /// The level when a detector fails.
    package let levelOnDetectorError: Int
    package let localTargets: [Int]
    private let targetNumbers: [TargetName: Int]

    package init(_ parts: PolicyParts) {
        name = parts.name
        digest = parts.digest
        vocabulary = parts.vocabulary
        targets = parts.targets
        guards = parts.guards
        rewrites = parts.rewrites
        sanitising = parts.sanitising
        detectors = parts.detectors
        thresholds = parts.thresholds
        recogniser = parts.recogniser
        budgets = parts.budgets
        alertRoutes = parts.alertRoutes
        ledger = parts.ledger
        routes = parts.routes
        timeouts = parts.timeouts
        dispatch = parts.dispatch
        queue = parts.queue
        limits = parts.limits
        breakers = parts.breakers
        retries = parts.retries
        providerLimits = parts.providerLimits
        targetLimits = parts.targetLimits
        complexity = parts.complexity
        attributes = parts.attributes
        attributeNumbers = Dictionary(
            parts.attributes.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        dimensions = parts.dimensions
        tables = AxisTables(parts.dimensions, attributes: parts.attributes)
        profiles = parts.targets.map(TargetProfile.init)
        narrowed = parts.attributes.compactMap { attribute in
            guard case .builtin(let builtin) = attribute.source, case .choice(let words, _) = attribute.kind,
                [.user, .tenant, .feature, .region].contains(builtin)
            else { return nil }
            return (builtin, Set(words))
        }
        taskRules = parts.taskRules
        sensitivityRules = parts.sensitivityRules
        overrides = parts.overrides
        invariants = parts.invariants
        tests = parts.tests
        levelOnDetectorError = parts.levelOnDetectorError
        let dimensions = parts.dimensions
        taskIndex = RuleIndex(conditions: parts.taskRules.map(\.condition), dimensions: dimensions)
        sensitivityIndex = RuleIndex(conditions: parts.sensitivityRules.map(\.condition), dimensions: dimensions)
        guardIndex = RuleIndex(conditions: parts.guards.map(\.condition), dimensions: dimensions)
        routeIndex = RuleIndex(conditions: parts.routes.map(\.condition), dimensions: dimensions)
        overrideIndex = RuleIndex(conditions: parts.overrides.map(\.condition), dimensions: dimensions)
        targetNumbers = Dictionary(
            parts.targets.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        localTargets = parts.targets.indices.filter { parts.targets[$0].locality == .local }
    }

    /// The index of the target with that name.
    public func targetIndex(_ name: TargetName) -> Int? { targetNumbers[name] }

    /// The index of the budget with that name.
    public func budgetIndex(_ id: String) -> Int? { budgets.firstIndex { $0.name.id == id } }
}

/// Everything that a policy is made of.
package struct PolicyParts {
    var name = ""
    var digest = ""
    var vocabulary = Vocabulary(tasks: [], levels: [], labels: [])
    var targets: [Target] = []
    var guards: [GuardRule] = []
    var rewrites: [RewriteRule] = []
    var sanitising: [SanitiseRule] = []
    var detectors: [any Detector] = []
    var thresholds: [String: Double] = [:]
    var recogniser: RecogniserSettings?
    var budgets: [Budget] = []
    var alertRoutes: [AlertRoute] = []
    var ledger = LedgerSettings()
    var routes: [Route] = []
    var timeouts = TimeoutSettings()
    var dispatch = DispatchSettings()
    var queue = QueueSettings()
    var limits = RouterLimits()
    var breakers: [BreakerSettings] = []
    var retries: [RetrySettings] = []
    var providerLimits: [String: LimitSettings] = [:]
    var targetLimits: [Int: LimitSettings] = [:]
    var complexity = ComplexitySettings()
    var attributes: [Attribute] = []
    var dimensions: [Dimension] = []
    var taskRules: [TaskRule] = []
    var sensitivityRules: [SensitivityRule] = []
    var overrides: [OverrideRule] = []
    var invariants: [Invariant] = []
    var tests: [PolicyTest] = []
    var levelOnDetectorError = 0
}

/// How the complexity of a request is estimated.
public struct ComplexitySettings: Hashable, Sendable {
    /// The estimate from which on the built-in rule says `complex`, 1 to 100.
    public var threshold: Int
    /// What each input may add at most, 0 to 100.
    public var length: Int
    public var structure: Int
    public var code: Int
    public var steps: Int
    public var tools: Int

    /// Creates settings; the defaults are those of the documentation.
    public init(
        threshold: Int = 40, length: Int = 35, structure: Int = 15, code: Int = 20, steps: Int = 40, tools: Int = 15
    ) {
        self.threshold = threshold
        self.length = length
        self.structure = structure
        self.code = code
        self.steps = steps
        self.tools = tools
    }
}

/// A request and what must be decided for it, as the policy's author wrote it, with every name checked.
package struct PolicyTest: Sendable {
    package var name: String
    package var position: SourcePosition
    /// The request's attributes as text.
    package var request: [(name: String, values: [String])]
    package var breakers: [(target: Int, state: BreakerWord)]
    package var budgets: [(budget: Int, state: BudgetState)]
    package var down: BitSet
    package var isOffline: Bool
    package var at: Timestamp
    package var expectation: Expectation

    /// What must be decided; `nil` is not compared.
    package struct Expectation: Sendable {
        package var outcome: OutcomeWord?
        package var reason: String?
        package var task: String?
        package var sensitivity: String?
        package var route: String?
        package var target: String?
        package var chain: [String]?
        package var neverContacts: BitSet?
    }
}
