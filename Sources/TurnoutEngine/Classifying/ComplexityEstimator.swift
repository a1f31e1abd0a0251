public import TurnoutCore
public import TurnoutPolicy

/// Estimates how much thinking a request takes. It runs in the process and sends nothing anywhere.
public protocol ComplexityEstimator: Sendable {
    /// Estimates a request by the weights that a policy gives.
    func estimate(_ request: ModelRequest, settings: ComplexitySettings) -> ComplexityEstimate
}

/// An estimate of complexity with what it is made of.
public struct ComplexityEstimate: Hashable, Sendable {
    /// One input of the estimate.
    public struct Input: Hashable, Sendable {
        /// What was measured: `length`, `structure`, `code`, `steps`, `tools`.
        public var name: String
        /// What was counted.
        public var value: Int
        /// The count from which on the input adds all of its weight.
        public var saturation: Int
        /// What the input may add at most.
        public var weight: Int
        /// What it adds.
        public var points: Int
    }

    /// From 0 to 100.
    public var score: Int
    public var inputs: [Input]

    /// Creates an estimate from its inputs: their sum, at most 100.
    public init(inputs: [Input]) {
        self.inputs = inputs
        score = min(100, max(0, inputs.reduce(0) { $0 + $1.points }))
    }
}

/// The built-in estimator: counts what hard requests tend to have, in one pass over the user's text.
///
/// Each count is cut off at a saturation, scaled to the weight and added up. There is nothing learned in it, so an
/// explanation can show the whole of it.
public struct CountingComplexityEstimator: ComplexityEstimator {
    /// Creates the estimator.
    public init() {}

    public func estimate(_ request: ModelRequest, settings: ComplexitySettings) -> ComplexityEstimate {
        var features = TextFeatures()
        for message in request.messages where message.role == .user || message.role == .system {
            features.read(message.text)
        }
        func input(_ name: String, _ value: Int, of saturation: Int, _ weight: Int) -> ComplexityEstimate.Input {
            let counted = min(max(0, value), saturation)
            return ComplexityEstimate.Input(
                name: name, value: value, saturation: saturation, weight: weight, points: weight * counted / saturation)
        }
        return ComplexityEstimate(inputs: [
            input("length", features.words, of: 600, settings.length),
            input("structure", features.structure + request.messages.count / 4, of: 8, settings.structure),
            input("code", features.code, of: 6, settings.code),
            input("steps", features.steps, of: 4, settings.steps),
            input("tools", request.tools.count, of: 4, settings.tools),
        ])
    }
}
