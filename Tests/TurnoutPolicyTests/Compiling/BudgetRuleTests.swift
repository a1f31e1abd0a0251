import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("Budgets, alerts, the ledger, and trimming")
struct BudgetRuleTests {
    @Test("a budget is hard unless it says otherwise")
    func enforcement() throws {
        let result = Parts.check(
            """
            budgets:
              - {id: hard, period: day, limit: 5 USD, on_soft: {prefer: {locality: local}}}
              - {id: soft, per: [tag, group], period: week, limit: 5 USD, enforce: soft, on_hard: {prefer: {priced: false}}}
            """)
        #expect(result.codes == [], "\(result.words)")
        let budgets = try #require(result.policy?.budgets)
        #expect(budgets.map(\.enforcement) == [.hard, .soft])
        #expect(budgets[0].deniedWhenHard.contains(1) && !budgets[0].deniedWhenHard.contains(0))
        #expect(budgets[0].preferred(in: .soft)?.contains(0) == true)
        #expect(budgets[0].preferred(in: .soft)?.contains(1) == false)
        #expect(budgets[0].preferred(in: .hard) == nil && budgets[0].preferred(in: .ok) == nil)
        #expect(budgets[1].per == [.tag, .group] && !budgets[1].isPerTarget)
        // What refuses nothing denies nothing.
        #expect(!budgets[1].deniedWhenHard.contains(1) && !budgets[1].deniedWhenSoft.contains(1))
        #expect(budgets[1].preferred(in: .hard)?.contains(0) == true)
    }

    @Test("what nobody said of a target does not put it first")
    func certainly() throws {
        let result = Parts.check(
            "budgets: [{id: b, period: day, limit: 5 USD, on_soft: {prefer: {trains: false}, deny: {trains: false}}}]")
        let budget = try #require(result.policy?.budgets.first)
        #expect(budget.preferredWhenSoft?.contains(1) == false)
        #expect(budget.deniedWhenSoft.contains(1))
    }

    @Test(
        "what is wrong is said",
        arguments: [
            ("{id: b, period: day, limit: 5 USD, enforce: sofd}", [DiagnosticCode.unknownChoice]),
            ("{id: b, period: day, limit: 5 USD, enforce: soft, on_hard: {deny: {priced: true}}}", [.conflictingKeys]),
            ("{id: b, period: day, limit: 5 USD, on_soft: {prefer: {tenant: a}}}", [.unknownAttribute]),
            ("{id: b, per: tags, period: day, limit: 5 USD}", [.unknownAttribute]),
            ("{id: b, period: year, limit: 5 USD}", [.unknownChoice]),
        ])
    func wrongBudgets(_ budget: String, _ codes: [DiagnosticCode]) {
        let result = Parts.check("budgets: [\(budget)]")
        #expect(result.errors == codes, "\(result.words)")
    }

    @Test("check says what a budget cannot count")
    func counting() {
        func codes(_ model: String, _ budget: String = "") -> [String] {
            Parts.check(
                """
                providers:
                  acme: {kind: openai_compatible, endpoint: https://llm.example.com/v1, models: {m: \(model)}}
                budgets: [{id: b, period: day, limit: 5 USD\(budget)}]
                routes: [{use: [acme/m]}]
                """
            ).codes
        }
        let price = "price: {input: 1 USD/1M, output: 1 USD/1M}"
        #expect(codes("{\(price)}") == ["warning unbounded_budget"])
        #expect(codes("{\(price), max_output: 1k}") == [])
        #expect(codes("{\(price), context: 8k}") == [])
        #expect(codes("{\(price)}", ", enforce: soft") == [])
        #expect(codes("{}") == ["warning unpriced_budget"])
        #expect(codes("{}", ", enforce: soft") == ["warning unpriced_budget"])
        #expect(codes("{price: {input: 0 USD/1M, output: 0 USD/1M}}") == ["warning uncharged_budget"])
    }

    @Test("alerts go where the policy says")
    func alerts() throws {
        let result = Parts.check(
            """
            budgets:
              - {id: a, period: day, limit: 5 USD, alert_at: [80%, 50%, 80%]}
              - {id: b, period: day, limit: 5 USD}
            alerts:
              - {id: log, to: log}
              - {id: page, to: {command: [/bin/page, --now, 5]}, budgets: b}
              - {id: chat, to: {webhook: "https://hooks.example.com/x/?k=${KIND}", secret: {env: HOOK_KEY}}, budgets: [a, b]}
              - {id: here, to: {webhook: "http://[::1]:9000/x"}}
            """, environment: ["KIND": "team"])
        #expect(result.codes == [], "\(result.words)")
        let policy = try #require(result.policy)
        #expect(policy.budgets[0].alertAt == [50, 80])
        let routes = policy.alertRoutes
        #expect(routes.map(\.name.qualified) == ["alerts.log", "alerts.page", "alerts.chat", "alerts.here"])
        #expect(routes[0].channel == .log && routes[0].budgets == nil && routes[0].covers(1))
        #expect(routes[1].channel == .command(["/bin/page", "--now", "5"]))
        #expect(routes[1].covers(1) && !routes[1].covers(0))
        guard case .webhook(let webhook) = routes[2].channel else {
            Issue.record("no webhook")
            return
        }
        #expect(webhook.url == "https://hooks.example.com/x/?k=team" && webhook.secret == .environment("HOOK_KEY"))
        #expect(webhook.endpoint.description == "https://hooks.example.com/x")
    }

    @Test("without a word on it they go to the log, where there are any")
    func defaultAlerts() {
        let some = Parts.check("budgets: [{id: a, period: day, limit: 5 USD, alert_at: 80%}]").policy
        #expect(some?.alertRoutes.map(\.channel) == [.log])
        #expect(Parts.check("budgets: [{id: a, period: day, limit: 5 USD}]").policy?.alertRoutes == [])
        let none = Parts.check("budgets: [{id: a, period: day, limit: 5 USD, alert_at: 80%}]\nalerts: []").policy
        #expect(none?.alertRoutes == [])
    }

    @Test(
        "alerts that cannot be sent",
        arguments: [
            ("{id: a}", [DiagnosticCode.missingKey]), ("{to: log}", [.missingKey]),
            ("{id: a, to: lgo}", [.unknownChoice]),
            ("{id: a, to: {}}", [.missingKey]), ("{id: a, to: {command: []}}", [.emptyList]),
            ("{id: a, to: {command: ['']}}", [.invalidValue]),
            ("{id: a, to: {command: [/bin/x], secret: {env: K}}}", [.conflictingKeys]),
            ("{id: a, to: {command: [/bin/x], webhook: https://h.example}}", [.conflictingKeys]),
            ("{id: a, to: {webhook: http://10.0.0.1/x}}", [.plainHTTP]),
            ("{id: a, to: {webhook: http://h.example}}", [.plainHTTP]),
            ("{id: a, to: {webhook: 'https://u:p@h.example'}}", [.invalidEndpoint]),
            ("{id: a, to: {webhook: 'https://h.example/x#y'}}", [.invalidEndpoint]),
            ("{id: a, to: {webhook: 'ftp://h.example'}}", [.invalidEndpoint]),
            ("{id: a, to: {webhook: 'https://h.example/${NONE}'}}", [.undefinedVariable]),
            ("{id: a, to: {webhook: https://h.example, secret: abc}}", [.literalSecret]),
            ("{id: a, to: {command: [x, sk-\(String(repeating: "a1B2", count: 10))]}}", [.literalSecret]),
            ("{id: a, to: log, budgets: mnth}", [.unknownBudget]),
            ("{id: a, to: log}, {id: a, to: log}", [.duplicateID]),
        ])
    func wrongAlerts(_ alert: String, _ codes: [DiagnosticCode]) {
        let result = Parts.check("budgets: [{id: month, period: month, limit: 5 USD}]\nalerts: [\(alert)]")
        #expect(result.errors == codes, "\(result.words)")
    }

    @Test("what the ledger keeps")
    func ledger() {
        let defaults = Parts.check("name: x").policy?.ledger
        #expect(defaults == LedgerSettings())
        #expect(defaults?.calls == .seconds(400 * 86_400) && defaults?.identities == .plain)
        let own = Parts.check("ledger: {keep: 30d, decisions: 1d, identities: hashed, on_failure: refuse}").policy?
            .ledger
        #expect(own == LedgerSettings(calls: .seconds(30 * 86_400), decisions: .seconds(86_400), identities: .hashed))
        #expect(Parts.check("ledger: {keep: 0d}").errors == [.outOfRange])
        #expect(Parts.check("ledger: {identities: plian}").errors == [.unknownChoice])
        #expect(Parts.check("ledger: {on_failure: allow}").errors == [.unknownChoice])
    }

    @Test("a route may trim, and only says so if it does")
    func trim() {
        let routes = Parts.check(
            "routes:\n  - {task: simple, use: [ollama/llama3.2], trim: {oldest_messages: 8k}}\n  - {use: [openai/gpt-4o-mini]}"
        ).policy?.routes
        #expect(routes?.map(\.trim) == [TrimSettings(tokens: 8_000), nil])
        #expect(Parts.check("routes: [{use: [ollama/llama3.2], trim: {}}]").errors == [.missingKey])
        #expect(Parts.check("routes: [{use: [ollama/llama3.2], trim: {oldest_messages: 0}}]").errors == [.outOfRange])
        #expect(
            Parts.check("routes: [{use: [ollama/llama3.2], trim: {oldest_message: 8k}}]").words.contains(
                "did you mean `oldest_messages`?"))
    }
}
