package import TurnoutCore

/// Takes out of a service's words what they repeat of the credential and of the request.
///
/// Services quote what they were sent: a wrong key, a refused sentence. A message for logs must hold neither, so this
/// blanks every run of bytes that it shares with the content, and every word with a digit or an `@` that stands there.
/// What a service changed before it quoted it (other case, other spelling) is beyond this.
struct EchoFilter {
    /// How long a run must be before it counts as repeated content, in bytes.
    static let runLength = 12
    /// How long a part of a credential must be, in bytes.
    static let secretRunLength = 6

    private let request: ModelRequest
    private let secret: Secret?

    /// Creates a filter for one call.
    init(request: ModelRequest, secret: Secret?) {
        self.request = request
        self.secret = secret
    }

    private var content: [[UInt8]] {
        var texts: [String] = request.options.stop
        for message in request.messages {
            if let name = message.name { texts.append(name) }
            for part in message.content { texts += Self.texts(of: part) }
        }
        for tool in request.tools {
            texts += [tool.name, tool.description?.reveal() ?? "", tool.parameters.text()]
        }
        if case .schema(let name, let schema) = request.responseFormat { texts += [name, schema.text()] }
        return texts.map { Array($0.utf8) }
    }

    private static func texts(of part: ContentPart) -> [String] {
        switch part {
        case .text(let text): [text.reveal()]
        case .toolCall(let call): [call.id, call.name, call.arguments.reveal()]
        case .toolResult(let result): [result.callID, result.text.reveal()]
        case .image(.url(let url)): [url.reveal()]
        case .image(.bytes(_, let mediaType)): [mediaType]
        }
    }

    /// The failure with a message that repeats nothing.
    ///
    /// The service's words stand behind the first colon (see ``FailureText``); ours before it stay whole, for a long
    /// prompt has many a run in common with any English sentence.
    func clean(_ failure: ProviderFailure) -> ProviderFailure {
        var failure = failure
        let own = failure.message.prefix { $0 != ":" }
        failure.message = blank(String(own), content: []) + clean(String(failure.message[own.endIndex...]))
        failure.providerCode = failure.providerCode.map(clean)
        failure.requestID = failure.requestID.map(clean)
        return failure
    }

    /// As ``clean(_:)``, for failures whose every word may be the service's.
    func cleanWhole(_ failure: ProviderFailure) -> ProviderFailure {
        var failure = clean(failure)
        failure.message = clean(failure.message)
        return failure
    }

    /// The text with every repetition replaced by `•••`.
    func clean(_ text: String) -> String { text.isEmpty ? text : blank(text, content: content) }

    private func blank(_ text: String, content: [[UInt8]]) -> String {
        let bytes = Array(text.utf8)
        var isBlank = [Bool](repeating: false, count: bytes.count)
        let key = Array((secret?.reveal() ?? "").utf8)
        markRuns(of: key, length: min(Self.secretRunLength, max(1, key.count)), in: bytes, &isBlank)
        for part in content {
            markRuns(of: part, length: min(Self.runLength, max(4, part.count)), in: bytes, &isBlank)
            markWords(of: part, in: bytes, &isBlank)
        }
        guard isBlank.contains(true) else { return text }
        var cleaned: [UInt8] = []
        for index in bytes.indices {
            if !isBlank[index] {
                cleaned.append(bytes[index])
            } else if index == 0 || !isBlank[index - 1] {
                cleaned.append(contentsOf: "•••".utf8)
            }
        }
        return String(decoding: cleaned, as: UTF8.self)
    }

    /// Marks every run of `length` bytes that both texts have: the message is short, so its runs are looked up while
    /// the content is walked once, by a rolling hash (Rabin and Karp, 1987).
    private func markRuns(of part: [UInt8], length: Int, in bytes: [UInt8], _ isBlank: inout [Bool]) {
        guard part.count >= length, bytes.count >= length else { return }
        var places: [UInt64: [Int]] = [:]
        Self.roll(over: bytes, length: length) { place, hash in places[hash, default: []].append(place) }
        Self.roll(over: part, length: length) { start, hash in
            for place in places[hash] ?? []
            where bytes[place..<place + length].elementsEqual(part[start..<start + length]) {
                for index in place..<place + length { isBlank[index] = true }
            }
        }
    }

    private static func roll(over bytes: [UInt8], length: Int, _ visit: (Int, UInt64) -> Void) {
        let base: UInt64 = 1_099_511_628_211
        var highest: UInt64 = 1
        for _ in 1..<max(length, 2) where length > 1 { highest = highest &* base }
        var hash: UInt64 = 0
        for index in bytes.indices {
            if index >= length { hash = hash &- UInt64(bytes[index - length]) &* highest }
            hash = hash &* base &+ UInt64(bytes[index])
            if index >= length - 1 { visit(index - length + 1, hash) }
        }
    }

    /// Marks words of at least four bytes with a digit or an `@` in them that the content has too: a number of a card
    /// or an address is shorter than a run.
    private func markWords(of part: [UInt8], in bytes: [UInt8], _ isBlank: inout [Bool]) {
        for word in bytes.indices.split(whereSeparator: { Self.isSeparator(bytes[$0]) }) {
            guard let first = word.first, let last = word.last, last - first >= 3 else { continue }
            let text = bytes[first...last]
            guard text.contains(where: { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "@") }) else { continue }
            var found = false
            Self.roll(over: part, length: text.count) { start, _ in
                found = found || part[start] == bytes[first] && part[start..<start + text.count].elementsEqual(text)
            }
            if found { for index in first...last { isBlank[index] = true } }
        }
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        switch byte {
        case ...0x20, UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "("), UInt8(ascii: ")"),
            UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "<"), UInt8(ascii: ">"):
            true
        default: false
        }
    }
}

extension ProviderFailure {
    /// The failure without what it repeats of a request: for providers of other people, who may not have looked.
    package func withoutEchoes(of request: ModelRequest) -> ProviderFailure {
        EchoFilter(request: request, secret: nil).cleanWhole(self)
    }
}
