import TurnoutCore

extension ImageSource {
    /// The address of the image: its own, or one that holds its bytes (RFC 2397).
    var address: String {
        switch self {
        case .url(let url): url.reveal()
        case .bytes(let bytes, let mediaType): "data:\(mediaType);base64,\(Base64.encode(bytes))"
        }
    }

    /// The image's bytes in Base64; `nil` for an image that would have to be fetched.
    var base64: String? {
        switch self {
        case .bytes(let bytes, _): return Base64.encode(bytes)
        case .url(let url):
            let text = url.reveal()
            guard text.prefix(5).lowercased() == "data:", let comma = text.firstIndex(of: ","),
                text[..<comma].lowercased().hasSuffix(";base64")
            else { return nil }
            return String(text[text.index(after: comma)...])
        }
    }
}
