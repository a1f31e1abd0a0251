import TurnoutCore

extension [JSONMember] {
    /// Appends a member when there is a value for it: services take `null` for a wrong value, not for a missing one.
    mutating func add(_ key: String, _ value: JSONValue?) {
        if let value { append(JSONMember(key, value)) }
    }

    /// Appends a whole number when there is one.
    mutating func add(_ key: String, _ value: Int?) { add(key, value.map { .int($0) }) }

    /// Appends a number when there is one.
    mutating func add(_ key: String, _ value: Double?) { add(key, value.map { .double($0) }) }
}

extension JSONValue {
    /// The value as the bytes of a request's body.
    func bytes() -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(1024)
        append(to: &bytes)
        return bytes
    }
}

extension Tool {
    /// The tool as OpenAI's interface describes it; Ollama took over the form.
    var functionJSON: JSONValue {
        var function: [JSONMember] = [JSONMember("name", .string(name))]
        function.add("description", description.map { .string($0.reveal()) })
        function.add("parameters", parameters)
        return ["type": "function", "function": .object(function)]
    }
}
