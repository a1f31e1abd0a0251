import ArgumentParser
import TurnoutCore

/// The command line as a function: arguments and a surrounding in, an exit code out.
public enum CommandLineTool {
    /// Help and messages are at most this wide.
    static let helpColumns = 80

    /// Runs one command.
    ///
    /// - Parameter arguments: the words behind the program's name.
    /// - Returns: an ``ExitStatus``'s code.
    public static func run(arguments: [String], context: CommandContext = .process) async -> Int32 {
        do {
            return try await status(arguments, context).rawValue
        } catch {
            return report(error, context).rawValue
        }
    }

    private static func status(_ arguments: [String], _ context: CommandContext) async throws -> ExitStatus {
        var command: any ParsableCommand
        do {
            command = try TurnoutCommand.parseAsRoot(arguments)
            if let verb = command as? any Verb { return try await verb.run(in: context) }
            // What is left are the library's own commands: they print by throwing.
            try command.run()
            return .holds
        } catch {
            guard isOfParser(error) else { throw error }
            return try answer(error, arguments, context)
        }
    }

    private static func isOfParser(_ error: any Error) -> Bool {
        switch error {
        case is UsageError, is InputError, is OutputError, is CancellationError: false
        default: true
        }
    }

    /// Prints what the parser has to say: help and scripts that were asked for, or what it did not understand.
    private static func answer(
        _ error: any Error, _ arguments: [String], _ context: CommandContext
    ) throws -> ExitStatus {
        let message = TurnoutCommand.fullMessage(for: error, columns: helpColumns)
        switch TurnoutCommand.exitCode(for: error) {
        case .success:
            try context.output.print(message + "\n")
            return .holds
        case .validationFailure:
            try context.errors.print(inHouseStyle(message, arguments) + "\n")
            return .usage
        default: throw error
        }
    }

    /// The parser's message as our own look, with a did-you-mean for verbs, which the parser has for flags only.
    private static func inHouseStyle(_ message: String, _ arguments: [String]) -> String {
        let prefix = "Error: "
        guard message.hasPrefix(prefix) else { return message }
        var lines = message.dropFirst(prefix.count).split(separator: "\n", omittingEmptySubsequences: false)
        var first = lines.removeFirst()
        if let letter = first.first { first = Substring(letter.lowercased() + first.dropFirst()) }
        var text = "error: " + TerminalText.safe(String(first)) + "\n"
        let verbs = TurnoutCommand.verbs
        if let word = arguments.first, !word.hasPrefix("-"), !verbs.contains(word),
            let near = closestMatch(to: word, among: verbs)
        {
            text += " help: did you mean `\(near)`?\n"
        }
        return text + lines.joined(separator: "\n")
    }

    private static func report(_ error: any Error, _ context: CommandContext) -> ExitStatus {
        let style = context.errorStyle
        let columns = context.errors.columns
        switch error {
        case let error as UsageError:
            return tell(error.text(style: style, columns: columns), context, .usage)
        case let error as InputError:
            let usage = UsageError(nil, error.description)
            return tell(usage.text(style: style, columns: columns), context, .usage)
        // The reader has seen enough: `turnout explain | head`.
        case OutputError.closed: return .holds
        case OutputError.failed(let reason):
            return tell("error: cannot write the output: \(reason)\n", context, .internalError)
        default:
            return tell("internal error: \(error)\n", context, .internalError)
        }
    }

    /// Says something on the error stream. When even that is closed, the exit code says it alone.
    private static func tell(_ text: String, _ context: CommandContext, _ status: ExitStatus) -> ExitStatus {
        do {
            try context.errors.print(text)
            return status
        } catch {
            return status
        }
    }
}
