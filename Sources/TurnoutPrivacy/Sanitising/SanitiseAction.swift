/// What is done with a finding in an answer.
public enum SanitiseAction: Sendable, Hashable {
    /// Something else takes its place. ``RedactionMethod/pseudonymise`` stops the answer: there is nobody who would
    /// restore the value.
    case replace(RedactionMethod)
    /// The answer stops before it.
    case refuse
}

extension SanitiseAction {
    /// The rank of what is done about a finding that several rules are about: what shows least comes first.
    package var rank: Int {
        switch self {
        case .refuse: 0
        case .replace(let method): 1 + method.telling
        }
    }
}
