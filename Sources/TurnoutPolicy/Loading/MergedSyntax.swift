import TurnoutCore
import TurnoutYAML

/// A policy as it was written, with the parts of all its files added up.
///
/// Lists follow each other, the including file's first; names in mappings must not repeat; of the single settings
/// (`name`, `timeouts`, `limits`, `classify.complexity` …) that of the including file holds.
struct MergedSyntax {
    var first = PolicySyntax()
    var tasks: [Located<String>] = []
    var sensitivity: [Located<String>]?
    var attributes: [NamedValue<AttributeTypeSyntax>] = []
    var labels: [NamedValue<LabelSyntax>] = []
    var providers: [NamedValue<ProviderSyntax>] = []
    var taskRules: [TaskRuleSyntax]?
    var sensitivityRules: [SensitivityRuleSyntax] = []
    var onDetectorError: Located<String>?
    var recogniser: RecogniserSyntax?
    var complexity: ComplexitySyntax?
    var guards: [GuardSyntax] = []
    var sanitise: [SanitiseSyntax] = []
    var thresholds: [NamedValue<Int>] = []
    var currencies: [NamedValue<Located<Int64>>] = []
    var budgets: [BudgetSyntax] = []
    var alerts: [AlertSyntax]?
    var ledger: LedgerSyntax?
    var limits: RouterLimitsSyntax?
    var queue: QueueSyntax?
    var dispatch: DispatchSyntax?
    var breakers: [NamedValue<BreakerSyntax>] = []
    var retries: [NamedValue<RetrySyntax>] = []
    var timeouts: TimeoutSyntax?
    var routes: [RouteSyntax] = []
    /// Whether a file has the key `routes`, readable or not.
    var namesRoutes = false
    var overrides: [OverrideSyntax] = []
    var invariants: [InvariantSyntax] = []
    var tests: [TestSyntax] = []
    private var isEmpty = true

    /// Adds a file's parts; reports the names that are there already.
    mutating func add(_ file: PolicySyntax, fileNames: [String]) -> [Diagnostic] {
        var duplicates = DuplicateNames(fileNames: fileNames)
        if isEmpty {
            first = file
        } else if let switched = file.safeDefaults {
            duplicates.diagnostics.append(
                Diagnostic(
                    .safeDefaultsOff, "`safe_defaults` stands in the policy itself, not in files that it includes",
                    at: switched.place.sourceSpan(fileNames),
                    help: "move it, so that every reader of the policy sees it"))
        }
        isEmpty = false
        tasks += file.vocabulary?.tasks ?? []
        sensitivity = sensitivity ?? file.vocabulary?.sensitivity
        duplicates.add(file.vocabulary?.attributes ?? [], to: &attributes, "attribute")
        duplicates.add(file.vocabulary?.labels ?? [], to: &labels, "label")
        duplicates.add(file.providers ?? [], to: &providers, "provider")
        if let rules = file.classify?.task { taskRules = (taskRules ?? []) + rules }
        sensitivityRules += file.classify?.sensitivity ?? []
        onDetectorError = onDetectorError ?? file.classify?.onDetectorError
        recogniser = recogniser ?? file.classify?.recogniser
        complexity = complexity ?? file.classify?.complexity
        duplicates.add(file.classify?.thresholds ?? [], to: &thresholds, "threshold")
        guards += file.guards ?? []
        sanitise += file.sanitise ?? []
        duplicates.add(file.currencies ?? [], to: &currencies, "currency")
        budgets += file.budgets ?? []
        if let routes = file.alerts { alerts = (alerts ?? []) + routes }
        ledger = ledger ?? file.ledger
        limits = limits ?? file.limits
        queue = queue ?? file.queue
        dispatch = dispatch ?? file.dispatch
        duplicates.add(file.breakers ?? [], to: &breakers, "breaker setting")
        duplicates.add(file.retries ?? [], to: &retries, "retry setting")
        timeouts = timeouts ?? file.timeouts
        routes += file.routes ?? []
        overrides += file.overrides ?? []
        invariants += file.invariants ?? []
        tests += file.tests ?? []
        return duplicates.diagnostics
    }
}

/// Adds up mappings from several files and finds names that stand in two of them.
private struct DuplicateNames {
    let fileNames: [String]
    var diagnostics: [Diagnostic] = []

    init(fileNames: [String]) { self.fileNames = fileNames }

    mutating func add<Value>(_ new: [NamedValue<Value>], to all: inout [NamedValue<Value>], _ kind: String) {
        guard !all.isEmpty else {
            all = new
            return
        }
        let known = Dictionary(all.map { ($0.name.value, $0.name.place) }, uniquingKeysWith: { first, _ in first })
        for entry in new {
            guard let before = known[entry.name.value] else {
                all.append(entry)
                continue
            }
            diagnostics.append(
                Diagnostic(
                    .duplicateID, "the \(kind) `\(entry.name.value.shortened)` is defined twice",
                    at: entry.name.place.sourceSpan(fileNames), help: "rename one of them",
                    related: before.sourceSpan(fileNames).map { [.init(message: "first defined here", span: $0)] } ?? []
                ))
        }
    }
}

extension Place {
    /// The place with its file's name; `nil` for what stands in no file.
    func sourceSpan(_ fileNames: [String]) -> SourceSpan? {
        fileNames.indices.contains(file) ? span.sourceSpan(in: fileNames[file]) : nil
    }
}
