/// Something a request may say that not every service's interface can express.
///
/// Beside ``Capability``, which is about models: a feature is about the words of an interface.
public enum RequestFeature: String, Sendable, CaseIterable, Hashable {
    /// Sampling temperature.
    case temperature
    /// A sampling temperature above 1.
    case hotTemperature = "temperature_above_1"
    /// Nucleus sampling.
    case topP = "top_p"
    /// A penalty for tokens by how often they occurred.
    case frequencyPenalty = "frequency_penalty"
    /// A penalty for tokens that occurred at all.
    case presencePenalty = "presence_penalty"
    /// Texts at which the answer ends.
    case stop
    /// A seed for reproducible sampling.
    case seed
    /// The names of a conversation's speakers.
    case names
    /// An image by its address, which the service fetches itself.
    case imageURL = "image_url"
    /// An image by its bytes.
    case imageBytes = "image_bytes"
    /// That a tool, or a certain tool, must be called.
    case toolChoice = "tool_choice"
    /// The length of an embedding's vectors.
    case dimensions
}

/// A set of features, one bit each.
public struct RequestFeatures: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }

    /// The set that holds one feature.
    public init(_ feature: RequestFeature) {
        self.init(rawValue: 1 << UInt16(RequestFeature.allCases.firstIndex(of: feature) ?? 0))
    }

    /// The set that holds the given features.
    public init(_ features: some Sequence<RequestFeature>) {
        self = features.reduce(into: []) { $0.formUnion(RequestFeatures($1)) }
    }

    /// Every feature.
    public static let all = RequestFeatures(RequestFeature.allCases)

    /// What may be left out of a request and leaves the question the same: hints about how to write.
    ///
    /// The rest is part of what is asked, and a service that cannot say it is no place for the request.
    public static let droppable = RequestFeatures([
        .temperature, .hotTemperature, .topP, .frequencyPenalty, .presencePenalty, .stop, .seed, .names,
    ])

    /// The members in the order of their declaration.
    public var members: [RequestFeature] { RequestFeature.allCases.filter { contains(RequestFeatures($0)) } }
}

extension ModelRequest {
    /// What the request says that not every service can express.
    public var features: RequestFeatures {
        var features: RequestFeatures = []
        func note(_ feature: RequestFeature, if condition: Bool) {
            if condition { features.formUnion(RequestFeatures(feature)) }
        }
        note(.temperature, if: options.temperature != nil)
        note(.hotTemperature, if: (options.temperature ?? 0) > 1)
        note(.topP, if: options.topP != nil)
        note(.frequencyPenalty, if: options.frequencyPenalty != nil)
        note(.presencePenalty, if: options.presencePenalty != nil)
        note(.stop, if: !options.stop.isEmpty)
        note(.seed, if: options.seed != nil)
        for message in messages {
            note(.names, if: message.name != nil)
            for case .image(let source) in message.content {
                switch source {
                // An address that holds the image itself is taken as its bytes everywhere.
                case .url(let url):
                    note(url.reveal().prefix(5).lowercased() == "data:" ? .imageBytes : .imageURL, if: true)
                case .bytes: note(.imageBytes, if: true)
                }
            }
        }
        switch toolChoice {
        case .required?, .tool?: note(.toolChoice, if: true)
        case .auto?, ToolChoice.none?, nil: break
        }
        if case .embeddings(.some) = operation { note(.dimensions, if: true) }
        return features
    }

    /// The same request without some hints about how to write; what is not ``RequestFeatures/droppable`` stays.
    public func dropping(_ features: RequestFeatures) -> ModelRequest {
        let features = features.intersection(.droppable)
        guard !features.isEmpty else { return self }
        var copy = self
        func drops(_ feature: RequestFeature) -> Bool { features.contains(RequestFeatures(feature)) }
        if drops(.temperature) || drops(.hotTemperature) { copy.options.temperature = nil }
        if drops(.topP) { copy.options.topP = nil }
        if drops(.frequencyPenalty) { copy.options.frequencyPenalty = nil }
        if drops(.presencePenalty) { copy.options.presencePenalty = nil }
        if drops(.stop) { copy.options.stop = [] }
        if drops(.seed) { copy.options.seed = nil }
        if drops(.names) { for index in copy.messages.indices { copy.messages[index].name = nil } }
        return copy
    }
}
