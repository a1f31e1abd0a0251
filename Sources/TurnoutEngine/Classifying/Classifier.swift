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
    /// - Throws: when the words of a label cannot be searched for.
    public init(
        policy: Policy, detectors: [any Detector] = [],
        estimator: any ComplexityEstimator = CountingComplexityEstimator()
    ) throws(WordListError) {
        var all: [any Detector] = [BuiltinDetector()]
        for (label, words) in policy.vocabulary.labelWords.sorted(by: { $0.key < $1.key }) where !words.isEmpty {
            all.append(try WordListDetector(id: "vocabulary.\(label)", label: label, words: words))
        }
        scanner = Scanner(detectors: all + detectors)
        self.estimator = estimator
        policyDigest = policy.digest
    }

    /// Classifies a request.
    ///
    /// - Parameter isStreamed: whether the answer is wanted piece by piece.
    public func classify(_ request: ModelRequest, for policy: Policy, isStreamed: Bool = false) -> ClassifiedRequest {
        var reading = ContentReading(scanner: scanner)
        reading.read(request)
        let complexity = estimator.estimate(request, settings: policy.complexity)
        let facts = Facts(
            context: request.context, labels: reading.labels, detectorFailed: reading.hasFailed,
            tokens: reading.estimate.tokens, tokenBound: reading.estimate.bound,
            outputTokens: request.options.maxTokens,
            complexity: complexity.score, needs: request.needs(isStreamed: isStreamed), features: request.features)
        return ClassifiedRequest(
            request: request, facts: facts, findings: reading.findings, complexity: complexity,
            policyDigest: policyDigest)
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
    /// The digest of the policy that the classifier was made for; no other policy gives a permit for it.
    public let policyDigest: String

    init(
        request: ModelRequest, facts: Facts, findings: [ContentFinding], complexity: ComplexityEstimate,
        policyDigest: String
    ) {
        self.request = request
        self.facts = facts
        self.findings = findings
        self.complexity = complexity
        self.policyDigest = policyDigest
    }
}

/// A finding with the part of the request that it stands in.
public struct ContentFinding: Hashable, Sendable {
    /// The part: `messages[0]`, `tools[1].parameters`.
    public var field: String
    public var finding: Finding
}

extension ModelRequest {
    /// What the request needs of a model.
    func needs(isStreamed: Bool) -> Capabilities {
        var needs = Capabilities(operation.capability)
        if isStreamed { needs.formUnion(Capabilities(.stream)) }
        if !tools.isEmpty { needs.formUnion(Capabilities(.tools)) }
        let hasImage = messages.contains { message in
            message.content.contains { if case .image = $0 { true } else { false } }
        }
        if hasImage { needs.formUnion(Capabilities(.images)) }
        switch responseFormat {
        case .text: break
        case .json: needs.formUnion(Capabilities(.json))
        case .schema: needs.formUnion(Capabilities(.schema))
        }
        return needs
    }
}
