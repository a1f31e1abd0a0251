import TurnoutCore

/// Starts a program for an alert: the notice's JSON on its standard input, and taken when it ends with 0.
///
/// No shell reads the arguments. The program sees `PATH`, `HOME` and `LANG` of the environment and nothing else; what
/// it prints is dropped, but for the first 200 bytes of its error stream when it fails. After 30 seconds it is asked to
/// end (SIGTERM), and two seconds later ended (SIGKILL), together with what it started.
public struct CommandSender: Sendable {
    /// What of the environment a program sees.
    static let variables = ["PATH", "HOME", "LANG"]

    private let environment: @Sendable (String) -> String?
    private let limit: Duration

    /// Creates a sender.
    ///
    /// - Parameter environment: looks up a variable.
    public init(environment: @escaping @Sendable (String) -> String?) {
        self.init(environment: environment, limit: .seconds(30))
    }

    init(environment: @escaping @Sendable (String) -> String?, limit: Duration) {
        self.environment = environment
        self.limit = limit
    }

    /// Runs a program for a notice.
    ///
    /// - Parameters:
    ///   - command: the program and its arguments.
    ///   - notice: what it reads on its standard input, as JSON.
    /// - Throws: when it cannot be started, ends with another code than 0, or takes too long.
    public func run(_ command: [String], for notice: AlertNotice) async throws(AlertFailure) {
        guard let program = command.first, !program.isEmpty, !command.contains(where: { $0.utf8.contains(0) }) else {
            throw AlertFailure("a command of an alert needs a program")
        }
        let child = ChildProcess(
            arguments: command,
            environment: Self.variables.compactMap { name in environment(name).map { "\(name)=\($0)" } },
            input: Array((notice.json().text() + "\n").utf8), limit: limit)
        let end: ChildProcess.End
        do throws(ChildProcess.Failure) { end = try await child.run() } catch {
            throw AlertFailure("the command of an alert was not run: \(error.description)")
        }
        let what: String
        switch end.reason {
        case .exited(0): return
        case .exited(let code): what = "ended with \(code)"
        case .killed(let signal): what = "was ended by signal \(signal)"
        case .tookTooLong: what = "took longer than \(limit.components.seconds) s and was ended"
        case .brokenOff: what = "was broken off"
        case .lost: what = "ended, and this process was not told how"
        }
        let said = String(decoding: end.errors, as: UTF8.self).split(whereSeparator: \.isNewline).joined(separator: " ")
        throw AlertFailure("the command `\(program)` \(what)\(said.isEmpty ? "" : ": \(said)")")
    }
}
