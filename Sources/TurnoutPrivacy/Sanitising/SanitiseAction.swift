/// What is done with a finding in an answer.
public enum SanitiseAction: Sendable, Hashable {
    /// Something else takes its place. ``RedactionMethod/pseudonymise`` stops the answer: there is nobody who would
    /// restore the value.
    case replace(RedactionMethod)
    /// The answer stops before it.
    case refuse
}
