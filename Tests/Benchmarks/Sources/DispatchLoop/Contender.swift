/// A way to have a request answered.
protocol Contender: Sendable {
    /// Its name in the report.
    static var name: String { get }

    /// Has a request answered and reads the whole answer. Returns a size that is the same for every right answer, and
    /// the right one: bytes for whoever looks at nothing else, bytes of the answer's text for everybody else.
    func ask(_ way: Way) async throws -> (size: Int, expected: Int)
}

/// How an answer is wanted.
enum Way: String, CaseIterable, Sendable {
    case plain, streamed
    /// Streamed, with twice the words. Not timed: what a chunk costs is the difference.
    case long

    var isStreamed: Bool { self != .plain }

    /// The path below which the upstream answers so.
    var base: String { self == .long ? "/long/v1" : "/v1" }

    /// The bytes of the answer's text.
    var textSize: Int { WireText.answerText.utf8.count * (self == .long ? 2 : 1) }

    /// The bytes of the answer's body.
    var bodySize: Int {
        self == .plain
            ? WireText.answer.utf8.count
            : WireText.events(repeating: self == .long ? 2 : 1).reduce(0) { $0 + $1.utf8.count }
    }
}

/// The three addresses, models and sizes that stay the same from request to request.
struct PerWay<Value: Sendable>: Sendable {
    private let values: [Value]

    init(_ make: (Way) throws -> Value) rethrows { values = try Way.allCases.map(make) }

    subscript(_ way: Way) -> Value {
        switch way {
        case .plain: values[0]
        case .streamed: values[1]
        case .long: values[2]
        }
    }
}
