public import TurnoutCore
public import TurnoutEngine
public import TurnoutPolicy

extension AuditEntry {
    /// What an entry of the log says of a decision: what it was made from, and what it was.
    ///
    /// Under the policy with the same digest, ``decide(by:)`` makes the decision again. Under another one it says what
    /// that one would have decided.
    public struct Replay: Sendable {
        /// The request's identifier.
        public let id: RequestID
        /// When the entry was written.
        public let time: Timestamp
        /// The policy that decided.
        public let policyName: String
        public let policyDigest: String
        /// What was decided.
        public let decided: Outcome
        /// The facts that are only marks, as `user` or `tags[1]`: what was there was private. A decision that hangs on
        /// one of them cannot be made again for certain.
        public let hidden: [String]
        private let facts: Facts
        private let rewritten: [LoggedRewriting]
        private let state: LoggedState

        /// What was decided, by names.
        public struct Outcome: Hashable, Sendable {
            public let isAllowed: Bool
            /// Why the request was rejected.
            public let reason: ReasonCode?
            public let task: String
            public let sensitivity: String
            public let route: String?
            /// The targets in order, and what was said of each.
            public let candidates: [Candidate]

            /// A target and what was said of it.
            public struct Candidate: Hashable, Sendable {
                public let target: TargetName
                public let code: ReasonCode
            }
        }

        /// Reads an entry.
        ///
        /// - Throws: when it is no entry of a request, or one of another form.
        public init(json: JSONValue) throws(ReplayError) {
            let reader = LoggedObject(json, name: "the entry")
            let version: Int = try reader.int("format_version")
            guard version == AuditEntry.formatVersion else {
                throw ReplayError("the entry has form \(version), and this version reads \(AuditEntry.formatVersion)")
            }
            guard let id = RequestID(try reader.text("id")) else { throw reader.wrong("id") }
            self.id = id
            guard let time = Timestamp(rfc3339: try reader.text("time")) else { throw reader.wrong("time") }
            self.time = time
            let policy = try reader.object("policy")
            policyName = try policy.text("name")
            policyDigest = try policy.text("digest")
            decided = try Outcome(try reader.object("decision"))
            var logged = LoggedFacts()
            facts = try logged.facts(from: try reader.object("facts"))
            rewritten = logged.rewritten
            hidden = logged.hidden
            state = try LoggedState(try reader.object("state"))
        }

        /// Whether everything that the decision was made from is in the entry.
        public var isWhole: Bool { hidden.isEmpty }

        /// What the decision was made from, in the numbers of a policy. What the policy does not have is left out.
        public func inputs(for policy: Policy) -> (facts: Facts, state: RoutingState) {
            var facts = facts
            facts.rewritten = rewritten.compactMap { $0.facts(for: policy) }
            return (facts, state.state(for: policy))
        }

        /// Decides again, by a policy of any age.
        public func decide(by policy: Policy) -> Decision {
            let (facts, state) = inputs(for: policy)
            return policy.decide(facts, state)
        }
    }
}

/// Why an entry cannot be read again.
public struct ReplayError: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence without any of the entry's values.
    public var description: String

    init(_ description: String) { self.description = description }
}

extension AuditEntry.Replay.Outcome {
    /// A decision by names, to compare with one in the log.
    public init(_ decision: Decision) {
        let policy = decision.policy
        isAllowed = decision.isAllowed
        if case .reject(let code) = decision.outcome { reason = code } else { reason = nil }
        task = decision.taskName
        sensitivity = decision.sensitivityName
        route = decision.route.map { policy.routes[$0].name.id }
        candidates = decision.candidates.map {
            Candidate(target: policy.targets[$0.target].name, code: $0.verdict.code)
        }
    }

    init(_ json: LoggedObject) throws(ReplayError) {
        isAllowed = try json.text("outcome") == "allow"
        reason = try json.optionalText("reason").map { text throws(ReplayError) in try json.code(text, "reason") }
        task = try json.text("task")
        sensitivity = try json.text("sensitivity")
        route = try json.optionalText("route")
        var candidates: [Candidate] = []
        for one in try json.objects("candidates") {
            candidates.append(Candidate(target: try one.target("target"), code: try one.code(one.text("code"), "code")))
        }
        self.candidates = candidates
    }
}
