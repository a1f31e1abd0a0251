import TurnoutCore

extension ErrorTable {
    /// https://learn.microsoft.com/azure/ai-services/openai/reference, and for filters
    /// https://learn.microsoft.com/azure/ai-services/openai/concepts/content-filter.
    static let azure = ErrorTable(
        rows: [
            Row(code: .contentPolicy, codes: ["content_filter", "ResponsibleAIPolicyViolation"]),
            Row(code: .modelNotFound, codes: ["DeploymentNotFound"]),
            // A resource that was blocked for a time, or whose volume of calls is used up; other 403s are the network's.
            Row(code: .quotaExceeded, status: 403...403, texts: ["temporarily blocked", "call volume quota"]),
        ] + openAI.rows
    )
}

extension WireError {
    /// Reads Azure's form, in which the code is a word also where a status stands beside it, and the cause is a level
    /// deeper at times; `nil` when the body holds no error.
    init?(azure body: [UInt8]) {
        guard let json = try? JSONValue(parsing: body) else { return nil }
        self.init(json: json)
        let word = json["error"]?["code"]?.string ?? json["error"]?["innererror"]?["code"]?.string
        if let word = word.flatMap(Self.identifier), Int(word) == nil { code = word }
    }
}

extension WireResponseHead {
    /// The head without what says nothing: Azure writes `-1` and `0` for what remains when it does not know
    /// (https://learn.microsoft.com/azure/ai-services/openai/how-to/quota).
    var withoutRemainders: WireResponseHead {
        WireResponseHead(
            status: status,
            headers: headers.filter { !$0.name.lowercased().hasPrefix("x-ratelimit-remaining-") }
        )
    }
}
