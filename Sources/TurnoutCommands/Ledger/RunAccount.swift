import Turnout
import TurnoutCore
import TurnoutLedger
import TurnoutPolicy
import TurnoutProviders

/// The ledger of one run: what is still to be done with it when the answer is there.
struct RunAccount {
    private let open: OpenLedger

    /// How long alerts may take that have come due; what is not delivered by then waits for the next run.
    private static let patience: Duration = .seconds(5)

    init(_ open: OpenLedger) { self.open = open }

    var ledger: any Ledger { open.ledger }

    /// Writes what was handed over, delivers the alerts that are due, and closes the ledger.
    func finish(under policy: Policy, _ carrier: Carrier, _ progress: RunProgress, _ context: CommandContext) async {
        do throws(LedgerFailure) {
            try await ledger.flush()
            try await deliver(under: policy, carrier, progress, context)
        } catch {
            progress.warn(error)
        }
        await open.close()
    }

    private func deliver(
        under policy: Policy, _ carrier: Carrier, _ progress: RunProgress, _ context: CommandContext
    ) async throws(LedgerFailure) {
        let senders = AlertSenders(
            log: { progress.alert($0) }, environment: context.environment, transport: carrier.transport,
            credentials: EnvironmentCredentials(lookup: context.environment))
        let courier = AlertCourier(ledger: ledger, sender: senders, observer: progress)
        let failure = await withTaskGroup(of: LedgerFailure?.self) { group in
            group.addTask {
                do throws(LedgerFailure) { try await courier.deliverDue(under: policy) } catch { return error }
                return nil
            }
            group.addTask {
                do { try await Task.sleep(for: Self.patience) } catch { return nil }
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            return first
        }
        if let failure { throw failure }
    }
}
