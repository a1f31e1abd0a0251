public import TurnoutCore

/// What calls to a model cost.
public struct ModelPrice: Hashable, Sendable {
    /// For a token of the prompt.
    public var input: TokenPrice
    /// For a token of the answer.
    public var output: TokenPrice
    /// For a token of the prompt that the provider had in its cache; the input price where none is given.
    public var cachedInput: TokenPrice?
    /// For a token of the prompt that the provider wrote to its cache; the input price where none is given.
    public var cacheWrite: TokenPrice?
    /// For a token of thinking; the output price where none is given.
    public var reasoning: TokenPrice?
    /// For a picture in the prompt, with services that charge pictures by the piece; `nil` where nobody can say
    /// beforehand what a picture costs.
    public var image: Money?
    /// For a call, beside its tokens; nothing where none is given.
    public var request: Money?
    /// What is taken off everything in batch calls, in percent from 0 to 100.
    public var batchDiscount: Int

    /// Creates a price.
    public init(
        input: TokenPrice, output: TokenPrice, cachedInput: TokenPrice? = nil, cacheWrite: TokenPrice? = nil,
        reasoning: TokenPrice? = nil, image: Money? = nil, request: Money? = nil, batchDiscount: Int = 0
    ) {
        self.input = input
        self.output = output
        self.cachedInput = cachedInput
        self.cacheWrite = cacheWrite
        self.reasoning = reasoning
        self.image = image
        self.request = request
        self.batchDiscount = batchDiscount
    }

    /// Whether nothing is ever charged.
    public var isFree: Bool {
        [input, output, cachedInput ?? .free, cacheWrite ?? .free, reasoning ?? .free].allSatisfy { $0 == .free }
            && (image ?? .zero) == .zero && (request ?? .zero) == .zero
    }

    /// The dearest price of a token of the prompt, whatever the provider's cache does.
    var dearestInput: TokenPrice { max(input, cachedInput ?? input, cacheWrite ?? input) }

    /// The dearest price of a token of the answer, thinking included.
    var dearestOutput: TokenPrice { max(output, reasoning ?? output) }
}
