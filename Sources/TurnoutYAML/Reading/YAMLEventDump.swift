import CLibYAML

/// libyaml's raw events in the notation of the yaml-test-suite's `test.event` files, before any rule of policies.
///
/// Only for tests that compare the system's libyaml with the suite.
package enum YAMLEventDump {
    /// What libyaml made of a text.
    package struct Result: Sendable {
        /// One line for each event.
        package var lines: [String]
        /// libyaml's words for the error that ended the parse; `nil` where it read to the end.
        package var failure: String?
    }

    /// Parses a text and writes its events down.
    package static func dump(_ bytes: [UInt8]) -> Result {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        // libyaml asserts a buffer with an address, which an empty array has none of.
        guard bytes.count > start else { return Result(lines: ["+STR", "-STR"], failure: nil) }
        return bytes.withUnsafeBufferPointer { buffer in
            var lines: [String] = []
            guard var events = LibYAMLEvents(UnsafeBufferPointer(rebasing: buffer[start...])) else {
                return Result(lines: lines, failure: "out of memory")
            }
            while let event = events.next() {
                lines.append(line(event.pointee))
                if event.pointee.type == YAML_STREAM_END_EVENT { return Result(lines: lines, failure: nil) }
            }
            return Result(lines: lines, failure: events.failure.problem)
        }
    }

    private static func line(_ event: yaml_event_t) -> String {
        let data = event.data
        switch event.type {
        case YAML_STREAM_START_EVENT: return "+STR"
        case YAML_STREAM_END_EVENT: return "-STR"
        case YAML_DOCUMENT_START_EVENT: return data.document_start.implicit == 1 ? "+DOC" : "+DOC ---"
        case YAML_DOCUMENT_END_EVENT: return data.document_end.implicit == 1 ? "-DOC" : "-DOC ..."
        case YAML_ALIAS_EVENT: return "=ALI *" + text(data.alias.anchor)
        case YAML_SEQUENCE_START_EVENT:
            let open = data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE ? "+SEQ []" : "+SEQ"
            return open + properties(data.sequence_start.anchor, data.sequence_start.tag)
        case YAML_MAPPING_START_EVENT:
            let open = data.mapping_start.style == YAML_FLOW_MAPPING_STYLE ? "+MAP {}" : "+MAP"
            return open + properties(data.mapping_start.anchor, data.mapping_start.tag)
        case YAML_SEQUENCE_END_EVENT: return "-SEQ"
        case YAML_MAPPING_END_EVENT: return "-MAP"
        case YAML_SCALAR_EVENT:
            let scalar = data.scalar
            let value = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
            return "=VAL" + properties(scalar.anchor, scalar.tag) + " " + mark(scalar.style) + escaped(value)
        default: return "?"
        }
    }

    private static func mark(_ style: yaml_scalar_style_t) -> String {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: "'"
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: "\""
        case YAML_LITERAL_SCALAR_STYLE: "|"
        case YAML_FOLDED_SCALAR_STYLE: ">"
        default: ":"
        }
    }

    private static func properties(_ anchor: UnsafeMutablePointer<UInt8>?, _ tag: UnsafeMutablePointer<UInt8>?)
        -> String
    {
        (anchor.map { " &" + text($0) } ?? "") + (tag.map { " <" + text($0) + ">" } ?? "")
    }

    private static func text(_ bytes: UnsafeMutablePointer<UInt8>?) -> String {
        bytes.map { String(cString: $0) } ?? ""
    }

    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\u{8}": result += "\\b"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
