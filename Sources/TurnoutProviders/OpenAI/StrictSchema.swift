import TurnoutCore

/// Which schemas OpenAI takes as strict: every object forbids further members and demands all that it names
/// (https://platform.openai.com/docs/guides/structured-outputs#supported-schemas).
enum StrictSchema {
    static func allows(_ schema: JSONValue) -> Bool {
        switch schema {
        case .object(let members):
            if let properties = schema["properties"]?.object {
                let required = Set((schema["required"]?.array ?? []).compactMap(\.string))
                guard schema["additionalProperties"] == false,
                    properties.allSatisfy({ required.contains($0.key) })
                else { return false }
            } else if schema["type"] == "object" {
                return false
            }
            return members.allSatisfy { allows($0.value) }
        case .array(let elements): return elements.allSatisfy(allows)
        default: return true
        }
    }
}
