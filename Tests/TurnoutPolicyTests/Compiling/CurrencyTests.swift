import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("Money in other currencies")
struct CurrencyTests {
    private func budget(_ amount: String, _ rate: String) -> Money? {
        let result = Parts.check(
            "currencies: {EUR: \(rate)}\nbudgets: [{id: b, period: day, limit: \(amount)}]")
        return result.policy?.budgets[0].limit
    }

    private func price(_ keys: String, _ rate: String) -> ModelPrice? {
        let result = Parts.check(
            """
            currencies: {EUR: \(rate)}
            providers:
              acme:
                kind: openai_compatible
                endpoint: https://llm.example.com/v1
                models: {m: {max_output: 1k, price: {\(keys)}}}
            routes: [{use: [acme/m]}]
            """)
        return result.policy?.targets[0].price
    }

    @Test("limits are rounded down, prices up")
    func rounding() {
        #expect(budget("5.00 EUR", "1.0850 USD") == Money(nanoUSD: 5_425_000_000))
        #expect(budget("0.000000001 EUR", "1.5 USD") == Money(nanoUSD: 1))
        #expect(budget("0.000000001 EUR", "0.999999 USD") == .zero)
        let price = price("input: 0.000001 EUR/1M, output: 2.00 EUR/1M, image: 0.000000001 EUR", "1.000001 USD")
        #expect(price?.input.picoUSDPerToken == 2)
        #expect(price?.output.picoUSDPerToken == 2_000_002)
        #expect(price?.image == Money(nanoUSD: 2))
    }

    @Test("dollars stay what they are, beside other currencies")
    func dollars() {
        #expect(budget("5.00 USD", "1.0850 USD") == Money(nanoUSD: 5_000_000_000))
        let price = price("input: 2.50 USD/1M, output: 1 EUR/1M, request: 0.01 USD, batch_discount: 50%", "2 USD")
        #expect(price?.input.picoUSDPerToken == 2_500_000)
        #expect(price?.output.picoUSDPerToken == 2_000_000)
        #expect(price?.request == Money(nanoUSD: 10_000_000))
        #expect(price?.batchDiscount == 50)
    }

    @Test("conditions and tests take them too")
    func conditions() throws {
        let result = Parts.check(
            """
            currencies: {EUR: 2 USD}
            routes:
              - {id: cheap, when: {cost_cap: {lt: 1.00 EUR}}, use: [ollama/llama3.2]}
              - {id: rest, use: [openai/gpt-4o-mini, ollama/llama3.2]}
            tests:
              - {name: below, request: {cost_cap: 0.99 EUR}, expect: {route: cheap}}
            """)
        #expect(result.codes == [], "\(result.words)")
        let policy = try #require(result.policy)
        #expect(policy.tests[0].request.first?.values == ["1.98 USD"])
    }

    @Test(
        "what is wrong with them is said",
        arguments: [
            ("budgets: [{id: b, period: day, limit: 5 EUR}]", [DiagnosticCode.unknownCurrency]),
            ("currencies: {EUR: 1.1 USD}\nbudgets: [{id: b, period: day, limit: 5 EUT}]", [.unknownCurrency]),
            ("currencies: {euro: 1.1 USD}", [.invalidIdentifier]), ("currencies: {USD: 1.1 USD}", [.invalidValue]),
            ("currencies: {EUR: 0 USD}", [.invalidValue]), ("currencies: {EUR: 1.1}", [.invalidValue]),
            ("currencies: {EUR: 1.1 CHF}", [.invalidValue]), ("currencies: {EUR: 1.0000001 USD}", [.invalidValue]),
            ("currencies: {EUR: x}\nbudgets: [{id: b, period: day, limit: 5 EUR}]", [.invalidValue]),
            ("currencies: {EUR: 2000 USD}\nbudgets: [{id: b, period: day, limit: 9000000 EUR}]", [.outOfRange]),
            ("budgets: [{id: b, period: day, limit: 5 EUR}, {id: c, period: day, limit: 6 EUR}]", [.unknownCurrency]),
            ("routes: [{when: {cost_cap: {lt: 5 EUR}}, use: [ollama/llama3.2]}]", [.unknownCurrency]),
            ("budgets: [{id: b, period: day, limit: 5 eur}]", [.invalidValue]),
            ("budgets: [{id: b, period: day, limit: -5 USD}]", [.invalidValue]),
        ])
    func wrong(_ part: String, _ codes: [DiagnosticCode]) {
        let result = Parts.check(part)
        #expect(result.errors == codes, "\(result.words)")
    }

    @Test("an unknown one is answered with those that there are")
    func help() {
        let result = Parts.check("currencies: {EUR: 1.1 USD}\nbudgets: [{id: b, period: day, limit: 5 EUT}]")
        #expect(result.words.contains("did you mean `EUR`?") && result.words.contains("`USD`, `EUR`"))
        #expect(result.diagnostics.first?.span?.start.line == 11, "\(result.diagnostics.map(\.lines))")
    }

    @Test("a currency is declared once, over all files")
    func twice() {
        let result = Parts.check(
            "include: [more.yaml]\ncurrencies: {EUR: 1.1 USD}", with: ["more.yaml": "currencies: {EUR: 1.2 USD}"])
        #expect(result.errors == [.duplicateID])
    }
}
