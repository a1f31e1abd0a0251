import TurnoutYAML

/// `budgets[]`.
package struct BudgetSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var id: Located<String>?
    package var per: [Located<String>]?
    package var period: Located<BudgetPeriod>?
    package var zone: Located<String>?
    package var limit: Located<Amount>?
    package var enforce: BudgetEnforcement?
    package var softAt: Int?
    package var alertAt: [Int]?
    package var when: ConditionSyntax?
    package var onSoft: BudgetActionSyntax?
    package var onHard: BudgetActionSyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "budgets[]",
        "What may be spent in a period.",
        [
            .required("id", \.id, .located(.identifier), "The budget's name; conditions test it as `budget.NAME`."),
            RecordField(
                "per",
                \.per,
                .list(.located(.identifier), orSingle: true),
                "One pot for each value of these: `user`, `tenant`, `feature`, `task`, `region`, `priority`, `provider`, `model`, "
                    + "`target`, or an attribute of your own; and for each `tag` and each `group` of a request, which pays into the "
                    + "pots of all that it has. One pot for all, if left out."
            ),
            .required(
                "period", \.period, .located(.choice), "When the pot is full again; a week starts on Monday."),
            RecordField(
                "zone",
                \.zone,
                .located(.text),
                default: "UTC",
                "The time zone whose midnight starts a period, such as `Europe/Berlin`."
            ),
            .required("limit", \.limit, .amount, "What may be spent in a period."),
            RecordField(
                "enforce",
                \.enforce,
                .choice,
                default: "hard",
                "`hard` sets the worst case of each call aside first and refuses what the pot cannot pay; `soft` refuses nothing: "
                    + "the budget only has a state and sends alerts."
            ),
            RecordField("soft_at", \.softAt, .percent, default: "80%", "From where on the budget counts as `soft`."),
            RecordField(
                "alert_at",
                \.alertAt,
                .list(.percent, orSingle: true),
                "Where alerts are sent, once each per period."
            ),
            RecordField("when", \.when, .condition, "The requests that are counted; all, if left out."),
            RecordField("on_soft", \.onSoft, .record, "What happens while the budget is `soft`."),
            RecordField(
                "on_hard",
                \.onHard,
                .record,
                default: "`{deny: {priced: true}}` if hard, nothing if soft",
                "What happens when it is used up."
            ),
        ]
    )
}

/// When a budget is full again.
public enum BudgetPeriod: String, Sendable, CaseIterable {
    case hour, day, week, month, total
}

/// `budgets[].on_soft` and `on_hard`.
package struct BudgetActionSyntax: RecordSyntax {
    package var place = Place.nowhere
    package var deny: ConditionSyntax?
    package var prefer: ConditionSyntax?

    package init() {}

    package static let table = RecordTable<Self>(
        "budgets[].on_*",
        "What a budget's state does.",
        [
            RecordField(
                "deny", \.deny, .targetCondition,
                "The targets that are denied. A budget with `enforce: soft` denies none."),
            RecordField(
                "prefer", \.prefer, .targetCondition,
                "The targets of the chain that are tried first; among them, and among the others, the order stays."),
        ]
    )
}
