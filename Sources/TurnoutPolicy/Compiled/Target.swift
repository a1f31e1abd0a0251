public import TurnoutCore

/// Where a target's computation happens.
public enum Locality: String, Sendable, CaseIterable {
    /// On this machine or a private network: what is sent there stays at home.
    case local
    /// Anywhere else.
    case external
}

/// How a provider treats the data that it is sent, as the policy's author declares it.
///
/// What is not declared is taken at its worst, so that a guard against it holds.
public struct DataHandling: Hashable, Sendable {
    /// The regions in which data is kept or processed; `nil` when nobody said.
    public var regions: Set<String>?
    /// How long data is kept; `nil` when nobody said, which counts as for ever.
    public var retention: Duration?
    /// Whether data may train models; `nil` when nobody said, which counts as both yes and no where a rule minds.
    public var trains: Bool?

    /// Creates a declaration.
    public init(regions: Set<String>?, retention: Duration?, trains: Bool?) {
        self.regions = regions
        self.retention = retention
        self.trains = trains
    }

    /// Data that never leaves.
    public static let home = DataHandling(regions: [], retention: .zero, trains: false)
    /// The worst, for an external provider that says nothing.
    public static let unknown = DataHandling(regions: nil, retention: nil, trains: nil)
}

/// Where a credential is to be found. The credential itself is read at the edge, when it is needed.
public enum CredentialReference: Hashable, Sendable {
    /// An environment variable.
    case environment(String)
    /// A file whose first line is the credential.
    case file(String)
}

/// A model of a provider: what a route names, a guard judges and a call goes to.
public struct Target: Hashable, Sendable {
    /// The name in the policy.
    public var name: TargetName
    /// The provider's service.
    public var kind: ProviderKind
    /// Where the provider listens; `nil` for a provider written in Swift.
    public var endpoint: Endpoint?
    /// The model's name on the wire.
    public var modelID: String
    /// Where the computation happens.
    public var locality: Locality
    /// How data is treated there.
    public var data: DataHandling
    /// The longest conversation in tokens, answer included; `nil` when nobody said.
    public var context: Int?
    /// The longest answer in tokens; `nil` when nobody said.
    public var maxOutput: Int?
    /// The most tokens that a picture in the prompt makes; `nil` when nobody said.
    public var imageTokens: Int?
    /// What the model can do.
    public var capabilities: Capabilities
    /// The price; `nil` when nobody said.
    public var price: ModelPrice?
    /// Where the credential is.
    public var credentials: CredentialReference?
    /// Headers to send along, none of them secret.
    public var headers: [Header]
    /// The organisation that the provider bills, where it has such a thing.
    public var organization: String?
    /// Azure: the version of the interface.
    public var apiVersion: String?
    /// What happens to what the service's interface cannot express.
    public var unsupported: UnsupportedAction
    /// What the catalogue knows of the model; what the policy says of it stands in the other members.
    public var entry: ModelEntry?

    /// A header of a request.
    public struct Header: Hashable, Sendable {
        public var name: String
        public var value: String

        /// Creates a header.
        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Creates a target.
    public init(
        name: TargetName,
        kind: ProviderKind,
        endpoint: Endpoint?,
        modelID: String,
        locality: Locality,
        data: DataHandling,
        context: Int? = nil,
        maxOutput: Int? = nil,
        imageTokens: Int? = nil,
        capabilities: Capabilities = Capabilities([.chat, .stream]),
        price: ModelPrice? = nil,
        credentials: CredentialReference? = nil,
        headers: [Header] = [],
        organization: String? = nil,
        apiVersion: String? = nil,
        unsupported: UnsupportedAction = .reject,
        entry: ModelEntry? = nil
    ) {
        self.name = name
        self.kind = kind
        self.endpoint = endpoint
        self.modelID = modelID
        self.locality = locality
        self.data = data
        self.context = context
        self.maxOutput = maxOutput
        self.imageTokens = imageTokens
        self.capabilities = capabilities
        self.price = price
        self.credentials = credentials
        self.headers = headers
        self.organization = organization
        self.apiVersion = apiVersion
        self.unsupported = unsupported
        self.entry = entry
    }

    /// Whether calls cost money, or might: an external target without a price counts as priced.
    public var isPriced: Bool {
        guard let price else { return locality == .external }
        return !price.isFree
    }
}
