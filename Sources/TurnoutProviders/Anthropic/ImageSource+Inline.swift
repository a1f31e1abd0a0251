import TurnoutCore

extension ImageSource {
    /// The image's media type and its bytes in Base64; `nil` for an image that would have to be fetched.
    var inline: (mediaType: String, base64: String)? {
        guard let base64 else { return nil }
        switch self {
        case .bytes(_, let mediaType): return (mediaType, base64)
        case .url(let url):
            // RFC 2397: `data:image/png;base64,…`, with parameters between the two if need be.
            let type = url.reveal().dropFirst(5).prefix { $0 != ";" && $0 != "," }
            return type.isEmpty ? nil : (type.lowercased(), base64)
        }
    }
}
