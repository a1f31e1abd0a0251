import TurnoutCore

extension AssumedState {
    /// Puts a line's `given` over the state that the flags say; its form is that of `tests[].given` in policies.
    mutating func apply(_ given: JSONValue) throws(UsageError) {
        guard let members = given.object else { throw UsageError("given", "expected an object") }
        for member in members {
            let field = "given.\(member.key)"
            switch member.key {
            case "breakers":
                try words(member.value, field) { (name, word) throws(ValueProblem) in
                    try setBreaker(of: name, to: word)
                }
            case "budgets":
                try words(member.value, field) { (name, word) throws(ValueProblem) in try setBudget(name, to: word) }
            case "health":
                try words(member.value, field) { (name, word) throws(ValueProblem) in
                    try setHealth(of: name, to: word)
                }
            case "offline":
                guard let flag = member.value.bool else { throw UsageError(field, "expected true or false") }
                isOffline = flag
            case "at":
                guard let text = member.value.string else { throw UsageError(field, "expected a moment as text") }
                try UsageError.naming(field) { () throws(ValueProblem) in try setMoment(text) }
            default:
                let known = ["breakers", "budgets", "health", "offline", "at"]
                throw UsageError(
                    "given",
                    .unknown("member", member.key, known: known, nearest: closestMatch(to: member.key, among: known)))
            }
        }
    }

    private func words(
        _ value: JSONValue, _ field: String, _ set: (String, String) throws(ValueProblem) -> Void
    ) throws(UsageError) {
        guard let members = value.object else { throw UsageError(field, "expected an object of names and words") }
        for member in members {
            guard let word = member.value.string else { throw UsageError(field, "expected a word for `\(member.key)`") }
            try UsageError.naming(field) { () throws(ValueProblem) in try set(member.key, word) }
        }
    }
}
