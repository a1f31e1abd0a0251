/// What a test asks of one attribute, with typed constants.
package enum Predicate: Hashable, Sendable {
    /// The choice is among these indices.
    case choices(Set<Int>)
    /// The text is one of these.
    case texts([String])
    /// The text starts with one of these.
    case prefixes([String])
    /// The number is in the closed range.
    case range(ClosedRange<Int64>)
    /// The number is one of these.
    case numbers([Int64])
    case flag(Bool)
    /// The set has this member, or for labels one below it.
    case member(String)
    /// There is a value.
    case exists
}

/// A condition whose names are resolved and whose constants are typed.
package indirect enum ResolvedCondition: Sendable {
    case always
    case all([ResolvedCondition])
    case any([ResolvedCondition])
    case not(ResolvedCondition)
    case leaf(ResolvedLeaf)
}

/// A test of one attribute.
package struct ResolvedLeaf: Sendable {
    /// The attribute's index in the policy.
    package var attribute: Int
    package var predicate: Predicate
    /// The test as it is shown in explanations: `tokens >= 8000`.
    package var text: String
}
