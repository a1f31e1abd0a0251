import TurnoutCore
import TurnoutPrivacy

/// Keeps what is private out of the facts that a log holds.
///
/// What callers say beside the content (users, tags, attributes) may hold what they would never put there knowingly: a
/// mail address as the user's name, a key in a tag. The detectors that read the content read these too.
struct FactScreen: Sendable {
    let scanner: Scanner
    /// The key of the marks: the same value has the same mark while the router lives.
    let key: CorrelationKey

    /// Longer texts are marked unread, in bytes.
    static let longest = 1_024
    /// The most members of a list that are looked at one by one.
    static let mostMembers = 256
    /// The member that holds a mark.
    static let markKey = "hidden"
    /// What begins a mark where only text can stand.
    static let markPrefix = "<hidden#"

    /// A text as it may be written, or a mark in its place.
    func json(_ text: String) -> JSONValue {
        isHarmless(text) ? .string(text) : .object([JSONMember(Self.markKey, .string(mark(of: text)))])
    }

    /// A list of texts. What is beyond a sane length is marked together.
    func json(_ texts: [String]) -> JSONValue {
        var values = texts.prefix(Self.mostMembers).map(json)
        let rest = texts.dropFirst(Self.mostMembers)
        if !rest.isEmpty {
            values.append(.object([JSONMember(Self.markKey, .string(mark(of: rest.joined(separator: "\0"))))]))
        }
        return .array(values)
    }

    /// Named texts, by name. A name in which something is found is marked, with its text.
    func json(_ texts: [String: String]) -> JSONValue {
        var members = texts.keys.sorted().prefix(Self.mostMembers).map { name in
            let key = isHarmless(name) ? name : "\(Self.markPrefix)\(mark(of: name))>"
            return JSONMember(key, json(texts[name] ?? ""))
        }
        if texts.count > Self.mostMembers {
            members.append(JSONMember("\(Self.markPrefix)more>", .object([JSONMember(Self.markKey, "more")])))
        }
        return .object(members)
    }

    private func isHarmless(_ text: String) -> Bool {
        guard text.utf8.count <= Self.longest else { return false }
        let result = scanner.scan(text)
        return result.findings.isEmpty && result.covered.isEmpty && result.failures.isEmpty
    }

    private func mark(of text: String) -> String {
        key.tag(of: Array(text.utf8), type: EntityType("FACT", label: "custom.fact"))
    }
}
