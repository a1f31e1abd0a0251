import Testing
import TurnoutPolicy

/// A policy, or a part of one, that a page of the documentation shows.
struct ShownPolicy: Sendable, CustomTestStringConvertible {
    let page: String
    let number: Int
    let text: String

    var testDescription: String { "\(page), \(number)" }

    /// What a page shows, in its order.
    static func all(on page: String) -> [ShownPolicy] {
        let parts = (Repository.text(page) ?? "").split(separator: "```yaml\n").dropFirst()
        return parts.enumerated().compactMap { number, part in
            part.split(separator: "```").first.map {
                ShownPolicy(page: page, number: number + 1, text: String($0))
            }
        }
    }
}

@Suite("The policies that pages of docs/ show")
struct PoliciesPageTests {
    static let policies = ShownPolicy.all(on: "docs/policies.md")
    static let dispatch = ShownPolicy.all(on: "docs/dispatch.md")
    static let providers = ShownPolicy.all(on: "docs/providers.md")
    static let all = policies + dispatch + providers + ShownPolicy.all(on: "docs/adding-a-provider.md")

    @Test("docs/policies.md: one at least for each key that the page explains")
    func policiesPage() {
        let text = Self.policies.map(\.text).joined()
        for key in ["include", "dispatch", "unsupported", "on_content_policy", "limits", "per_user", "queue"] {
            #expect(text.contains("\(key):"), "\(key)")
        }
    }

    @Test("docs/dispatch.md: one at least for each key that the page explains")
    func dispatchPage() {
        let text = Self.dispatch.map(\.text).joined()
        for key in [
            "attempts", "panic_below", "on_content_policy", "retries", "backoff", "budget", "refund", "breakers",
            "probe_lease", "limits", "per_user", "queue", "timeouts", "first_token", "idle_reasoning", "hedge", "after",
        ] {
            #expect(text.contains("\(key):"), "\(key)")
        }
    }

    @Test("docs/providers.md: one at least for each service")
    func providersPage() {
        let text = Self.providers.map(\.text).joined()
        for kind in ProviderKind.allCases where kind != .custom {
            #expect(text.contains("kind: \(kind.rawValue)"), "\(kind)")
        }
    }

    @Test("every one passes `check` without a word", arguments: all)
    func check(_ shown: ShownPolicy) {
        let isIncluding = shown.text.contains("include:")
        // A file that is included brings the providers and routes that a part on includes does not show.
        let policy =
            isIncluding
            ? (shown.text.hasPrefix("version:") ? "" : Parts.version) + shown.text
            : Parts.complete(shown.text)
        let result = Parts.load(
            policy, name: "policies/policy.yaml", with: ["routes/hybrid.yaml": Parts.providers + Parts.routes])
        #expect(result.policy != nil)
        #expect(result.codes == [], "\(result.diagnostics.map(\.lines))")
    }
}
