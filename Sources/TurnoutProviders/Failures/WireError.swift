import TurnoutCore

/// The error in a body, in the forms that the services and their imitators use.
struct WireError: Hashable, Sendable {
    /// What the service says, for people.
    var message = ""
    /// The service's code, where it is a word.
    var code: String?
    /// The service's type of the error.
    var type: String?
    /// The status that the body names: a code that is a number.
    var status: Int?
    /// The part of the request that is wrong.
    var parameter: String?

    /// Reads the error out of a body: `{"error": {…}}`, `{"error": "…"}`, a bare `{"message": …}` or `{"detail": …}`.
    init?(body: [UInt8]) {
        guard let json = try? JSONValue(parsing: body) else { return nil }
        self.init(json: json)
    }

    /// Reads the error out of JSON; `nil` when there is none.
    init?(json: JSONValue) {
        // Some gateways wrap the object into an array of one.
        let json = json[0] ?? json
        if let error = json["error"], !error.isNull {
            if case .string(let text) = error {
                message = text
                // Some put words next to the text: {"error": "…", "code": "…"}.
                read(codesOf: json)
            } else {
                message = error["message"]?.string ?? ""
                read(codesOf: error)
            }
        } else if let text = json["message"]?.string, json["choices"] == nil {
            message = text
            read(codesOf: json)
        } else if let detail = json["detail"], !detail.isNull {
            // FastAPI's form; a list of it repeats what the request held, so only a text is taken.
            message = detail.string ?? ""
        } else {
            return nil
        }
    }

    private mutating func read(codesOf json: JSONValue) {
        type = json["type"]?.string.flatMap(Self.identifier)
        parameter = json["param"]?.string.flatMap(Self.identifier)
        if let number = json["code"]?.int ?? json["status"]?.int ?? json["code"]?.string.flatMap(Int.init) {
            status = (300...599).contains(number) ? number : nil
        }
        // Azure puts a word into `code` and a number into `status`.
        if let word = json["code"]?.string, Int(word) == nil { code = Self.identifier(word) }
    }

    /// A text that looks like an identifier, so that it cannot be a piece of a prompt.
    static func identifier(_ text: String) -> String? {
        let isPlain = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ":"), UInt8(ascii: "/"):
                true
            default: false
            }
        }
        return isPlain && (1...128).contains(text.utf8.count) ? text : nil
    }
}

extension WireResponseHead {
    /// The service's identifier of the request, under the names that services give it.
    var requestID: String? {
        for name in ["x-request-id", "request-id", "x-generation-id", "cf-ray"] {
            if let id = header(name).flatMap(WireError.identifier) { return id }
        }
        return nil
    }
}
