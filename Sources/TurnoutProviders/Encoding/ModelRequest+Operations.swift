import TurnoutCore
import TurnoutPolicy

extension ModelRequest {
    /// Looks whether a service's interface can express all that the request says.
    ///
    /// What a policy lets be dropped is gone before a request comes here. An image's data inside an address counts as
    /// bytes.
    ///
    /// - Throws: ``ErrorCode/invalidRequest`` with the names of what it cannot.
    func requireFeatures(of kind: ProviderKind) throws(ProviderFailure) {
        var missing = features.subtracting(kind.features)
        if kind.features.contains(RequestFeatures(.imageBytes)), images.allSatisfy({ $0.base64 != nil }) {
            missing.remove(RequestFeatures(.imageURL))
        }
        guard !missing.isEmpty else { return }
        let names = missing.members.map(\.rawValue).joined(separator: ", ")
        throw ProviderFailure(.invalidRequest, "\(kind.rawValue) has no way to say this of a request: \(names)")
    }

    private var images: [ImageSource] {
        messages.flatMap { message in
            message.content.compactMap { if case .image(let source) = $0 { source } else { nil } }
        }
    }

    /// The text that a completion continues.
    ///
    /// - Throws: ``ErrorCode/invalidRequest`` when the request holds more than text.
    func promptToContinue() throws(ProviderFailure) -> String {
        try requirePlainText("a completion")
        return messages.map(\.text).joined()
    }

    /// The texts that become vectors, at least one.
    ///
    /// - Throws: ``ErrorCode/invalidRequest`` when there is none, or when the request holds more than texts.
    func textsToEmbed() throws(ProviderFailure) -> [String] {
        try requirePlainText("an embedding")
        if case .embeddings(let dimensions?) = operation, dimensions < 1 {
            throw ProviderFailure(.invalidRequest, "the length of the vectors must be at least 1")
        }
        guard !messages.isEmpty else { throw ProviderFailure(.invalidRequest, "there is no text to embed") }
        guard options == GenerationOptions() else {
            throw ProviderFailure(.invalidRequest, "an embedding takes no options of generation")
        }
        guard responseFormat == .text else {
            throw ProviderFailure(.invalidRequest, "an embedding is always a vector; leave the form of the answer out")
        }
        return messages.map(\.text)
    }

    private func requirePlainText(_ what: String) throws(ProviderFailure) {
        guard tools.isEmpty, toolChoice == nil || toolChoice == ToolChoice.none || toolChoice == .auto else {
            throw ProviderFailure(.invalidRequest, "\(what) takes no tools")
        }
        for message in messages {
            guard message.name == nil else {
                throw ProviderFailure(.invalidRequest, "\(what) has no speakers, and takes no names of them")
            }
            for part in message.content {
                guard case .text = part else {
                    throw ProviderFailure(.invalidRequest, "\(what) takes text and nothing else")
                }
            }
        }
    }
}
