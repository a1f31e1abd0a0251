import TurnoutCore

/// A request made by chance, with private values planted in its fields, and what is known of it without reading it.
struct PlantedRequest: Sendable {
    struct Plant: Sendable {
        var value: PlantedValue
        /// Whether something can be put in its place: not in names, identifiers, addresses, nor over the joint of parts.
        var isReplaceable: Bool
        var field: Field
    }

    enum Field: CaseIterable, Sendable {
        case system, user, earlier, arguments, escapedArguments, nestedArguments, result, description, schema, format
        case stop
        case speaker, toolName, callID, image, joint
    }

    /// A text in which the test's own detector breaks down.
    static let jam = "jam on the reading glasses"

    var content: ModelRequest
    var plants: [Plant] = []
    var labels: [String] = []
    var tenant: String?
    var task: String?
    /// Who may pin a target; `nil` for those who may not.
    var user: String?
    var pin: String?
    var isOffline = false
    var isJammed: Bool
    let isStreamed: Bool

    init(number: Int, values: [PlantedValue], targets: [String], using random: inout PropertyGenerator) {
        isJammed = random.isOnce(in: 12)
        isStreamed = random.isOnce(in: 2)
        let filler = ["write to them", "what do we know about it", "please sum up", "say it in French"]
        content = ModelRequest(messages: [
            .system("be brief"), .user(filler.randomElement(using: &random) ?? "hello"),
        ])
        for _ in 0..<[0, 0, 1, 1, 1, 2, 2, 4][Int.random(in: 0..<8, using: &random)] {
            guard let value = values.randomElement(using: &random) else { continue }
            // What nothing can be put in place of keeps requests away, so most values stand where something can.
            let fields =
                random.isOnce(in: 6)
                ? Array(Field.allCases.suffix(5))
                : Array(Field.allCases.dropLast(5)) + Array(repeating: .user, count: 6)
            var field = fields.randomElement(using: &random) ?? .user
            // Half of a key or of a number may be taken for a whole one and be replaced; the other half then says nothing.
            if field == .joint, value.kind != .mail, value.kind != .word { field = .speaker }
            // There is one form of the answer; a second would take the first one's place.
            if field == .format, content.responseFormat != .text { field = .earlier }
            plant(value, in: field)
        }
        if isJammed { content.messages.append(.user(Self.jam)) }
        content.messages.append(
            .user(plants.isEmpty ? "thank you" : "so, as I said, \(echoed.map(\.text).joined(separator: " and "))"))
        for value in echoed { plants.append(Plant(value: value, isReplaceable: true, field: .user)) }
        setContext(number, targets, &random)
    }

    /// The values in the last message, which sinks say again.
    var echoed: [PlantedValue] {
        var values: [PlantedValue] = []
        for plant in plants where plant.field == .user && !values.contains(plant.value) { values.append(plant.value) }
        return values
    }

    private mutating func setContext(_ number: Int, _ targets: [String], _ random: inout PropertyGenerator) {
        let claims = [
            ["pii"], ["pii.email"], ["secret.api_key"], ["secret"], ["unheard"], ["project.zeus"], ["pii.card"],
        ]
        if random.isOnce(in: 6) { labels = claims.randomElement(using: &random) ?? [] }
        // Callers often know themselves what they send.
        if random.isOnce(in: 8), let plant = plants.last { labels = [plant.value.label] }
        tenant = [nil, "acme", "bolt", "zeta"].randomElement(using: &random) ?? nil
        task =
            random.isOnce(in: 12)
            ? "sensitive" : [nil, "simple", "complex", "creative"].randomElement(using: &random) ?? nil
        user = [nil, "root", "guest"].randomElement(using: &random) ?? nil
        pin = random.isOnce(in: 6) ? targets.randomElement(using: &random) : nil
        isOffline = random.isOnce(in: 16)
        content.context.labels = labels
        content.context.tenant = tenant
        content.context.task = task
        content.context.user = user
        content.context.pin = pin.flatMap { TargetName($0) }
        content.context.offline = isOffline
        content.context.conversation = random.isOnce(in: 2) ? "talk" : nil
        // By which the test knows what arrives; it is no part of the content.
        content.context.tags = ["request-\(number)"]
    }

    private mutating func plant(_ value: PlantedValue, in field: Field) {
        var isReplaceable = true
        let text = value.text
        let call = { (id: String, arguments: String) in
            ContentPart.toolCall(ToolCall(id: id, name: "find", arguments: PrivateText(arguments)))
        }
        switch field {
        case .system: content.messages.append(.system("be brief with \(text), always"))
        case .user: break
        case .earlier: content.messages += [.user("mind \(text)"), .assistant("I will mind \(text).")]
        case .arguments:
            content.messages.append(Message(role: .assistant, content: [call("c1", #"{"who": "\#(text)"}"#)]))
        case .escapedArguments:
            let escaped = text.replacing("@", with: #"\u0040"#).replacing("q", with: #"\u0071"#)
            content.messages.append(Message(role: .assistant, content: [call("c2", #"{"who": "\#(escaped)"}"#)]))
        case .nestedArguments:
            let arguments = #"{"a": [1, {"\#(text)": {"deep": ["it is \#(text)", true]}}], "b": null}"#
            content.messages.append(Message(role: .assistant, content: [call("c3", arguments)]))
        case .result: content.messages.append(.tool(callID: "c1", "found: \(text)\nand no more"))
        case .description: addTool(description: "Finds people such as \(text).")
        case .schema:
            addTool(parameters: ["type": "object", "properties": ["who": ["enum": [.string(text), "nobody"]]]])
        case .format: content.responseFormat = .schema(name: "answer", ["description": .string("as in \(text)")])
        case .stop: content.options.stop.append("until \(text)")
        default:
            isReplaceable = false
            plantForGood(value, in: field, call)
        }
        plants.append(Plant(value: value, isReplaceable: isReplaceable, field: field))
    }

    /// Puts a value where nothing can be put in its place.
    private mutating func plantForGood(
        _ value: PlantedValue, in field: Field, _ call: (String, String) -> ContentPart
    ) {
        let text = value.text
        switch field {
        case .speaker: content.messages.append(Message(role: .user, content: [.text("hello")], name: text))
        case .toolName: addTool(name: text)
        case .callID: content.messages.append(Message(role: .assistant, content: [call(text, "{}")]))
        case .image:
            content.messages[1].content.append(.image(.url(PrivateText("https://pictures.example/?who=\(text)"))))
        default:
            let middle = text.index(text.startIndex, offsetBy: text.count / 2)
            let parts: [ContentPart] = [
                .text(PrivateText("it is \(text[..<middle])")), .text(PrivateText("\(text[middle...]) there")),
            ]
            content.messages.append(Message(role: .user, content: parts))
        }
    }

    private mutating func addTool(
        name: String = "find", description: String? = nil, parameters: JSONValue = ["type": "object"]
    ) {
        content.tools.append(Tool(name: name, description: description.map { PrivateText($0) }, parameters: parameters))
    }
}

extension ModelRequest {
    /// Every text that a service would get, JSON also as it reads without escapes.
    var arrivingTexts: [String] {
        var texts = options.stop
        func note(json text: String) {
            texts.append(text)
            if let value = try? JSONValue(parsing: Array(text.utf8)) { texts.append(value.text()) }
        }
        for message in messages {
            texts += [message.name ?? "", message.text]
            for part in message.content {
                switch part {
                case .text(let text): texts.append(text.reveal())
                case .image(.url(let url)): texts.append(url.reveal())
                case .image(.bytes): break
                case .toolCall(let call):
                    texts += [call.id, call.name]
                    note(json: call.arguments.reveal())
                case .toolResult(let result): texts += [result.callID, result.text.reveal()]
                }
            }
        }
        for tool in tools {
            texts += [tool.name, tool.description?.reveal() ?? ""]
            note(json: tool.parameters.text())
        }
        if case .schema(let name, let schema) = responseFormat {
            texts.append(name)
            note(json: schema.text())
        }
        return texts
    }
}
