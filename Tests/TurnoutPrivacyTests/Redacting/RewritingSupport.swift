import TurnoutCore

@testable import TurnoutPrivacy

/// Findings of a type at every place where one of some words stands, in order.
func findings(_ words: [String], in text: String, as type: EntityType = .email) -> [Finding] {
    let bytes = Array(text.utf8)
    var found: [Finding] = []
    var offset = 0
    while offset < bytes.count {
        let word = words.map { Array($0.utf8) }.first { bytes[offset...].starts(with: $0) && !$0.isEmpty }
        if let word {
            found.append(finding(offset..<(offset + word.count), type))
            offset += word.count
        } else {
            offset += 1
        }
    }
    return found
}

func finding(_ range: Range<Int>, _ type: EntityType = .email) -> Finding {
    Finding(type: type, detector: "test", range: range, score: 1)
}

func slice(_ text: String, _ range: Range<Int>) -> String {
    String(decoding: Array(text.utf8)[range], as: UTF8.self)
}

/// A map whose nonce is known.
func map(_ nonce: String = "kxfqb", limits: PseudonymLimits = PseudonymLimits()) -> PseudonymMap {
    PseudonymMap(nonce: Array(nonce.utf8), limits: limits)
}

extension JSONValue {
    /// The same value with every scalar as a string: what survives when numbers are replaced by placeholders.
    var withScalarsAsStrings: JSONValue {
        switch self {
        case .null: .string("null")
        case .bool(let value): .string(value ? "true" : "false")
        case .number(let number): .string(number.text)
        case .string: self
        case .array(let elements): .array(elements.map(\.withScalarsAsStrings))
        case .object(let members): .object(members.map { JSONMember($0.key, $0.value.withScalarsAsStrings) })
        }
    }

    /// The value with nothing but its structure left.
    var shape: String {
        switch self {
        case .array(let elements): "[" + elements.map(\.shape).joined(separator: ",") + "]"
        case .object(let members): "{" + members.map(\.value.shape).joined(separator: ",") + "}"
        default: "-"
        }
    }
}
