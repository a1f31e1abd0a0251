import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("`${NAME}`")
struct InterpolationTests {
    static func load(_ endpoint: String, _ environment: [String: String] = ["HOST": "10.0.0.5", "EMPTY": ""])
        -> PolicyLoadResult
    {
        Parts.check(
            "providers: {own: {kind: openai_compatible, endpoint: \"\(endpoint)\", models: {m: {}}}}\n"
                + "routes: [{use: [own/m]}]", environment: environment)
    }

    @Test(
        "stands for an environment variable in endpoints and identifiers",
        arguments: [
            ("http://${HOST}:8080", "http://10.0.0.5:8080"), ("http://${NONE:-127.0.0.1}", "http://127.0.0.1"),
            ("http://${EMPTY:-127.0.0.1}/v1", "http://127.0.0.1/v1"), ("${A:-http://}${HOST}", "http://10.0.0.5"),
            ("http://${HOST}${NONE:-}", "http://10.0.0.5"),
        ])
    func endpoints(_ written: String, _ meant: String) {
        #expect(Self.load(written).policy?.targets.first?.endpoint?.description == meant)
    }

    @Test(
        "a missing or wrong name is one error",
        arguments: [
            ("http://${NONE}", DiagnosticCode.undefinedVariable), ("http://${EMPTY}", .undefinedVariable),
            ("http://${", .interpolation), ("http://${}", .interpolation), ("http://${A B}", .interpolation),
            ("http://${HOST", .interpolation), ("http://${${HOST}}", .interpolation), ("", .invalidValue),
            ("${NONE:-}", .invalidValue),
        ])
    func wrong(_ written: String, _ code: DiagnosticCode) {
        #expect(Self.load(written).errors == [code])
    }

    @Test("a value of the environment is not read again")
    func once() {
        #expect(Self.load("http://${HOST}", ["HOST": "${OTHER}", "OTHER": "127.0.0.1"]).errors == [.invalidEndpoint])
    }

    @Test("never in a condition, and plain text elsewhere")
    func elsewhere() {
        #expect(
            Parts.check("guards: [{deny: {provider: \"${P}\"}}]", environment: ["P": "openai"]).errors == [
                .interpolation
            ])
        #expect(
            Parts.check("guards: [{deny: {trains: true}, when: {user: [a, \"b${P}\"]}}]", environment: ["P": "x"])
                .errors
                == [.interpolation])
        #expect(Parts.check("description: \"${P}\"").policy != nil)
    }
}
