import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

extension Dispatch {
    /// Puts on the trail that the request is about to go to a target.
    ///
    /// - Returns: why it may not go, since that is not on the trail; `nil` when it is, or when there is no trail.
    func audit(_ target: TargetName, _ screening: AnswerScreening) async -> AuditFailure? {
        guard router.options.audit != nil else { return nil }
        return await audit(.sending(target, replaced: screening.replaced))
    }

    /// Puts on the trail that the request goes nowhere. Nothing hangs on it; who watches the router is told of a failure.
    func auditRejection(_ reason: ReasonCode) async {
        guard router.options.audit != nil else { return }
        _ = await audit(.rejected(reason))
    }

    /// Puts on the trail what came of the request. Nothing waits for it.
    func auditEnd(_ record: DecisionRecord) {
        guard let trail = router.options.audit else { return }
        trail.note(entry(.ended(record), record.routed)) { [router, id] failure in
            router.options.observer?.observe(.auditFailed(id, failure))
        }
    }

    private func audit(_ event: AuditEntry.Event) async -> AuditFailure? {
        guard let trail = router.options.audit else { return nil }
        do throws(AuditFailure) {
            try await trail.write(entry(event, book.record.routed))
            return nil
        } catch {
            router.options.observer?.observe(.auditFailed(id, error))
            return error
        }
    }

    private func entry(_ event: AuditEntry.Event, _ routed: RoutedDecision) -> AuditEntry {
        AuditEntry(
            id: id, time: router.options.clock.wallTime(), event: event, routed: routed,
            screen: FactScreen(scanner: classified.scanner, key: router.key))
    }
}
