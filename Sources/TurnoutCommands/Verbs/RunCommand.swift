import ArgumentParser
import Turnout
import TurnoutCore
import TurnoutLedger
import TurnoutPolicy
import TurnoutProviders

/// `turnout run`: sends a request along the decided chain and streams the answer.
struct RunCommand: Verb {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Decide a request, send it, and stream the answer.",
        discussion: """
            The answer goes to standard output, the decision and failed attempts to standard error. A target that \
            fails before its first words is replaced by the next of the chain. Ctrl-C breaks off.

            Examples:

              turnout run -p policy.yaml --task creative "A haiku about points."
              turnout run -p policy.yaml --file minutes.txt --system "Summarise."

            Under a policy with budgets, or with --ledger or TURNOUT_LEDGER, account is kept in a ledger: what calls \
            cost, and who made them. A budget that cannot be kept account of pays for nothing.

            TURNOUT_CA_FILE names a PEM file of certificate authorities to trust beside the machine's own.

            Exit codes: 0 answered, 1 rejected or no target answered, 2 usage, 3 the policy has errors, 130 Ctrl-C.
            """)

    /// The form of the answer.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup(title: "Policy") var policy: PolicyOptions
    @OptionGroup(title: "Request") var request: RequestOptions
    @OptionGroup var content: ContentOptions
    @OptionGroup var ledger: LedgerOptions

    @Option(help: ArgumentHelp("An instruction that stands before the text.", valueName: "text"))
    var system: String?

    @Option(help: ArgumentHelp("The most tokens that the answer may have.", valueName: "number"))
    var maxTokens: Int?

    @Flag(help: "Use no external target.")
    var offline = false

    @Flag(name: .shortAndLong, help: "Say nothing beside the answer and errors.")
    var quiet = false

    @Option(help: "The form of the answer; json is one object with the whole record.")
    var format: Format = .text

    @Option(
        name: .customLong("repeat"),
        help: ArgumentHelp("Send it so many times, one after another: shows how breakers move.", valueName: "number"))
    var times = 1

    @Option(
        help: ArgumentHelp(
            "Write there what was measured of each target, for `turnout models --metrics`.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var metrics: String?

    @Option(
        help: ArgumentHelp(
            "Keep the decision log there: what was decided from what, before it is sent, and what came of it.",
            valueName: "file"),
        completion: .file())
    var audit: String?

    func validate() throws {
        if !(1...1_000).contains(times) { throw ValidationError("--repeat: from 1 to 1000") }
        if content.text == nil, content.file == nil {
            throw ValidationError("a text is missing; give it, or `-` for standard input, or --file")
        }
        if let maxTokens, maxTokens < 1 { throw ValidationError("--max-tokens: at least 1") }
    }

    func run(in context: CommandContext) async throws -> ExitStatus {
        guard let policy = try policy.load(in: context) else { return .policyInvalid }
        var messages = system.map { [Message.system($0)] } ?? []
        messages.append(.user(try content.read(in: context) ?? ""))
        let model = ModelRequest(
            messages: messages, options: GenerationOptions(maxTokens: maxTokens),
            context: try request.context(for: policy))
        let progress = RunProgress(errors: context.errors, style: context.errorStyle)
        let carrier = try context.carrier()
        // Attempts to connect may outlast the answer by seconds; nothing is left to be sent on them.
        defer { Task { await carrier.close() } }
        let log = try decisionLog()
        let account = openAccount(policy, progress, context)
        let status: ExitStatus
        do {
            let router = try router(policy, carrier, progress, account?.ledger, log)
            status = try await send(model, router, progress, context)
        } catch {
            await account?.finish(under: policy, carrier, progress, context)
            try await flush(log)
            throw error
        }
        await account?.finish(under: policy, carrier, progress, context)
        try await flush(log)
        return status
    }

    private func decisionLog() throws(UsageError) -> AuditFile? {
        guard let audit else { return nil }
        do throws(AuditFailure) { return try AuditFile(path: audit) } catch {
            throw UsageError("--audit", error.description)
        }
    }

    /// What came of the requests is written behind their answers.
    private func flush(_ log: AuditFile?) async throws(UsageError) {
        do throws(AuditFailure) { try await log?.flush() } catch { throw UsageError("--audit", error.description) }
    }

    /// Sends the request as often as was asked.
    private func send(
        _ model: ModelRequest, _ router: Router, _ progress: RunProgress, _ context: CommandContext
    ) async throws -> ExitStatus {
        try await Interrupts.cancelling {
            var worst = ExitStatus.holds
            for round in 1...times {
                if times > 1, !quiet { progress.begin(round, of: times) }
                let status = try await sendOnce(model, router, progress, context)
                if status == .interrupted { return status }
                if status != .holds { worst = status }
            }
            if let metrics {
                let text = ModelMetrics.json(router.modelMetrics()).prettyText() + "\n"
                try NewFile.write(text, to: metrics, replaces: true)
            }
            return worst
        }
    }

    /// The ledger that account is kept in; `nil` where nobody asked for it.
    private func openAccount(
        _ policy: Policy, _ progress: RunProgress, _ context: CommandContext
    ) -> RunAccount? {
        guard !policy.budgets.isEmpty || ledger.named(in: context) != nil else { return nil }
        do throws(LedgerFailure) {
            return RunAccount(try ledger.open(.writing, in: context))
        } catch {
            if policy.budgets.isEmpty {
                progress.warn(error, consequence: "no account is kept")
                return nil
            }
            progress.warn(error, consequence: "calls that a budget would pay for are not made")
            return RunAccount(OpenLedger(ledger: UnavailableLedger(error)) {})
        }
    }

    private func sendOnce(
        _ request: ModelRequest, _ router: Router, _ progress: RunProgress, _ context: CommandContext
    ) async throws -> ExitStatus {
        do {
            return try await answer(request, router, progress, context)
        } catch let error as TurnoutError {
            return try report(error, context)
        }
    }

    private func router(
        _ policy: Policy, _ carrier: Carrier, _ progress: RunProgress, _ ledger: (any Ledger)?,
        _ log: AuditFile?
    ) throws(UsageError) -> Router {
        let options = RouterOptions(
            isOffline: offline, audit: log, ledger: ledger, observer: quiet || format == .json ? nil : progress)
        do { return try Router(policy: policy, transport: carrier.transport, options: options) } catch {
            throw UsageError(nil, "the policy cannot be used: \(error)")
        }
    }

    private func answer(
        _ request: ModelRequest, _ router: Router, _ progress: RunProgress, _ context: CommandContext
    ) async throws -> ExitStatus {
        if format == .json {
            let answer = try await router.complete(request)
            try context.output.print(Self.json(answer).prettyText() + "\n")
            return .holds
        }
        let stream = try await router.stream(request)
        var text = AnswerText(context.output)
        do {
            for try await event in stream {
                if case .delta(let words, 0) = event { try text.write(words.reveal()) }
            }
        } catch let error as TurnoutError {
            // What came so far stays; the error begins a line of its own.
            try text.finish()
            throw error
        }
        try text.finish()
        if !quiet { progress.summarize(stream.record) }
        return .holds
    }

    private static func json(_ answer: ModelAnswer) -> JSONValue {
        [
            "format_version": 1, "text": .string(answer.text), "finish_reason": .string(answer.finishReason.rawValue),
            "record": answer.record.json(),
        ]
    }

    private func report(_ error: TurnoutError, _ context: CommandContext) throws(OutputError) -> ExitStatus {
        if format == .json {
            let value: JSONValue = [
                "format_version": 1,
                "error": [
                    "code": .string(error.code.rawValue), "message": .string(error.message),
                    "target": error.target.map { .string($0.description) } ?? .null,
                ],
                "record": error.record.json(),
            ]
            try context.output.print(value.prettyText() + "\n")
        }
        if error.code == .cancelled { return .interrupted }
        let usage = UsageError(nil, error.description)
        try context.errors.print(usage.text(style: context.errorStyle, columns: context.errors.columns))
        // What a service refuses is no matter of how the command was called.
        return error.code == .invalidRequest && error.attempts.isEmpty ? .usage : .finding
    }
}
