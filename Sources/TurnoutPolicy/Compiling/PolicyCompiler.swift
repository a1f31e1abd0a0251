import TurnoutCore

/// Turns a policy as it was written into one that decides: resolves every name, types every constant, checks what the
/// parts mean together, and goes on after each problem so that all are found.
struct PolicyCompiler {
    /// Each suggestion compares with all names: a policy with thousands of wrong ones gets none for the later.
    private static let maximumComparisons = 20_000

    let fileNames: [String]
    let now: Timestamp?
    /// Where a model's size, price and abilities come from that the policy leaves out.
    let catalogue: ModelCatalogue
    /// What was taken from it, a line for each target.
    var takenFromCatalogue: [String] = []
    /// Whether all was read without errors, so that what is missing was left out on purpose.
    let isWhole: Bool
    var diagnostics: [Diagnostic] = []
    var parts = PolicyParts()
    /// The attributes' numbers by name.
    var attributeNumbers: [String: Int] = [:]
    /// The targets' numbers by name.
    var targetNumbers: [TargetName: Int] = [:]
    /// The targets' names in order, kept because every unknown one is compared with them.
    var targetNames: [String] = []
    /// The providers' names in order.
    var providerNames: [String] = []
    /// The providers whose models could not be read.
    var brokenProviders: Set<String> = []
    /// What other currencies are worth, in millionths of a dollar; 0 for a rate that could not be read.
    var currencyRates: [String: Int64] = [:]
    /// The currencies that were used without a rate, and reported.
    var unknownCurrencies: Set<String> = []
    var dimensions = DimensionBuilder()
    private var comparisons = 0

    init(fileNames: [String], now: Timestamp?, isWhole: Bool, catalogue: ModelCatalogue) {
        self.fileNames = fileNames
        self.catalogue = catalogue
        self.isWhole = isWhole
        self.now = now
    }

    mutating func compile(_ syntax: MergedSyntax, digest: String, name: String) -> PolicyParts {
        parts.name = syntax.first.name ?? name
        parts.digest = digest
        compileCurrencies(syntax.currencies)
        compileVocabulary(syntax)
        compileThresholds(syntax.thresholds)
        compileDispatch(syntax)
        compileProviders(syntax)
        compileResilience(syntax)
        let conditions = resolveRules(syntax)
        parts.attributes = attributeList
        parts.dimensions = dimensions.finish(parts.attributes)
        assembleRules(conditions)
        compileAlerts(syntax.alerts)
        compileLedger(syntax.ledger)
        compileTests(syntax.tests)
        checkWhole(syntax)
        return parts
    }

    /// The attributes in the order of their numbers.
    private(set) var attributeList: [Attribute] = []

    /// Adds an attribute and answers its number.
    mutating func addAttribute(_ attribute: Attribute) {
        attributeNumbers[attribute.name] = attributeList.count
        attributeList.append(attribute)
    }

    /// Puts another kind in place of a built-in attribute's.
    mutating func refine(_ number: Int, to kind: AttributeKind) { attributeList[number].kind = kind }

    // MARK: Findings

    mutating func report(
        _ code: DiagnosticCode, severity: Diagnostic.Severity = .error, _ message: String, at place: Place?,
        help: String? = nil, replacement: String? = nil, related: [(String, Place)] = []
    ) {
        diagnostics.append(
            Diagnostic(
                code, severity: severity, message, at: place?.sourceSpan(fileNames), help: help,
                replacement: replacement,
                related: related.compactMap { message, place in
                    place.sourceSpan(fileNames).map { Diagnostic.Related(message: message, span: $0) }
                }))
    }

    mutating func unknownName(
        _ code: DiagnosticCode, _ kind: String, _ name: Located<String>, among known: [String]
    ) {
        comparisons += known.count
        let (help, replacement) =
            comparisons < Self.maximumComparisons ? suggestion(for: name.value, among: known) : (nil, nil)
        report(code, "unknown \(kind) `\(name.value.shortened)`", at: name.place, help: help, replacement: replacement)
    }

    func position(_ place: Place) -> SourcePosition? { place.sourceSpan(fileNames)?.start }

    /// Names a rule, with a default where it has no identifier, and reports one that is taken.
    mutating func ruleName(
        _ section: String, _ id: Located<String>?, at place: Place, default fallback: String,
        taken: inout [String: Place]
    ) -> RuleName {
        let text = id?.value ?? fallback
        if let before = taken[text], let id {
            report(
                .duplicateID, "`\(section)` has two rules named `\(text.shortened)`", at: id.place,
                help: "rename one of them",
                related: [("first defined here", before)])
        }
        taken[text] = taken[text] ?? id?.place ?? place
        return RuleName(section: section, id: text, position: position(place))
    }
}
