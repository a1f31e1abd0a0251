extension String {
    /// Whether the text holds something that looks like the key of a known service, so that no message may repeat it.
    ///
    /// A guess on the safe side: a name that is taken for a key is only not shown.
    var looksLikeCredential: Bool {
        guard utf8.count >= 8 else { return false }
        if hasPrefix("Bearer ") || hasPrefix("Basic ") || contains("-----BEGIN") { return true }
        let words = split { $0 == " " || $0 == ":" || $0 == "=" || $0 == "\"" || $0 == "'" || $0 == "," || $0 == "}" }
        return words.contains { word in
            word.utf8.count >= 16 && word.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
                && Self.credentialPrefixes.contains { word.hasPrefix($0) }
        }
    }

    /// How the keys of model services, code hosts and clouds begin.
    private static let credentialPrefixes = [
        "sk-", "sk_", "rk_", "gsk_", "hf_", "xai-", "pplx-", "r8_", "ghp_", "gho_", "github_pat_", "glpat-", "AIza",
        "AKIA", "ASIA", "xoxb-", "xoxp-", "eyJ",
    ]

    /// The text for a message: at most 60 characters, so that hostile input does not flood it, and never a credential.
    var shortened: String {
        if looksLikeCredential { return "(hidden)" }
        let isShort = utf8.count <= 60 || index(startIndex, offsetBy: 61, limitedBy: endIndex) == nil
        return isShort ? self : "\(prefix(57))…"
    }

    /// Whether a header of that name carries a credential.
    var isSecretHeader: Bool {
        let name = lowercased()
        return ["authorization", "cookie", "secret", "password", "api-key", "apikey", "goog-api", "access-token"]
            .contains { name.contains($0) } || name.hasSuffix("-token")
    }

    /// Whether a key of that name, where the language has none, is meant to hold a credential.
    var isSecretKey: Bool {
        ["api_key", "apikey", "api-key", "key", "token", "access_token", "secret", "password", "bearer"].contains(
            lowercased())
    }
}
