import Synchronization

@testable import TurnoutPrivacy

/// What a sanitiser made of an answer.
struct Sanitised: Equatable {
    var text = ""
    var stop: SanitiserStop?
    var replaced: [SanitisedCount] = []
}

/// Gives pieces to a sanitiser, to the end or to where it stops.
func sanitise(_ pieces: some Sequence<String>, with sanitiser: StreamSanitiser) -> Sanitised {
    var sanitiser = sanitiser
    var result = Sanitised()
    do throws(SanitiserStop) {
        for piece in pieces { try sanitiser.take(piece, into: &result.text) }
        try sanitiser.finish(into: &result.text)
    } catch {
        result.stop = error
    }
    result.replaced = sanitiser.drainReplaced()
    return result
}

/// A sanitiser with the built-in detectors that redacts whatever is found.
func redacting(_ format: TextFormat = .plain, ignoring issued: Restorations? = nil) -> StreamSanitiser {
    StreamSanitiser(scanner: .standard, format: format, ignoring: issued) { _ in .replace(.redact) }
}

/// A text in pieces of up to `longest` characters; some are empty.
func pieces(of text: String, longest: Int, using generator: inout some RandomNumberGenerator) -> [String] {
    var rest = text.unicodeScalars[...]
    var pieces: [String] = []
    while !rest.isEmpty {
        let piece = rest.prefix(Int.random(in: 0...longest, using: &generator))
        pieces.append(String(piece))
        rest = rest.dropFirst(piece.count)
    }
    return pieces
}

/// Counts the bytes it is shown, and finds nothing.
final class CountingDetector: Detector {
    let id = "counting"
    let labels: [String] = []
    private let counted = Mutex(0)

    var bytes: Int { counted.withLock { $0 } }

    func findings(
        in text: borrowing TextBytes, into findings: inout [Finding], budget: inout WorkBudget
    ) throws(DetectorError) {
        let count = text.count
        counted.withLock { $0 += count }
    }
}

/// Finds everything between `<<` and `>>`, or to the end of the text.
struct BetweenMarks: Detector {
    let id = "marks"
    let labels = ["internal.marked"]
    private let opening = Array("<<".utf8)
    private let closing = Array(">>".utf8)

    func findings(
        in text: borrowing TextBytes, into findings: inout [Finding], budget: inout WorkBudget
    ) throws(DetectorError) {
        var start: Int?
        budget.spend(text.count)
        for offset in 0..<text.count {
            if start == nil, text.hasPrefix(opening, at: offset) { start = offset }
            if let begin = start, text.hasPrefix(closing, at: offset) {
                findings.append(finding(begin..<(offset + 2), EntityType("MARKED", label: "internal.marked")))
                start = nil
            }
        }
        if let start { findings.append(finding(start..<text.count, EntityType("MARKED", label: "internal.marked"))) }
    }
}

/// Fails once it sees a word.
struct FailingDetector: Detector {
    let id = "failing"
    let labels: [String] = []
    private let trigger = Array("boom".utf8)

    func findings(
        in text: borrowing TextBytes, into findings: inout [Finding], budget: inout WorkBudget
    ) throws(DetectorError) {
        for offset in 0..<text.count where text.hasPrefix(trigger, at: offset) {
            throw DetectorError(detector: id, reason: .workBudgetExceeded)
        }
    }
}

extension Samples {
    /// Base64 of bytes (RFC 4648).
    static func base64(_ bytes: [UInt8]) -> String {
        let digits = capitals + lowercase + Self.digits + ["+", "/"]
        var text = ""
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = bytes[start..<min(start + 3, bytes.count)]
            let bits = (0..<3).reduce(0) { $0 << 8 | Int($1 < part.count ? part[start + $1] : 0) }
            for index in 0...3 { text.append(index <= part.count ? digits[bits >> (18 - 6 * index) & 63] : "=") }
        }
        return text
    }
}
