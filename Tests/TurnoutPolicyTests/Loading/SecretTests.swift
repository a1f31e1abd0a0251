import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("Credentials that stand in a policy")
struct SecretTests {
    /// Made of pieces, so that no scanner takes this file for a leak.
    static let keys = [
        "sk-" + "proj-A1b2C3d4E5f6G7h8I9j0", "gh" + "p_" + "A1b2C3d4E5f6G7h8I9j0", "AI" + "zaSy" + "A1b2C3d4E5f6G7h8I9",
        "h" + "f_" + "A1b2C3d4E5f6G7h8I9j0",
    ]

    static let places = [
        "credentials: KEY", "credentials: \"KEY\"", "credentials: {env: KEY}", "credentials: {file: KEY}",
        "credentials: {key: KEY}", "credentials: {api_key: KEY}", "credentials: [KEY]", "api_key: KEY", "token: KEY",
        "password: KEY", "headers: {Authorization: Bearer KEY}", "headers: {X-Api-Key: KEY}", "headers: {X-Other: KEY}",
        "headers: KEY", "headers: [KEY]", "endpoint: https://user:KEY@example.com", "endpoint: \"KEY\"",
        "endpoint: https://example.com/v1?key=KEY", "endpoint: \"${KEY}\"", "kind: KEY", "KEY: x", "models: KEY",
        "locality: KEY", "resource: KEY", "limits: KEY", "limits: {concurrency: KEY}", "data: {retention: KEY}",
        "data: {regions: \"KEY OR\"}",
    ]

    @Test("no message, help or suggestion repeats one", arguments: keys, places)
    func neverEchoed(_ key: String, _ place: String) {
        let entry = place.replacing("KEY", with: key)
        let kind = place.hasPrefix("kind") ? "" : "    kind: openai\n"
        let models = place.hasPrefix("models") ? "" : "    models: {m: {}}\n"
        let result = Parts.check("providers:\n  own:\n\(kind)\(models)    \(entry)\nroutes: [{use: [own/m]}]")
        #expect(result.policy == nil)
        #expect(!result.words.contains(key), "\(result.words)")
        #expect(!result.words.contains(key.suffix(12)), "\(result.words)")
    }

    @Test("its place is hidden wherever the source is shown", arguments: keys)
    func hidden(_ key: String) throws {
        for place in Self.places.prefix(14) where !place.contains("[") {
            let entry = place.replacing("KEY", with: key)
            let result = Parts.check(
                "providers:\n  ö: {kind: openai, models: {m: {}}, \(entry)} # ü\nroutes: [{use: [ö/m]}]")
            #expect(result.policy == nil)
            let source = try #require(result.sources.first)
            #expect(!String(decoding: source.bytes, as: UTF8.self).contains(key), "\(place)")
            let line = try #require(source.line(3))
            let stars = try #require(line.firstIndex(of: "*"))
            let column = line.unicodeScalars.distance(from: line.startIndex, to: stars) + 1
            #expect(result.diagnostics.contains { $0.span?.start.column ?? 0 <= column })
            #expect(
                line.unicodeScalars.count == "  ö: {kind: openai, models: {m: {}}, \(entry)} # ü".unicodeScalars.count)
        }
    }

    @Test("it is called what it is, at its place")
    func codes() {
        func provider(_ entry: String) -> PolicyLoadResult {
            Parts.check("providers:\n  own: {kind: openai, models: {m: {}}, \(entry)}\nroutes: [{use: [own/m]}]")
        }
        for entry in [
            "credentials: abc", "api_key: abc", "headers: {Authorization: abc}", "headers: {x-api-key: abc}",
            "headers: {Cookie: abc}", "credentials: {env: \(Self.keys[0])}", "credentials: {file: \(Self.keys[1])}",
            "headers: {X-Note: Bearer abc}",
        ] {
            #expect(provider(entry).errors.first == .literalSecret, "\(entry): \(provider(entry).codes)")
        }
        for entry in [
            "credentials: {env: OPENAI_API_KEY}", "credentials: {file: /run/secrets/key}",
            "credentials: {env: K}, headers: {X-Title: my app, HTTP-Referer: https://example.com}",
        ] {
            #expect(provider(entry).policy != nil, "\(provider(entry).words)")
        }
        #expect(provider("credentials: {env: A, file: B}").errors == [.conflictingKeys])
        #expect(provider("credentials: {}").errors == [.missingKey])
        #expect(provider("credentials: {env: not a name}").errors == [.invalidValue])
    }

    @Test("no credential reaches the digest's input or the policy: only where it is")
    func reference() {
        let result = Parts.check(
            "providers: {own: {kind: openai, models: {m: {}}, credentials: {env: TOKEN}}}\nroutes: [{use: [own/m]}]",
            environment: ["TOKEN": Self.keys[0]])
        #expect(result.policy?.targets.first?.credentials == .environment("TOKEN"))
        let other = Parts.check(
            "providers: {own: {kind: openai, models: {m: {}}, credentials: {env: TOKEN}}}\nroutes: [{use: [own/m]}]")
        #expect(result.policy?.digest == other.policy?.digest)
    }
}
