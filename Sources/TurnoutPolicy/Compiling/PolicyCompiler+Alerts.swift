import TurnoutCore

extension PolicyCompiler {
    mutating func compileAlerts(_ syntax: [AlertSyntax]?) {
        guard let syntax else {
            // Somebody asked for alerts and did not say where: better in the log than nowhere.
            if parts.budgets.contains(where: { !$0.alertAt.isEmpty }) {
                let name = RuleName(section: "alerts", id: "log", position: nil)
                parts.alertRoutes = [AlertRoute(name: name, channel: .log, budgets: nil)]
            }
            return
        }
        var taken: [String: Place] = [:]
        for (index, alert) in syntax.enumerated() {
            let name = ruleName("alerts", alert.id, at: alert.place, default: "alert-\(index + 1)", taken: &taken)
            let budgets = alert.budgets.map { names in names.compactMap { budget($0) } }
            guard let channel = channel(alert.to) else { continue }
            parts.alertRoutes.append(AlertRoute(name: name, channel: channel, budgets: budgets))
        }
    }

    private mutating func channel(_ syntax: AlertChannelSyntax?) -> AlertChannel? {
        switch syntax {
        case nil: return nil
        case .log: return .log
        case .service(let service):
            if let command = service.command {
                if let secret = service.secret {
                    report(
                        .conflictingKeys, "`secret` signs what is posted to a webhook, and this is a command",
                        at: secret.place, help: "remove it")
                }
                guard let program = command.first else { return nil }
                guard !program.isEmpty else {
                    report(
                        .invalidValue, "the first word of a command names a program, and this one is empty",
                        at: service.place, help: "write it like `[/usr/bin/notify, budgets]`")
                    return nil
                }
                return .command(command)
            }
            guard let address = service.webhook, !address.value.isEmpty, let endpoint = webhook(address) else {
                return nil
            }
            return .webhook(
                AlertWebhook(url: address.value, endpoint: endpoint, secret: service.secret?.reference))
        }
    }

    /// The address of a webhook without its query; `nil` for one that cannot be used, which is reported.
    private mutating func webhook(_ address: Located<String>) -> Endpoint? {
        let parts = address.value.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let isPlain = address.value.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }
        // The address may hold what lets its holder post there: it is not repeated.
        guard isPlain, let base = parts.first, let endpoint = try? Endpoint(parsing: String(base)) else {
            report(
                .invalidEndpoint, "this webhook cannot be used", at: address.place,
                help:
                    "write an address like `https://hooks.example.com/turnout`, without a user, a password or a fragment"
            )
            return nil
        }
        guard endpoint.scheme == .https || endpoint.isLoopback else {
            report(
                .plainHTTP, "alerts to `\(endpoint.host)` would cross the network unencrypted", at: address.place,
                help: "use `https://`; `http://` is for this machine")
            return nil
        }
        return endpoint
    }
}
