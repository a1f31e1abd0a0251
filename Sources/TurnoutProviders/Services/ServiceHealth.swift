public import TurnoutCore
public import TurnoutPolicy

/// How a service answered when it was looked after.
public struct ServiceHealth: Hashable, Sendable {
    /// Whether the service takes requests: it answered, and what it answered was no failure of its own.
    public var isUp: Bool
    /// Whether the credential was accepted; `nil` when that is not known: there is none, or the service does not look
    /// at it for such calls.
    public var isAccepted: Bool?
    /// How long the whole answer took; `nil` when none came.
    public var latency: Duration?
    /// What went wrong, if something did: with the call, with the credential, or with the list of models.
    public var failure: ProviderFailure?
    /// The models that the service lists; `nil` when it has no list or the list could not be read.
    public var models: [ListedModel]?

    /// Creates a finding.
    public init(
        isUp: Bool, isAccepted: Bool? = nil, latency: Duration? = nil, failure: ProviderFailure? = nil,
        models: [ListedModel]? = nil
    ) {
        self.isUp = isUp
        self.isAccepted = isAccepted
        self.latency = latency
        self.failure = failure
        self.models = models
    }

    /// The finding on a service that did not answer within the time that the caller gave it.
    public static func late(after limit: Duration) -> ServiceHealth {
        let seconds = Double(limit.nanosecondsSaturating / 1_000_000) / 1_000
        return ServiceHealth(isUp: false, failure: ProviderFailure(.timeout, "no answer within \(seconds) s"))
    }

    /// Which of some models the service does not list; empty when it has no list of what a
    /// policy names.
    ///
    /// - Parameters:
    ///   - ids: names on the wire.
    ///   - kind: the service's kind, for its ways of naming.
    public func missing(of ids: [String], kind: ProviderKind) -> [String] {
        // Azure lists models, and a policy names deployments of them.
        guard let models, kind != .azure else { return [] }
        let listed = Set(models.map(\.id))
        return ids.filter { !kind.lists($0, in: listed) }
    }
}

extension ProviderKind {
    /// Whether a list holds a model under one of the names that its service takes for it.
    fileprivate func lists(_ id: String, in listed: Set<String>) -> Bool {
        if listed.contains(id) { return true }
        switch self {
        // A name without a tag stands for the tag `latest`
        // (https://github.com/ollama/ollama/blob/main/docs/api.md#model-names).
        case .ollama: return listed.contains(id + ":latest")
        // Ways of choosing a provider are put behind a model's name, and not all of them are listed
        // (https://openrouter.ai/docs/guides/routing/model-variants/nitro).
        case .openrouter: return listed.contains(String(id.prefix { $0 != ":" }))
        // A name without its date stands for one with it, and only that one is listed
        // (https://platform.claude.com/docs/en/about-claude/models/overview).
        case .anthropic:
            let stem = id.hasSuffix("-latest") ? id.dropLast(7) : id[...]
            return listed.contains { name in
                let date = name.dropFirst(stem.count + 1)
                return name.hasPrefix(stem + "-") && date.utf8.count == 8 && date.allSatisfy(\.isNumber)
            }
        case .openai, .azure, .gemini, .deepseek, .openAICompatible, .custom: return false
        }
    }

    /// Whether a call that lists models or looks after the service fails with a wrong credential. llama.cpp lists its
    /// models to everybody (https://github.com/ggml-org/llama.cpp/tree/master/tools/server), Ollama knows no keys.
    var checksCredential: Bool {
        switch self {
        case .openai, .azure, .anthropic, .gemini, .openrouter, .deepseek: true
        case .ollama, .openAICompatible, .custom: false
        }
    }
}
