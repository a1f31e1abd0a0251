import TurnoutCore

extension PolicyCompiler {
    mutating func compileLedger(_ syntax: LedgerSyntax?) {
        for time in [syntax?.keep, syntax?.decisions] {
            guard let time, time.value <= .zero else { continue }
            report(
                .outOfRange, "nothing could be counted that is not kept", at: time.place,
                help: "write how long to keep it, such as `90d`")
        }
        let defaults = LedgerSettings()
        parts.ledger = LedgerSettings(
            calls: syntax?.keep?.value ?? defaults.calls, decisions: syntax?.decisions?.value ?? defaults.decisions,
            identities: syntax?.identities ?? defaults.identities, onFailure: syntax?.onFailure ?? defaults.onFailure)
    }
}
