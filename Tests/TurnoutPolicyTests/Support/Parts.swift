import TurnoutCore
import TurnoutPolicy

/// Makes whole policies of parts, and loads them.
enum Parts {
    static let version = "version: 1\n"
    static let providers = """
        providers:
          ollama: {kind: ollama, models: {llama3.2: {}}}
          openai:
            kind: openai
            credentials: {env: OPENAI_API_KEY}
            models: {gpt-4o-mini: {price: {input: 0.15 USD/1M, output: 0.60 USD/1M}}}

        """
    static let routes = """
        routes:
          - {use: [ollama/llama3.2, openai/gpt-4o-mini]}

        """

    /// A part with the sections added that it lacks; one with a version, or without any key, is a policy of its own.
    static func complete(_ part: String) -> String {
        let keys = part.split(separator: "\n").filter { $0.first?.isLetter == true }
        func has(_ key: String) -> Bool { keys.contains { $0.hasPrefix(key + ":") } }
        if has("version"), keys.count == 1 { return part + "\n" + providers + routes }
        if has("version") || keys.isEmpty { return part + "\n" }
        return version + (has("providers") ? "" : providers) + (has("routes") ? "" : routes) + part + "\n"
    }

    /// The moment of all tests.
    static let now = Timestamp(rfc3339: "2026-06-01")

    /// Loads a text with some other files beside it.
    static func load(
        _ text: String, name: String = "policy.yaml", with others: [String: String] = [:],
        environment: [String: String] = [:]
    ) -> PolicyLoadResult {
        var files = others
        files[name] = text
        return Policy.load(
            name, options: PolicyLoadOptions(environment: { environment[$0] }, now: now), files: MemoryFiles(files))
    }

    /// Completes a part and loads it.
    static func check(
        _ part: String, with others: [String: String] = [:], environment: [String: String] = [:]
    ) -> PolicyLoadResult {
        load(complete(part), with: others, environment: environment)
    }
}

extension PolicyLoadResult {
    /// The findings as `severity code`, in order.
    var codes: [String] { diagnostics.map { "\($0.severity.rawValue) \($0.code.rawValue)" } }

    /// The codes of the errors, in order.
    var errors: [DiagnosticCode] { diagnostics.filter { $0.severity == .error }.map(\.code) }

    /// Everything that findings say, in one text.
    var words: String {
        diagnostics.map { one in
            ([one.message, one.help, one.replacement] + one.related.map(\.message)).compactMap { $0 }
                .joined(separator: "\n")
        }.joined(separator: "\n")
    }
}
