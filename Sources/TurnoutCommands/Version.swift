/// The version of the command line and the library.
public enum TurnoutVersion {
    /// The version by the rules of semantic versioning.
    public static let current = "0.1.0"
}
