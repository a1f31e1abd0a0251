import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("`hedge` and `on_content_policy` of a route")
struct HedgeTests {
    static let both = "ollama/llama3.2, openai/gpt-4o-mini"

    static func route(_ settings: String, use: String = both) -> PolicyLoadResult {
        Parts.check("routes:\n  - {id: r, use: [\(use)], \(settings)}")
    }

    @Test("no hedge unless the route says so, and `{}` is the default one")
    func values() {
        #expect(Parts.check("name: acme").policy?.routes.map(\.hedge) == [HedgeSettings?.none])
        #expect(Self.route("hedge: {}").policy?.routes.first?.hedge == HedgeSettings(after: nil, share: 5))
        let stated = Self.route("hedge: {after: 800ms, share: 100%}")
        #expect(stated.codes == [])
        #expect(stated.policy?.routes.first?.hedge == HedgeSettings(after: .milliseconds(800), share: 100))
        #expect(Self.route("hedge: {after: 0s}").policy?.routes.first?.hedge?.after == .zero)
    }

    @Test("a refused content is the end unless the route says otherwise")
    func contentPolicy() {
        #expect(Parts.check("name: acme").policy?.routes.first?.fallsBackOnContentPolicy == false)
        #expect(Self.route("on_content_policy: stop").policy?.routes.first?.fallsBackOnContentPolicy == false)
        #expect(Self.route("on_content_policy: fallback").policy?.routes.first?.fallsBackOnContentPolicy == true)
    }

    @Test(
        "a wrong value is refused in words",
        arguments: [
            ("hedge: {after: 5}", DiagnosticCode.invalidValue, "`5` is not a duration"),
            ("hedge: {share: 0%}", .invalidValue, "`0%` is not a percentage from 1% to 100%"),
            ("hedge: {share: 5}", .invalidValue, "`5` is not a percentage from 1% to 100%"),
            ("hedge: true", .wrongType, "expected a mapping with the keys of `routes[].hedge`, found the text `true`"),
            ("hedge: ", .wrongType, "expected a mapping with the keys of `routes[].hedge`, found nothing"),
            ("hedge: {delay: 5s}", .unknownKey, "`routes[].hedge` has no key `delay`"),
            ("on_content_policy: retry", .unknownChoice, "unknown value `retry`"),
            ("on_content_policy: true", .unknownChoice, "unknown value `true`"),
        ])
    func wrong(_ part: String, _ code: DiagnosticCode, _ message: String) {
        let result = Self.route(part)
        #expect(result.errors == [code], "\(result.diagnostics.map(\.lines))")
        #expect(result.diagnostics.first?.message == message)
    }

    @Test("a hedge without a second target is warned about")
    func nothing() {
        let single = Self.route("hedge: {}", use: "openai/gpt-4o-mini")
        #expect(single.codes.contains("warning nothing_to_hedge") && single.policy != nil)
        #expect(single.words.contains("the route `r` hedges, and its chain has no second target"))
        #expect(single.diagnostics.first { $0.code == .nothingToHedge }?.span?.start.line == 9)
        let balanced = Self.route("hedge: {}", use: "{balance: weighted, of: [openai/gpt-4o-mini]}")
        #expect(balanced.codes.contains("warning nothing_to_hedge"))
        let twice = Self.route("hedge: {}", use: "ollama/llama3.2, ollama/llama3.2")
        #expect(twice.codes.contains("warning nothing_to_hedge"))
        let local = Self.route("hedge: {}, otherwise: local", use: "ollama/llama3.2")
        #expect(local.codes.contains("warning nothing_to_hedge"))
    }

    @Test("a second target in the same step, or by `otherwise: local`, is enough")
    func something() {
        let step = Self.route("hedge: {}", use: "{balance: weighted, of: [\(Self.both)]}")
        #expect(step.codes == [])
        let local = Self.route("hedge: {}, otherwise: local", use: "openai/gpt-4o-mini")
        #expect(local.codes == [])
    }

    @Test("one call for each request leaves none for a hedge")
    func oneCall() {
        func check(_ attempts: Int) -> PolicyLoadResult {
            Parts.check("dispatch: {attempts: \(attempts)}\nroutes:\n  - {use: [\(Self.both)], hedge: {}}")
        }
        #expect(check(1).codes == ["warning nothing_to_hedge"])
        #expect(check(1).words.contains("`dispatch.attempts` allows a request one call only"))
        #expect(check(2).codes == [])
    }

    @Test("what could not be read is not held against a hedge")
    func unreadable() {
        let result = Parts.check(
            "routes:\n  - {use: [openai/gpt-4o-mini, {balance: weigthed, of: [ollama/llama3.2]}], hedge: {}}")
        #expect(result.codes == ["error unknown_choice"])
        let unknown = Self.route("hedge: {}", use: "openai/gpt-4o-mini, ollama/lama3.2")
        #expect(unknown.codes == ["error unknown_target"])
    }
}
