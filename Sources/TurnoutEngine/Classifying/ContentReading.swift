import TurnoutCore
import TurnoutPrivacy

/// One pass over all text of a request: scanned for labels and counted for tokens.
struct ContentReading {
    let scanner: Scanner
    private(set) var findings: [ContentFinding] = []
    private(set) var labels: [String] = []
    private(set) var hasFailed = false
    private(set) var estimate = TokenEstimate()

    init(scanner: Scanner) { self.scanner = scanner }

    mutating func read(_ request: ModelRequest) {
        for (index, message) in request.messages.enumerated() {
            estimate.addFrame()
            let field = "messages[\(index)]"
            if let name = message.name { read(name, "\(field).name") }
            for part in message.content { read(part, field) }
            if message.textPartCount > 1 {
                // Services join the parts of a text, so what none of them holds the whole may.
                scan(message.text, field)
            }
        }
        for (index, tool) in request.tools.enumerated() {
            estimate.addFrame()
            read(tool.name, "tools[\(index)].name")
            if let description = tool.description { read(description.reveal(), "tools[\(index)].description") }
            read(json: tool.parameters.text(), "tools[\(index)].parameters")
        }
        if case .schema(let name, let schema) = request.responseFormat {
            read(name, "response_format.name")
            read(json: schema.text(), "response_format.schema")
        }
        if request.bringsInstructions { estimate.addInstructions() }
        if case .tool(let name)? = request.toolChoice { read(name, "tool_choice") }
        for stop in request.options.stop { read(stop, "options.stop") }
    }

    private mutating func read(_ part: ContentPart, _ field: String) {
        switch part {
        case .text(let text): read(text.reveal(), field)
        case .toolCall(let call):
            read(call.id, "\(field).tool_call.id")
            read(call.name, "\(field).tool_call.name")
            read(call.arguments.reveal(), "\(field).tool_call.arguments")
        case .toolResult(let result):
            read(result.callID, "\(field).tool_result.id")
            read(result.text.reveal(), "\(field).tool_result")
        case .image(.url(let url)): read(url.reveal(), "\(field).image")
        // What a picture shows is not read; a policy that minds tests `needs`.
        case .image(.bytes(_, let mediaType)):
            read(mediaType, "\(field).image")
            estimate.addFrame()
        }
    }

    private mutating func read(_ text: String, _ field: String) {
        estimate.add(text)
        scan(text, field)
    }

    private mutating func read(json text: String, _ field: String) {
        estimate.add(json: text)
        scan(text, field)
    }

    private mutating func scan(_ text: String, _ field: String) {
        let result = scanner.scan(text)
        hasFailed = hasFailed || !result.failures.isEmpty
        for finding in result.findings + result.covered {
            findings.append(ContentFinding(field: field, finding: finding))
            if !labels.contains(finding.label) { labels.append(finding.label) }
        }
    }
}

extension Message {
    /// How many pieces the text comes in.
    fileprivate var textPartCount: Int {
        content.count { if case .text = $0 { true } else { false } }
    }
}
