public import TurnoutCore
public import TurnoutPolicy
public import TurnoutPrivacy

/// Finds the facts of a request in its content: what it carries, how long and how hard it is, what it needs.
public struct Classifier: Sendable {
    private let scanner: Scanner
    private let estimator: any ComplexityEstimator
    /// The policy whose labels the scanner looks for.
    private let policyDigest: String

    /// Creates a classifier for a policy: the built-in detectors, those for the policy's own labels, and further ones.
    ///
    public init(
        policy: Policy, detectors: [any Detector] = [],
        estimator: any ComplexityEstimator = CountingComplexityEstimator()
    ) {
        scanner = Scanner(detectors: policy.detectors + detectors, thresholds: policy.thresholds)
        self.estimator = estimator
        policyDigest = policy.digest
    }

    /// Classifies a request.
    ///
    /// Where guards want parts of the content replaced, that is done here, and what is left is read once more: what goes
    /// out is always content whose facts are known.
    ///
    /// - Parameters:
    ///   - isStreamed: whether the answer is wanted piece by piece.
    ///   - means: what replacing takes; a request that may be sent needs those of its conversation.
    ///   - recognition: what a recogniser found in the request; `nil` when none was asked, which under a
    ///     policy that wants one counts as a detector that failed.
    public func classify(
        _ request: ModelRequest, for policy: Policy, isStreamed: Bool = false, means: RewritingMeans? = nil,
        recognition: Recognition? = nil
    ) -> ClassifiedRequest {
        var scanner = scanner
        if let found = recognition?.detectors, !found.isEmpty { scanner = self.scanner(with: found) }
        var reading = ContentReading(scanner: scanner)
        reading.read(request)
        let complexity = estimator.estimate(request, settings: policy.complexity)
        var facts = Facts(
            context: request.context, labels: reading.labels,
            detectorFailed: reading.hasFailed || recognition?.hasFailed == true,
            tokens: reading.estimate.tokens, tokenBound: reading.estimate.bound,
            outputTokens: request.options.maxTokens,
            complexity: complexity.score, needs: request.needs(isStreamed: isStreamed), features: request.features,
            images: request.imageCount)
        facts.isOfContent = true
        // A recogniser that was not asked has not vouched for anything.
        if recognition == nil, policy.wantsRecognition(of: facts) { facts.detectorFailed = true }
        let variants = variants(of: request, facts, policy, means, scanner)
        facts.rewritten = variants.map(\.facts)
        return ClassifiedRequest(
            request: request, facts: facts, findings: reading.findings, complexity: complexity,
            policyDigest: policyDigest, variants: variants, scanner: scanner, key: means?.key)
    }

    /// Classifies what is left of a request when the route that was decided for it has older messages left out.
    ///
    /// What is left is read anew, and replaced anew. What was found in the whole stays said of it, so that a shorter
    /// request never goes where the whole one may not.
    ///
    /// - Parameters:
    ///   - classified: the whole request.
    ///   - decision: what was decided for it.
    ///   - means: as for the whole request.
    ///   - recognition: as for the whole request.
    /// - Returns: `nil` when nothing is to be left out.
    public func trimmed(
        _ classified: ClassifiedRequest, for decision: Decision, means: RewritingMeans? = nil,
        recognition: Recognition? = nil
    ) -> ClassifiedRequest? {
        let policy = decision.policy
        guard let route = decision.route, let trim = policy.routes[route].trim, classified.trimming == nil,
            classified.facts.tokens > trim.tokens
        else { return nil }
        let (request, report) = MessageTrimmer(limit: trim.tokens).trim(classified.request)
        guard report.messages > 0 else { return nil }
        let whole = classified.facts
        var scanner = scanner
        if let found = recognition?.detectors, !found.isEmpty { scanner = self.scanner(with: found) }
        var reading = ContentReading(scanner: scanner)
        reading.read(request)
        var facts = whole
        facts.detectorFailed = whole.detectorFailed || reading.hasFailed
        facts.trimmed = TrimmedPrompt(
            tokens: reading.estimate.tokens, tokenBound: reading.estimate.bound, images: request.imageCount)
        let variants = variants(of: request, facts, policy, means, scanner)
        facts.rewritten = variants.map(\.facts)
        var left = ClassifiedRequest(
            request: request, facts: facts, findings: classified.findings, complexity: classified.complexity,
            policyDigest: policyDigest, variants: variants, scanner: scanner, key: means?.key)
        left.trimming = report
        return left
    }

    private func scanner(with detectors: [any Detector]) -> Scanner {
        Scanner(
            detectors: scanner.detectors + detectors, thresholds: scanner.thresholds, workPerByte: scanner.workPerByte)
    }

    /// The request as targets see it for which guards have parts of it replaced.
    private func variants(
        of request: ModelRequest, _ facts: Facts, _ policy: Policy, _ means: RewritingMeans?,
        _ scanner: Scanner
    ) -> [ContentVariant] {
        // What detectors could not read whole cannot be replaced whole.
        guard !policy.rewrites.isEmpty, !facts.detectorFailed else { return [] }
        let sets = policy.rewritings(facts)
        guard !sets.isEmpty else { return [] }
        let means = means ?? .dryRun
        return sets.compactMap { rules in
            let rewriter = ContentRewriter(scanner: scanner, rules: rules.map { policy.rewrites[$0] }, means: means)
            let content: RewrittenContent
            // Without its content a variant is missing, and the targets that would see it are denied.
            do throws(RewriteError) { content = try rewriter.rewrite(request) } catch { return nil }
            var reading = ContentReading(scanner: scanner)
            reading.read(content.request)
            let left = RewrittenFacts(
                rules: rules, labels: reading.labels, detectorFailed: reading.hasFailed,
                tokens: reading.estimate.tokens, tokenBound: reading.estimate.bound)
            return ContentVariant(facts: left, content: content)
        }
    }
}

/// A request together with the facts that were found in exactly its content.
///
/// Only a ``Classifier`` makes one, so that a permit for content is never given on facts about other content.
public struct ClassifiedRequest: Sendable {
    public let request: ModelRequest
    public let facts: Facts
    /// What detectors found and where, without the values.
    public let findings: [ContentFinding]
    /// How the estimate of complexity came about.
    public let complexity: ComplexityEstimate
    /// What was left out of the request by its route; `nil` for nothing.
    public internal(set) var trimming: TrimmingReport?
    /// The request as those targets see it for which guards have parts of it replaced.
    let variants: [ContentVariant]
    /// What reads the answer, as it read the request.
    package let scanner: Scanner
    /// The key of hashes in the answer.
    let key: CorrelationKey?
    /// The digest of the policy that the classifier was made for; no other policy gives a permit for it.
    public let policyDigest: String

    init(
        request: ModelRequest, facts: Facts, findings: [ContentFinding], complexity: ComplexityEstimate,
        policyDigest: String, variants: [ContentVariant], scanner: Scanner, key: CorrelationKey?
    ) {
        self.scanner = scanner
        self.key = key
        self.variants = variants
        self.request = request
        self.facts = facts
        self.findings = findings
        self.complexity = complexity
        self.policyDigest = policyDigest
    }
}

/// A request of which parts were replaced, with the facts of exactly that content.
struct ContentVariant: Sendable {
    let facts: RewrittenFacts
    let content: RewrittenContent
}

/// A finding with the part of the request that it stands in.
public struct ContentFinding: Hashable, Sendable {
    /// The part: `messages[0]`, `tools[1].parameters`.
    public var field: String
    public var finding: Finding
}

extension ModelRequest {
    /// The pictures in the prompt.
    var imageCount: Int {
        messages.reduce(0) { sum, message in
            sum + message.content.count { if case .image = $0 { true } else { false } }
        }
    }

    /// What the request needs of a model.
    func needs(isStreamed: Bool) -> Capabilities {
        var needs = Capabilities(operation.capability)
        if isStreamed { needs.formUnion(Capabilities(.stream)) }
        if !tools.isEmpty { needs.formUnion(Capabilities(.tools)) }
        if imageCount > 0 { needs.formUnion(Capabilities(.images)) }
        switch responseFormat {
        case .text: break
        case .json: needs.formUnion(Capabilities(.json))
        case .schema: needs.formUnion(Capabilities(.schema))
        }
        return needs
    }
}

extension Policy {
    /// What looks for labels in content under this policy: the built-in detectors and its own, with its thresholds.
    public var scanner: Scanner { Scanner(detectors: detectors, thresholds: thresholds) }
}
