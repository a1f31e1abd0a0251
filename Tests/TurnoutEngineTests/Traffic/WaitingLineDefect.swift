import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

/// A mistake that an implementation could make: one of the simulations must notice each.
enum LineDefect: CaseIterable, Sendable {
    case servesTooLate, servesWhatCannotBeServed, forgetsToCancel, servesTwice, hidesTheDisplaced, hidesTheExpired
    case growsTooLarge, wakesTooLate, refusesWithoutNeed, shedsTheCritical, servesTheOldestAlways
    case servesTheHighestAlways, servesOneTenantFirst, expiresNobody
}

/// The line with one defect, or none, built around it so that the product holds no trace of the defects.
struct LineUnderTest {
    private var line: WaitingLine
    private let defect: LineDefect?
    private var again: WaitingEntry?

    init(_ settings: QueueSettings, _ defect: LineDefect?) {
        var settings = settings
        if defect == .growsTooLarge { settings.size += 2 }
        if defect == .refusesWithoutNeed { settings.size -= 1 }
        line = WaitingLine(settings)
        self.defect = defect
    }

    var count: Int { line.count }

    var nextDeadline: Instant? {
        defect == .wakesTooLate ? line.nextDeadline?.advanced(by: .milliseconds(500)) : line.nextDeadline
    }

    func isNewestFirst(_ priority: Priority, at now: Instant) -> Bool { line.isNewestFirst(priority, at: now) }

    func predictedWait(for entry: WaitingEntry, at now: Instant) -> Duration? {
        line.predictedWait(for: entry, at: now)
    }

    mutating func enqueue(_ entry: WaitingEntry, firstToken: Duration?, at now: Instant) -> WaitingAdmission {
        let admission = line.enqueue(entry, firstToken: firstToken, at: now)
        if defect == .hidesTheDisplaced, case .queued(let position, _) = admission {
            return .queued(position: position, displaced: nil)
        }
        return admission
    }

    mutating func cancel(_ id: UInt64, at now: Instant) -> Bool {
        if defect == .forgetsToCancel { return line.count > 0 }
        return line.cancel(id, at: now)
    }

    /// - Parameter waiting: all that wait, for the defects that choose among them.
    mutating func next(
        at now: Instant, among waiting: [WaitingEntry], canServe: (WaitingEntry) -> Bool
    ) -> WaitingEntry? {
        if defect == .servesTwice, let entry = again {
            again = nil
            return entry
        }
        let servable = waiting.filter(canServe)
        switch defect {
        case .servesTooLate: return line.next(at: now.advanced(by: .seconds(-3)), canServe: canServe)
        case .servesWhatCannotBeServed: return line.next(at: now) { _ in true }
        case .servesTheHighestAlways:
            let highest = servable.map(\.priority).max()
            return line.next(at: now) { canServe($0) && $0.priority == highest }
        case .servesOneTenantFirst:
            let first = servable.map { $0.tenant ?? "" }.min()
            return line.next(at: now) { canServe($0) && ($0.tenant ?? "") == first }
        case .servesTheOldestAlways:
            let oldest = servable.min { $0.id < $1.id }
            return line.next(at: now) { canServe($0) && $0.id == oldest?.id }
        default:
            again = line.next(at: now, canServe: canServe)
            return again
        }
    }

    mutating func expire(at now: Instant) -> [WaitingDeparture] {
        if defect == .expiresNobody { return [] }
        var gone = line.expire(at: now)
        if defect == .hidesTheExpired { _ = gone.popLast() }
        if defect == .shedsTheCritical {
            for index in gone.indices where gone[index].reason == .maximumWait { gone[index].reason = .shed }
        }
        return gone
    }
}
