public import TurnoutCore

/// A kind of content that goes into a model or comes out of it.
public enum Modality: String, Sendable, CaseIterable {
    case text
    case image
    case audio
    case video
    /// A document as a whole, such as a PDF.
    case file
    /// A list of numbers that stands for a text's meaning.
    case vector
}

/// A dearer price, for calls with long prompts.
public struct PriceTier: Hashable, Sendable {
    /// The price holds for prompts of more tokens than this.
    public var above: Int
    /// What all tokens of such a call cost.
    public var price: ModelPrice

    /// Creates a tier.
    public init(above: Int, price: ModelPrice) {
        self.above = above
        self.price = price
    }
}

/// What is known of a model of a service, whoever uses it.
public struct ModelEntry: Hashable, Sendable {
    /// The service.
    public var kind: ProviderKind
    /// The model's name on the wire.
    public var id: String
    /// Other names for it on the wire.
    public var aliases: [String]
    /// The longest conversation in tokens, answer included; `nil` when nobody said.
    public var context: Int?
    /// The longest prompt in tokens, where it is shorter than the context.
    public var maxInput: Int?
    /// The longest answer in tokens; `nil` when nobody said.
    public var maxOutput: Int?
    /// What tokens cost; `nil` when nobody said.
    public var price: ModelPrice?
    /// What tokens cost in calls with long prompts, the shortest first.
    public var tiers: [PriceTier]
    /// What a picture in the prompt costs beside its tokens; `nil` where pictures are charged as tokens.
    public var imagePrice: Money?
    /// What the model can do; the service's interface may express less.
    public var capabilities: Capabilities
    /// What it is good at, the most telling first.
    public var strengths: [String]
    /// What it is commonly taken for.
    public var useCases: [String]
    /// What it reads.
    public var inputModalities: [Modality]
    /// What it answers with.
    public var outputModalities: [Modality]
    /// The first instant (UTC) of the day on which the service gives it up; `nil` when none is announced.
    public var deprecated: Timestamp?

    /// Creates an entry.
    public init(
        kind: ProviderKind,
        id: String,
        aliases: [String] = [],
        context: Int? = nil,
        maxInput: Int? = nil,
        maxOutput: Int? = nil,
        price: ModelPrice? = nil,
        tiers: [PriceTier] = [],
        imagePrice: Money? = nil,
        capabilities: Capabilities = [],
        strengths: [String] = [],
        useCases: [String] = [],
        inputModalities: [Modality] = [.text],
        outputModalities: [Modality] = [.text],
        deprecated: Timestamp? = nil
    ) {
        self.kind = kind
        self.id = id
        self.aliases = aliases
        self.context = context
        self.maxInput = maxInput
        self.maxOutput = maxOutput
        self.price = price
        self.tiers = tiers
        self.imagePrice = imagePrice
        self.capabilities = capabilities
        self.strengths = strengths
        self.useCases = useCases
        self.inputModalities = inputModalities
        self.outputModalities = outputModalities
        self.deprecated = deprecated
    }

    /// The entry's name across services: `openai/gpt-4o`.
    public var name: String { "\(kind.rawValue)/\(id)" }

    /// Whether the service has given the model up by a moment.
    public func isRetired(at moment: Timestamp) -> Bool { deprecated.map { $0 <= moment } ?? false }
}
