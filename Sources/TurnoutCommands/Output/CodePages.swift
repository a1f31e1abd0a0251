import TurnoutEngine
import TurnoutPolicy

/// The pages of all codes: those of findings about policies, and those of decisions.
enum CodePages {
    private static var findings: [CodePage] { DiagnosticCode.allCases.map(\.page) }
    private static var reasons: [CodePage] { ReasonCode.allCases.map(\.page) }

    /// All codes, those of findings first.
    static var codes: [String] { DiagnosticCode.allCases.map(\.rawValue) + ReasonCode.allCases.map(\.rawValue) }

    /// The pages of a code: a finding and a reason may share a name.
    static func pages(for code: String) -> [CodePage] {
        [DiagnosticCode(rawValue: code)?.page, ReasonCode(rawValue: code)?.page].compactMap { $0 }
    }

    /// The codes with what each means, one a line.
    static func list(columns: Int) -> String {
        let width = codes.map(\.utf8.count).max() ?? 0
        func section(_ title: String, _ pages: [CodePage]) -> String {
            pages.reduce(title + "\n") { text, page in
                let gap = String(repeating: " ", count: width - page.code.utf8.count + 2)
                let summary = TextWrap.wrap(page.summary, columns: columns, first: width + 4, rest: width + 4)
                return text + "  \(page.code)\(gap)\(summary)\n"
            }
        }
        return section("Of policies:", findings) + "\n" + section("Of decisions:", reasons)
            + "\n`turnout explain CODE` says more.\n"
    }
}
