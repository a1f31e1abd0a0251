import Testing
import TurnoutPolicy

@Suite("The page docs/policies.md")
struct PoliciesPageTests {
    /// The parts of policies that the page shows.
    static let parts: [String] = {
        let page = Repository.text("docs/policies.md") ?? ""
        return page.split(separator: "```yaml\n").dropFirst().compactMap { block in
            block.split(separator: "```").first.map(String.init)
        }
    }()

    @Test("there are parts to check, one at least for each key that the page explains")
    func some() {
        let text = Self.parts.joined()
        for key in [
            "include", "dispatch", "unsupported", "panic_below", "on_content_policy", "limits", "per_user", "queue",
            "hedge", "retries", "refund", "probe_lease", "idle_reasoning",
        ] {
            #expect(text.contains("\(key):"), "\(key)")
        }
    }

    @Test("every part passes `check` without a word", arguments: parts)
    func check(_ part: String) {
        let isIncluding = part.contains("include:")
        // A file that is included brings the providers and routes that a part on includes does not show.
        let policy =
            isIncluding
            ? (part.hasPrefix("version:") ? "" : Parts.version) + part
            : Parts.complete(part)
        let result = Parts.load(
            policy, name: "policies/policy.yaml", with: ["routes/hybrid.yaml": Parts.providers + Parts.routes])
        #expect(result.policy != nil)
        #expect(result.codes == [], "\(result.diagnostics.map(\.lines))")
    }
}
