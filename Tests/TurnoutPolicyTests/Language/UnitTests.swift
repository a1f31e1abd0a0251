import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("Units")
struct UnitTests {
    @Test("counts take `k` and `M`, which are a thousand and a million")
    func counts() {
        #expect(Units.count("8000") == 8_000 && Units.count("128k") == 128_000 && Units.count("1.5M") == 1_500_000)
        #expect(Units.count("0.001k") == 1 && Units.count("0") == 0)
        for wrong in [
            "", "k", "1K", "1m", "1.5", "0.0001k", "-1", "+1", " 1", "1 ", "1_000", "1e3", "٣", "1k5", "1.", ".5k",
            "1.2.3k", "9223372036854775808", "9223372036854775807k", "99999999999999999999999",
        ] {
            #expect(Units.count(wrong) == nil, "\(wrong)")
        }
    }

    @Test("durations need their unit")
    func durations() {
        let cases: [(String, Duration)] = [
            ("250ms", .milliseconds(250)), ("0.5s", .milliseconds(500)), ("30s", .seconds(30)), ("5m", .seconds(300)),
            ("5min", .seconds(300)), ("2h", .seconds(7_200)), ("1d", .seconds(86_400)), ("1w", .seconds(604_800)),
            ("0d", .zero), ("1.5h", .seconds(5_400)),
        ]
        for (text, duration) in cases { #expect(Units.duration(text) == duration, "\(text)") }
        for wrong in ["30", "s", "30 s", "1:30", "-1s", "1y", "1S", "99999999999w", "1.5.5s", "٣s", "1e3s", "∞s"] {
            #expect(Units.duration(wrong) == nil, "\(wrong)")
        }
    }

    @Test("money is decimal and says its currency")
    func money() {
        #expect(Units.money("5.00 USD") == Money(nanoUSD: 5_000_000_000))
        #expect(Units.money("0.000000001 USD") == Money(nanoUSD: 1))
        for wrong in [
            "5", "5USD", "5 usd", "5 EUR", "$5", "-5 USD", "5,00 USD", "0.0000000001 USD", "5. USD", " 5 USD",
            "99999999999999 USD", "5  USD",
        ] {
            #expect(Units.money(wrong) == nil, "\(wrong)")
        }
        #expect(Units.tokenAmount("2.50 USD/1M") == Amount(nano: 2_500_000_000, currency: "USD"))
        #expect(Units.tokenAmount("0.000001 EUR/1M") == Amount(nano: 1_000, currency: "EUR"))
        for wrong in ["2.50 USD", "2.50 USD/1k", "0.0000001 USD/1M", "2.50/1M"] {
            #expect(Units.tokenAmount(wrong) == nil, "\(wrong)")
        }
    }

    @Test("percentages are whole, from 1 to 100")
    func percents() {
        #expect(Units.percent("1%") == 1 && Units.percent("100%") == 100)
        for wrong in ["0%", "101%", "50", "5.5%", "05%", "%", "-1%", "+5%"] {
            #expect(Units.percent(wrong) == nil, "\(wrong)")
        }
    }

    @Test("rates are a number over a period")
    func rates() {
        #expect(Units.rate("600/min") == Rate(amount: 600, period: .seconds(60)))
        #expect(Units.rate("400k/h") == Rate(amount: 400_000, period: .seconds(3_600)))
        for wrong in ["600", "600/", "/min", "0/min", "600/m", "600/min/s", "600 / min", "-1/s"] {
            #expect(Units.rate(wrong) == nil, "\(wrong)")
        }
    }

    @Test("what the loader takes for a number does not depend on YAML's guesses")
    func plainTexts() {
        let result = Parts.check(
            "vocabulary: {attributes: {code: string}}\nroutes:\n"
                + "  - {id: no, when: {code: [no, 017, 1:30, 0x1F, 2026-01-01, ~x]}, use: [ollama/llama3.2]}\n"
                + "  - {id: 1e3, use: [openai/gpt-4o-mini]}")
        #expect(result.policy?.routes.map(\.name.id) == ["no", "1e3"])
        #expect(Parts.check("safe_defaults: yes").errors == [.invalidValue])
        #expect(Parts.check("safe_defaults: \"false\"").codes == ["warning safe_defaults_off"])
        #expect(Parts.check("retries: {default: {attempts: 03}}").errors == [.invalidValue])
        #expect(Parts.check("retries: {default: {attempts: 99999999999999999999}}").errors == [.invalidValue])
    }
}
