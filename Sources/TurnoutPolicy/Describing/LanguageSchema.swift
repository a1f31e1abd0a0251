public import TurnoutCore

/// The language as a JSON Schema (draft 07), for editors and for checks in other languages.
///
/// It is made from the table that loads policies, so it knows every key, type and word. It says less than the loader:
/// names that other parts define, and what parts mean together, are the loader's to check. It sees values as YAML
/// types them, so plain numbers and truth values are allowed wherever their text is.
public enum LanguageSchema {
    /// Where the schema says that it is published.
    static let identifier = "https://turnout.dev/schema/policy.v1.schema.json"

    /// The schema.
    public static func jsonSchema() -> JSONValue {
        let root = PolicySyntax.table.description
        var builder = SchemaBuilder()
        let main = builder.object(root)
        builder.addConditions()
        return .object(
            [
                JSONMember("$schema", "http://json-schema.org/draft-07/schema#"),
                JSONMember("$id", .string(identifier)),
                JSONMember("title", "Turnout policy, version 1"),
            ] + (main.object ?? []) + [JSONMember("definitions", .object(builder.definitions))])
    }
}

/// Turns shapes into schemas, and collects a definition for each record.
struct SchemaBuilder {
    private(set) var definitions: [JSONMember] = []
    private var defined: Set<String> = []

    /// The schema of a record's mapping.
    mutating func object(_ record: RecordDescription) -> JSONValue {
        var members = [
            JSONMember("description", .string(record.summary)), JSONMember("type", "object"),
            JSONMember("additionalProperties", false),
        ]
        let required = record.fields.filter(\.isRequired).map { JSONValue.string($0.name) }
        if !required.isEmpty { members.append(JSONMember("required", .array(required))) }
        if !record.exactlyOne.isEmpty {
            let choices = record.exactlyOne.map { key in
                JSONValue.object([JSONMember("required", .array([.string(key)]))])
            }
            members.append(JSONMember("oneOf", .array(choices)))
        }
        members.append(
            JSONMember("properties", .object(record.fields.map { JSONMember($0.name, property($0)) })))
        return .object(members)
    }

    private mutating func property(_ field: FieldDescription) -> JSONValue {
        var summary = field.summary
        if let text = field.defaultText { summary += " Default: \(text)." }
        let members = schema(field.shape).object ?? []
        // Draft 07 ignores all that stands beside a reference.
        if members.contains(where: { $0.key == "$ref" }) {
            return .object([
                JSONMember("description", .string(summary)), JSONMember("allOf", .array([.object(members)])),
            ])
        }
        return .object([JSONMember("description", .string(summary))] + members)
    }

    /// The schema of a value.
    mutating func schema(_ shape: Shape) -> JSONValue {
        switch shape {
        case .scalar(_, let example, let pattern, let plain): return scalar(example, pattern, plain)
        case .flag: return ["type": "boolean"]
        case .integer(let range):
            return ["type": "integer", "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound)]
        case .choice(let words): return ["enum": .array(words.map { .string($0) })]
        case .list(let element, let orSingle, let allowsEmpty):
            let items = schema(element)
            var list = [JSONMember("type", "array"), JSONMember("items", items)]
            if !allowsEmpty { list.append(JSONMember("minItems", 1)) }
            return orSingle ? ["anyOf": [items, .object(list)]] : .object(list)
        case .map(_, let value): return ["type": "object", "additionalProperties": schema(value)]
        case .record(let description): return reference(to: description())
        case .nothing: return ["type": "null"]
        case .union(let shapes): return ["anyOf": .array(shapes.map { schema($0) })]
        case .condition: return Self.reference("condition")
        case .targetCondition: return Self.reference("targetCondition")
        case .facts: return Self.reference("facts")
        }
    }

    private func scalar(_ example: String, _ pattern: String?, _ plain: PlainForm) -> JSONValue {
        let types: JSONValue =
            switch plain {
            case .text: "string"
            case .integer: ["string", "integer"]
            case .anything: ["string", "number", "boolean"]
            }
        var members = [JSONMember("type", types)]
        if let pattern { members.append(JSONMember("pattern", .string(pattern))) }
        members.append(JSONMember("examples", .array([.string(example)])))
        return .object(members)
    }

    private mutating func reference(to record: RecordDescription) -> JSONValue {
        let name = Self.definitionName(record.name)
        if defined.insert(name).inserted {
            // The place first, so that definitions stand in the order in which the language names them.
            let place = definitions.count
            definitions.append(JSONMember(name, nil))
            definitions[place].value = object(record)
        }
        return Self.reference(name)
    }

    /// `providers.*.models.*` is `providers.models`: a name that needs no escapes in a reference.
    private static func definitionName(_ name: String) -> String {
        name.split(separator: ".").map { part in String(part.filter { $0 != "*" && $0 != "[" && $0 != "]" }) }
            .filter { !$0.isEmpty }.map { $0.hasSuffix("_") ? String($0.dropLast()) : $0 }.joined(separator: ".")
    }

    /// Adds a definition that no record has.
    mutating func define(_ name: String, _ schema: JSONValue) { definitions.append(JSONMember(name, schema)) }

    static func reference(_ name: String) -> JSONValue { ["$ref": .string("#/definitions/\(name)")] }
}
