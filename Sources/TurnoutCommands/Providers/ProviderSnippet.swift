import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// Servers that were found as providers of a policy, in YAML.
struct ProviderSnippet {
    private let servers: [DiscoveredServer]
    private let names: [String]

    /// Creates a snippet.
    ///
    /// - Parameter taken: the names of providers that the policy has.
    init(_ servers: [DiscoveredServer], taken: Set<String>) {
        self.servers = servers
        var taken = taken
        names = servers.map { Self.unused($0.program.policyName, &taken) }
    }

    /// The snippet; a server that lists no model gets one to be filled in.
    var yaml: String {
        var text = "providers:\n"
        for (name, server) in zip(names, servers) {
            text += "  \(name):\n    kind: \(server.kind.rawValue)\n"
            text += "    endpoint: \(Self.quoted(server.endpoint.description))\n"
            if server.needsCredential { text += "    credentials: {env: \(Self.variable(name))}\n" }
            text += "    models:\n"
            if server.models.isEmpty { text += "      model: {}    # the name of one of its models\n" }
            var taken: Set<String> = []
            for model in server.models { text += "      \(Self.entry(model, &taken))\n" }
        }
        return text
    }

    /// The line of a model: a short name, and the model's own where that is another.
    private static func entry(_ model: ListedModel, _ taken: inout Set<String>) -> String {
        let name = unused(shortName(model.id), &taken)
        var settings: [String] = []
        if name != model.id { settings.append("id: \(quoted(model.id))") }
        if let context = model.context { settings.append("context: \(context)") }
        return "\(name): {\(settings.joined(separator: ", "))}"
    }

    /// A name that the policy's language and YAML both take without quotes: the last part of a path, without the
    /// ending of a file and the tag that stands for none.
    static func shortName(_ id: String) -> String {
        var text = id[...]
        if let slash = text.lastIndex(of: "/") { text = text[text.index(after: slash)...] }
        for ending in [".gguf", ":latest"] where text.hasSuffix(ending) { text = text.dropLast(ending.count) }
        var name = ""
        for byte in text.utf8.prefix(60) {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: name.unicodeScalars.append(Unicode.Scalar(byte))
            case UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                if !name.isEmpty { name.unicodeScalars.append(Unicode.Scalar(byte)) }
            default: if !name.isEmpty, name.last != "-" { name += "-" }
            }
        }
        while let last = name.last, "-._".contains(last) { name.removeLast() }
        // YAML reads such a word as something else than text.
        let isWord = name.unicodeScalars.contains { ("a"..."z").contains($0) || ("A"..."Z").contains($0) }
        guard isWord, !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(name.lowercased()),
            name.unicodeScalars.first.map({ !("0"..."9").contains($0) }) ?? false
        else { return name.isEmpty ? "model" : "model-" + name }
        return name
    }

    private static func unused(_ name: String, _ taken: inout Set<String>) -> String {
        var candidate = name
        var number = 2
        while !taken.insert(candidate).inserted {
            candidate = "\(name)-\(number)"
            number += 1
        }
        return candidate
    }

    /// A text as YAML in double quotes, whose escapes hold those of JSON; an endpoint needs none.
    private static func quoted(_ text: String) -> String {
        if text.hasPrefix("http://"), text.utf8.allSatisfy({ $0 > 0x22 && $0 < 0x7F }) { return text }
        var quoted = ""
        for scalar in JSONValue.string(text).text().unicodeScalars {
            let shown = String(scalar)
            // What would steer a terminal is written by its number (YAML 1.2.2, 5.7).
            if TerminalText.cell(scalar).text == shown {
                quoted += shown
            } else {
                let hex = String(scalar.value, radix: 16)
                quoted += "\\U" + String(repeating: "0", count: 8 - hex.utf8.count) + hex
            }
        }
        return quoted
    }

    private static func variable(_ name: String) -> String {
        String(name.uppercased().map { $0 == "-" ? "_" : $0 }) + "_API_KEY"
    }
}

extension DiscoveredServer.Program {
    /// The name that a policy's provider gets.
    fileprivate var policyName: String {
        switch self {
        case .ollama: "ollama"
        case .llamaCpp: "llamacpp"
        case .vLLM: "vllm"
        case .lmStudio: "lmstudio"
        case .unknown: "local"
        }
    }
}
