import CLibYAML

/// libyaml's parser over a text that lies in memory, giving one event at a time.
///
/// The parser keeps pointers into itself and into the text, so it lives at a fixed address and must not outlive the
/// buffer it was given.
struct LibYAMLEvents: ~Copyable {
    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private let slot: UnsafeMutablePointer<yaml_event_t>

    /// Starts to parse UTF-8 text without a byte-order mark; `nil` where no memory could be had.
    ///
    /// - Precondition: `text` has a base address.
    init?(_ text: UnsafeBufferPointer<UInt8>) {
        let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            return nil
        }
        // A stated encoding keeps libyaml from guessing UTF-16.
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, text.baseAddress, text.count)
        slot = UnsafeMutablePointer<yaml_event_t>.allocate(capacity: 1)
        slot.initialize(to: yaml_event_t())
        self.parser = parser
    }

    deinit {
        yaml_event_delete(slot)
        slot.deallocate()
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    /// Parses the next event and frees the one before; `nil` on an error, which `failure` then describes.
    ///
    /// The event's memory is valid until the next call.
    mutating func next() -> UnsafePointer<yaml_event_t>? {
        yaml_event_delete(slot)
        guard yaml_parser_parse(parser, slot) == 1 else { return nil }
        return UnsafePointer(slot)
    }

    /// What libyaml says of the error that ended the parse.
    var failure: Failure {
        let state = parser.pointee
        return Failure(
            isOutOfMemory: state.error == YAML_MEMORY_ERROR,
            problem: state.problem.map { String(cString: $0) } ?? "",
            mark: state.problem_mark,
            context: state.context.map { String(cString: $0) } ?? "",
            contextMark: state.context.map { _ in state.context_mark }
        )
    }

    /// An error of libyaml.
    struct Failure {
        /// Whether memory ran out; the rest is then empty.
        var isOutOfMemory: Bool
        /// libyaml's words for what is wrong.
        var problem: String
        /// Where.
        var mark: yaml_mark_t
        /// libyaml's words for what it was doing.
        var context: String
        /// Where it began that.
        var contextMark: yaml_mark_t?
    }
}
