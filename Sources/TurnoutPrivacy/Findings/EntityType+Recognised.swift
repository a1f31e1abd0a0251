extension EntityType {
    /// The name of a person; found by a recogniser, since it has no form.
    public static let person = EntityType("PERSON", label: "pii.person")
    /// A postal address or a place; found by a recogniser.
    public static let location = EntityType("LOCATION", label: "pii.location")

    /// The types that no pattern finds, and that a recogniser may.
    public static let recognised: [EntityType] = [.person, .location]
}
