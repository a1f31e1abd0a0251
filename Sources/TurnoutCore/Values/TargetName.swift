/// The name of a target, a model of a provider: `provider/model`.
///
/// Both halves are names that a policy gives; the model's half may itself hold slashes (`openrouter/meta/llama-4`).
public struct TargetName: Hashable, Sendable, Comparable {
    /// The provider's name in the policy.
    public var provider: String
    /// The model's name in the policy.
    public var model: String

    /// Creates a name from its halves.
    public init(provider: String, model: String) {
        self.provider = provider
        self.model = model
    }

    /// Reads `provider/model`; `nil` when a half is missing.
    public init?(_ text: some StringProtocol) {
        guard let slash = text.firstIndex(of: "/") else { return nil }
        let provider = text[..<slash]
        let model = text[text.index(after: slash)...]
        guard !provider.isEmpty, !model.isEmpty else { return nil }
        self.init(provider: String(provider), model: String(model))
    }

    public static func < (lhs: TargetName, rhs: TargetName) -> Bool {
        (lhs.provider, lhs.model) < (rhs.provider, rhs.model)
    }
}

extension TargetName: CustomStringConvertible {
    public var description: String { "\(provider)/\(model)" }
}
