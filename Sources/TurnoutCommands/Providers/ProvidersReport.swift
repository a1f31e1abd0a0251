import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

/// What `turnout providers` shows: a policy's providers, and the servers that were found.
struct ProvidersReport {
    /// A search for servers and what came of it.
    struct Search {
        var host: String
        var ports: [Int]
        var servers: [DiscoveredServer]
    }

    /// The policy's providers; `nil` when no policy was named.
    var providers: [PolicyProvider]?
    /// `nil` when nothing was looked for.
    var search: Search?

    /// The provider of the policy that stands for a server.
    func provider(for server: DiscoveredServer) -> PolicyProvider? {
        providers?.first { $0.first.endpoint == server.endpoint }
    }

    /// The servers that the policy does not have yet.
    var news: [DiscoveredServer] { (search?.servers ?? []).filter { provider(for: $0) == nil } }

    /// The report for a terminal.
    func text(style: Style, columns: Int) -> String {
        var blocks = (providers ?? []).map { Self.text($0, style, columns) }
        if let search {
            blocks += search.servers.map { text($0, style, columns) }
            if search.servers.isEmpty {
                let ports = search.ports.map(String.init).joined(separator: ", ")
                let sentence = "no server for models answers on \(search.host), at the ports \(ports)"
                blocks.append(TextWrap.wrap(sentence, columns: columns) + "\n")
            }
            if !news.isEmpty {
                let snippet = ProviderSnippet(news, taken: Set((providers ?? []).map(\.name)))
                blocks.append("to use what was found, put this into a policy:\n\n" + snippet.yaml)
            }
        }
        return blocks.joined(separator: "\n")
    }

    private static func text(_ provider: PolicyProvider, _ style: Style, _ columns: Int) -> String {
        var text = style.strong(TerminalText.safe(provider.name)) + "\n"
        text += line("kind", provider.kind.rawValue, columns)
        text += line("endpoint", provider.endpoint ?? "none: it is written in Swift", columns)
        text += line("locality", provider.locality.rawValue, columns)
        switch provider.credential {
        case .none: text += line("credential", "none", columns)
        case .set(let reference): text += line("credential", "set in \(reference.place)", columns)
        case .missing(_, let reason): text += line("credential", "missing: \(reason)", columns)
        }
        let models = provider.targets.map { target in
            target.modelID == target.name.model ? target.modelID : "\(target.name.model) (\(target.modelID))"
        }
        return text + line("models", models.joined(separator: ", "), columns)
    }

    private func text(_ server: DiscoveredServer, _ style: Style, _ columns: Int) -> String {
        let version = server.version.map { " \($0)" } ?? ""
        var text = style.good("found") + " " + style.strong(TerminalText.safe(server.program.rawValue + version)) + "\n"
        text += Self.line("endpoint", server.endpoint.description, columns)
        if server.needsCredential { text += Self.line("credential", "needed", columns) }
        let models = server.models.map { model in
            model.bytes.map { "\(model.id) (\(Self.size($0)))" } ?? model.id
        }
        text += Self.line("models", models.isEmpty ? "none listed" : models.joined(separator: ", "), columns)
        if let provider = provider(for: server) {
            text += Self.line("policy", "has it as `\(provider.name)`", columns)
        }
        return text
    }

    private static func line(_ name: String, _ value: String, _ columns: Int) -> String {
        let padded = name + String(repeating: " ", count: max(1, 12 - name.count))
        return "  \(padded)\(TextWrap.wrap(value, columns: columns, first: 14, rest: 14))\n"
    }

    /// Bytes in thousands, as disks are sold: `2.0 GB`.
    static func size(_ bytes: Int) -> String {
        for (unit, scale) in [("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000)]
        where bytes >= scale {
            return "\(bytes / scale).\(bytes % scale / (scale / 10)) \(unit)"
        }
        return "\(bytes) bytes"
    }
}
