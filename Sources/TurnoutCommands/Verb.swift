import ArgumentParser

/// A command that runs in a given surrounding, so that tests run it as the program does.
protocol Verb: ParsableCommand {
    /// Carries the command out.
    ///
    /// - Throws: a ``UsageError``, an ``InputError`` or an ``OutputError``; anything else is the program's fault.
    func run(in context: CommandContext) async throws -> ExitStatus
}
