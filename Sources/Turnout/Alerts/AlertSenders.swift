public import TurnoutPolicy
public import TurnoutProviders

/// Takes alerts to all channels that a policy can name: the log, a program, a webhook.
public struct AlertSenders: AlertSender {
    private let log: @Sendable (AlertNotice) -> Void
    private let command: CommandSender
    private let webhook: WebhookSender
    private let clock: any RouterClock

    /// How long a receiver may take to answer.
    private static let limit: Duration = .seconds(20)

    /// Creates senders.
    ///
    /// - Parameters:
    ///   - log: writes a notice where people look, as a line that begins with `alert:`.
    ///   - environment: looks up what of the environment the programs of alerts see.
    ///   - transport: carries what is posted.
    ///   - credentials: where the keys are read that sign it.
    ///   - clock: the time of signatures and limits.
    public init(
        log: @escaping @Sendable (AlertNotice) -> Void, environment: @escaping @Sendable (String) -> String?,
        transport: any Transport, credentials: any CredentialSource = EnvironmentCredentials(),
        clock: any RouterClock = SystemClock()
    ) {
        self.log = log
        self.clock = clock
        command = CommandSender(environment: environment)
        webhook = WebhookSender(transport: transport, credentials: credentials)
    }

    public func send(_ notice: AlertNotice, through channel: AlertChannel) async throws(AlertFailure) {
        switch channel {
        case .log: log(notice)
        case .command(let command): try await self.command.run(command, for: notice)
        case .webhook(let receiver):
            let outcome = await withTaskGroup(of: Result<Void, AlertFailure>?.self) { group in
                group.addTask { [self] in
                    do throws(AlertFailure) {
                        return .success(try await webhook.post(notice, to: receiver, at: clock.wallTime()))
                    } catch {
                        return .failure(error)
                    }
                }
                group.addTask { [self] in
                    do throws(CancellationError) { try await clock.sleep(for: Self.limit) } catch { return nil }
                    return .failure(AlertFailure("the webhook \(receiver.endpoint) did not answer within 20 s"))
                }
                defer { group.cancelAll() }
                for await first in group { if let first { return first } }
                return .failure(AlertFailure("the webhook \(receiver.endpoint) was not asked"))
            }
            try outcome.get()
        }
    }
}
