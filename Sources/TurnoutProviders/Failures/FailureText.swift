import TurnoutCore

/// The sentences in which failures are told.
enum FailureText {
    /// The longest part of a service's own text that is passed on, in bytes.
    static let maxServiceText = 300

    /// What happened, in our words, then the service's own, for example
    /// `the service refused the credential (HTTP 401, invalid_api_key): …`.
    static func sentence(for code: ErrorCode, status: Int?, error: WireError?) -> String {
        var facts: [String] = []
        if let status { facts.append("HTTP \(status)") }
        // The service's words, its codes too, stand behind the first colon, where they are filtered.
        var words: [String] = []
        if let word = error?.code ?? error?.type { words.append(word) }
        if let parameter = error?.parameter { words.append("at `\(parameter)`") }
        var sentence = opening(of: code)
        if !facts.isEmpty { sentence += " (\(facts.joined(separator: ", ")))" }
        let text = oneLine((words + [error?.message ?? ""]).filter { !$0.isEmpty }.joined(separator: ", "))
        return text.isEmpty ? sentence : "\(sentence): \(text)"
    }

    private static func opening(of code: ErrorCode) -> String {
        switch code {
        case .invalidRequest: "the service found the request wrong"
        case .authentication: "the service refused the credential"
        case .quotaExceeded: "the account has used up what it may spend"
        case .rateLimited: "the service takes no more requests for now"
        case .model: "the model answered with something unusable"
        case .timeout: "the service ran out of time"
        case .network: "the connection broke"
        case .provider: "the service failed"
        case .contextLength: "the request is longer than the model's context"
        case .modelNotFound: "the service has no such model, or no such address"
        case .contentPolicy: "the service refused the content"
        case .rejectedByPolicy: "the policy allows no target"
        case .cancelled: "the caller went away"
        case .unknown: "the service answered with an error that nothing here knows"
        }
    }

    /// A text without line breaks and control characters, cut off at a length for people.
    static func oneLine(_ text: String) -> String {
        var line = ""
        for scalar in text.unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028
            line.unicodeScalars.append(isControl ? " " : scalar)
            if line.utf8.count >= maxServiceText { return line + "…" }
        }
        while line.last == " " { line.removeLast() }
        return line
    }
}
