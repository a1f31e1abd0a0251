/// How a command ended, the same for every verb and format.
public enum ExitStatus: Int32, Sendable {
    /// All is well, or the request is let through.
    case holds = 0
    /// A finding, a failed test, a violation, a rejection.
    case finding = 1
    /// The command was not understood, or its input could not be read.
    case usage = 2
    /// A policy has errors.
    case policyInvalid = 3
    /// The answer could not be found within the limits.
    case inconclusive = 4
    /// The program is at fault, or its output could not be written.
    case internalError = 70
    /// Somebody pressed Ctrl-C: 128 and the signal's number, as shells have it.
    case interrupted = 130
}
