import TurnoutCore
import TurnoutEngine

/// A count of tokens, for people and for programs.
struct TokenReport {
    /// The version of the report's form; it rises when a member changes its meaning or goes away.
    static let formatVersion = 1

    let count: TokenCount
    /// Whether it fits, where that was asked.
    let validation: TokenValidation?

    init(_ count: TokenCount, limit: Int?) {
        self.count = count
        validation = limit.map { TokenValidation(count, limit: $0) }
    }

    /// The report for a terminal.
    var text: String {
        var lines = [
            "estimate  \(count.estimate) tokens", "likely    \(count.likely.lowerBound) to \(count.likely.upperBound)",
            "at most   \(count.bound)", "family    \(count.family.rawValue), \(basis)",
        ]
        if let validation {
            lines.append("max \(validation.limit)".padded(to: 10) + Self.sentence(for: validation.verdict))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var basis: String {
        switch count.family.basis {
        case .ownVocabulary: "weights fitted to its own vocabulary"
        case .relative(count.family): "weights fitted to an older vocabulary of its own"
        case .relative(let relative): "weights of its relative \(relative.rawValue)"
        case .meanOfAll: "weights of the mean of all families"
        }
    }

    private static func sentence(for verdict: TokenValidation.Verdict) -> String {
        switch verdict {
        case .fits: "it fits"
        case .probablyFits: "it probably fits"
        case .probablyDoesNotFit: "it probably does not fit"
        case .doesNotFit: "it does not fit"
        }
    }

    /// The report for programs.
    func json() -> JSONValue { .object([JSONMember("format_version", .int(Self.formatVersion))] + members) }

    /// A line of JSON lines.
    func line(id: JSONValue) -> JSONValue { .object([JSONMember("id", id)] + members) }

    private var members: [JSONMember] {
        var members = [
            JSONMember("estimate", .int(count.estimate)), JSONMember("bound", .int(count.bound)),
            JSONMember("floor", .int(count.floor)), JSONMember("family", .string(count.family.rawValue)),
            JSONMember("margin_percent", .int(count.family.margin)), JSONMember("exact", .bool(count.isExact)),
        ]
        if let validation {
            members.append(JSONMember("max", .int(validation.limit)))
            members.append(JSONMember("verdict", .string(validation.verdict.rawValue)))
        }
        return members
    }
}

extension String {
    /// The text with spaces behind it, at least one.
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }
}
