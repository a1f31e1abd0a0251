import Turnout
import TurnoutCore
import TurnoutLedger
import TurnoutPolicy

/// The costliest kinds of request with what would make them cheaper.
struct AdviceList {
    var advice: [CostAdvice]
    var whole: UsageReport

    /// The list for a terminal.
    func text(style: Style, columns: Int) -> String {
        func wrapped(_ text: String) -> String { TextWrap.wrap(text, columns: columns, first: 4, rest: 6) }
        var text = TextWrap.wrap("the costliest requests, \(whole.span)", columns: columns) + "\n"
        guard !advice.isEmpty else { return text + "no call has cost anything\n" }
        for (place, item) in advice.enumerated() {
            let row = item.kind.row
            let share = whole.total.cost > .zero ? Double(row.cost.nanoUSD) / Double(whole.total.cost.nanoUSD) : 0
            let number = "\(place + 1)."
            text += "\n\(number)\(String(repeating: " ", count: max(1, 4 - number.count)))"
            text += style.strong(TextWrap.wrap(Self.title(item.kind), columns: columns, first: 4, rest: 6)) + "\n"
            let tokens = "\(TokenText.short(row.usage.promptTokens)) + \(TokenText.short(row.usage.completionTokens))"
            let cost = "\(row.cost), \(AmountText.percent(share)) of all"
            text += "    " + wrapped("\(cost), \(TextWrap.count(row.calls, "call")), \(tokens) tokens") + "\n"
            if let cheaper = item.cheaper {
                let saving = "about \(Self.about(cheaper.cost)) on \(cheaper.target): saves \(Self.about(item.saving))"
                text += "    " + style.good(wrapped(saving)) + "\n"
            } else {
                text += "    no cheaper target of the policy may and can answer\n"
            }
            if let obstacle = item.obstacle {
                let place = obstacle.place.map { " (\($0))" } ?? ""
                text +=
                    "    "
                    + wrapped(
                        "about \(Self.about(obstacle.offer.cost)) on \(obstacle.offer.target), but "
                            + "\(obstacle.detail)\(place)") + "\n"
            }
        }
        let saving = advice.reduce(Money.zero) { $0.adding($1.saving) ?? $0 }
        guard saving > .zero else { return text }
        return text + "\n" + TextWrap.wrap("together, about \(Self.about(saving)) could be saved", columns: columns)
            + "\n"
    }

    private static func title(_ kind: RequestKind) -> String {
        let feature = kind.feature.map { ", feature \($0)" } ?? ""
        return "\(kind.target), task \(kind.task)\(feature)"
    }

    private static func about(_ money: Money) -> String {
        money == .zero ? "nothing" : "\(AmountText.dollars(money)) USD"
    }

    /// The list for programs; amounts in dollars as decimal text.
    func json() -> JSONValue {
        [
            "format_version": 1, "since": whole.query.since.map { .string($0.description) } ?? .null,
            "until": .string((whole.query.until ?? whole.now).description),
            "total_cost_usd": .string(whole.total.cost.decimalText),
            "kinds": .array(advice.map(Self.json)),
        ]
    }

    private static func json(_ item: CostAdvice) -> JSONValue {
        func offer(_ offer: CostAdvice.Offer) -> [JSONMember] {
            [
                JSONMember("target", .string(offer.target.description)),
                JSONMember("about_cost_usd", .string(offer.cost.decimalText)),
            ]
        }
        let row = item.kind.row
        let cheaper = item.cheaper.map {
            JSONValue.object(offer($0) + [JSONMember("about_saving_usd", .string(item.saving.decimalText))])
        }
        let obstacle = item.obstacle.map {
            JSONValue.object(
                offer($0.offer) + [
                    JSONMember("code", .string($0.code.rawValue)), JSONMember("detail", .string($0.detail)),
                    JSONMember("place", $0.place.map { .string($0) } ?? .null),
                ])
        }
        return [
            "target": .string(item.kind.target.description), "task": .string(item.kind.task),
            "feature": item.kind.feature.map { .string($0) } ?? .null, "cost_usd": .string(row.cost.decimalText),
            "calls": .int(row.calls), "tokens_in": .int(row.usage.promptTokens),
            "tokens_out": .int(row.usage.completionTokens), "cheaper": cheaper ?? .null,
            "obstacle": obstacle ?? .null,
        ]
    }
}
