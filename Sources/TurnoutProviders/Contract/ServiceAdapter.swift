public import TurnoutCore
public import TurnoutPolicy

/// What a service tells about itself: which models it has, and whether it is there.
///
/// Such calls carry no content, so they need no permit; they go to the policy's endpoint with the policy's credential
/// and cost nothing. Like ``WireAdapter`` it is pure.
public protocol ServiceAdapter: Sendable {
    /// The call that lists the service's models; `nil` when it has no such call.
    ///
    /// - Parameter target: any target of the service, for its endpoint, headers and versions.
    func modelListRequest(for target: Target, credential: Secret?) throws(ProviderFailure) -> WireRequest?

    /// Translates the list of models.
    ///
    /// - Parameter body: the whole body of a successful response.
    func models(in body: [UInt8]) throws(ProviderFailure) -> [ListedModel]

    /// A free call by which the service shows that it is there; `nil` when it has none.
    func healthRequest(for target: Target, credential: Secret?) throws(ProviderFailure) -> WireRequest?
}

/// A model as its service lists it. What a service does not say is `nil`.
public struct ListedModel: Hashable, Sendable {
    /// The model's name on the wire.
    public var id: String
    /// The longest conversation in tokens.
    public var context: Int?
    /// The longest answer in tokens.
    public var maxOutput: Int?
    /// What the model can do, as far as the service says.
    public var capabilities: Capabilities?
    /// What its tokens cost.
    public var price: ModelPrice?
    /// The bytes it takes on the service's disk, for a local service.
    public var bytes: Int?

    /// Creates a model.
    public init(
        id: String, context: Int? = nil, maxOutput: Int? = nil, capabilities: Capabilities? = nil,
        price: ModelPrice? = nil, bytes: Int? = nil
    ) {
        self.id = id
        self.context = context
        self.maxOutput = maxOutput
        self.capabilities = capabilities
        self.price = price
        self.bytes = bytes
    }
}
