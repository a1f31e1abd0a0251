import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutYAML

@Suite("Pages of codes")
struct CodePageTests {
    @Test("every code has a page and a file", arguments: DiagnosticCode.allCases)
    func file(_ code: DiagnosticCode) throws {
        let page = code.page
        #expect(page.code == code.rawValue && page.kind == .diagnostic && !page.severities.isEmpty)
        try Generated.check(page.markdown, "docs/codes/\(code.rawValue).md")
    }

    @Test("there are no other files")
    func noOthers() throws {
        let names = DiagnosticCode.allCases.map { "\($0.rawValue).md" } + ["README.md"]
        try Generated.checkOnly(names, in: "docs/codes", ending: ".md")
    }

    @Test("the wrong example has the problem, and the right one has not", arguments: DiagnosticCode.allCases)
    func examples(_ code: DiagnosticCode) throws {
        let page = code.page
        let others = [
            "policies/broken/hybrid.yaml": "routes:\n  - {task: simple, use: [ollama/llama3.2]}\n",
            "shared/routes.yaml": "routes:\n  - {task: simple, use: [ollama/llama3.2]}\n",
        ]
        let name = "policies/broken/policy.yaml"
        if let wrong = page.wrong {
            let result = Parts.load(Parts.complete(wrong), name: name, with: others)
            let severities = result.diagnostics.filter { $0.code == code }.map(\.severity)
            #expect(severities.first == page.severities.first, "\(result.diagnostics.map(\.lines))")
        }
        if let right = page.right {
            let result = Parts.load(Parts.complete(right), name: name, with: others)
            #expect(result.errors.isEmpty, "\(result.diagnostics.map(\.lines))")
            #expect(!result.diagnostics.contains { $0.code == code })
        }
    }

    @Test("what fits into a page has an example", arguments: DiagnosticCode.allCases)
    func hasExample(_ code: DiagnosticCode) {
        let without: Set<DiagnosticCode> = [
            .fileUnreadable, .includeTooMany, .tooLarge, .tooDeep, .tooManyEvents, .tooManyProblems, .tooManyWarnings,
            .outOfMemory, .unsupportedEncoding, .invalidUTF8, .controlCharacter, .ambiguousLineBreak,
            .bidirectionalCharacter, .invisibleCharacter, .syntax,
        ]
        #expect((code.page.wrong == nil) == without.contains(code))
    }

    @Test("the page fits a terminal of 80 columns", arguments: DiagnosticCode.allCases)
    func text(_ code: DiagnosticCode) {
        let text = code.page.text
        #expect(text.hasPrefix("\(code.rawValue) (") && text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
        let example = (code.page.wrong ?? "") + "\n" + (code.page.right ?? "")
        for line in text.split(separator: "\n") where line.count > 80 {
            #expect(line.hasPrefix("    ") && example.contains(line.dropFirst(4)), "\(line)")
        }
    }

    @Test("every code of YAML is a code of findings, with the same weight")
    func yamlCodes() {
        for code in YAMLProblemCode.allCases {
            let same = DiagnosticCode(rawValue: code.rawValue)
            #expect(same != nil, "\(code)")
            #expect(same?.page.severities.first?.rawValue == code.severity.rawValue)
            #expect(same.flatMap { YAMLProblemCode(rawValue: $0.rawValue) } == code)
        }
    }
}

@Suite("Pages of reasons")
struct ReasonPageTests {
    @Test("every reason has a page and a file", arguments: ReasonCode.allCases)
    func file(_ code: ReasonCode) throws {
        let page = code.page
        #expect(page.code == code.rawValue && page.kind == .reason && page.severities.isEmpty)
        try Generated.check(page.markdown, "docs/codes/reasons/\(code.rawValue).md")
        for line in page.text.split(separator: "\n") { #expect(line.count <= 80) }
    }

    @Test("there are no other files, and the index lists all")
    func index() throws {
        let names = ReasonCode.allCases.map { "\($0.rawValue).md" }
        try Generated.checkOnly(names, in: "docs/codes/reasons", ending: ".md")
        try Generated.check(CodePage.indexMarkdown(), "docs/codes/README.md")
    }
}
