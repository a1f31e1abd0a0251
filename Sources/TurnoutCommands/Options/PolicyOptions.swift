import ArgumentParser
import TurnoutCore
import TurnoutPolicy

/// Which policy, and what it may include.
struct PolicyOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The policy.", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var policy: String

    @OptionGroup var root: RootOption

    /// Reads the policy; what is wrong with it is printed, and there is no policy then.
    ///
    /// - Throws: a ``UsageError`` when the user's model catalogue is broken, or an ``OutputError``.
    func load(in context: CommandContext) throws -> Policy? {
        let result = try root.load(policy, in: context)
        guard let policy = result.policy else {
            try PolicyReport.printErrors(of: result, path: policy, in: context)
            return nil
        }
        return policy
    }
}

/// How far `include` may reach.
struct RootOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The folder that `include` may not leave; by default the policy's own, or its parent if it is named "
                + "`policies`.", valueName: "folder"),
        completion: .directory)
    var root: String?

    /// Reads a policy with the environment, the clock and the model catalogue of the context.
    ///
    /// - Throws: an error that names the user's model catalogue when it cannot be used.
    func load(_ path: String, in context: CommandContext) throws(UsageError) -> PolicyLoadResult {
        Policy.load(
            path,
            options: PolicyLoadOptions(
                root: root, environment: context.environment, now: context.now(),
                catalogue: try UserCatalogue.inForce(in: context)),
            files: context.files)
    }
}
