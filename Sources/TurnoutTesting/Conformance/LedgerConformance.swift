import TurnoutCore
public import TurnoutLedger

/// Examines whether a ledger keeps the promises of the `Ledger` protocol.
///
/// It belongs to no test library: call it from yours and expect the list of violations to be empty.
///
/// ```swift
/// let suite = LedgerConformance { MemoryLedger() }
/// #expect(await suite.violations() == [])
/// ```
///
/// Times are counted from a fixed moment in September 2026; no clock is read. A ledger gets about a hundred commands.
public struct LedgerConformance: Sendable {
    /// Opens the store of a ledger once more, for the ledger to be used from now on.
    public typealias Reopening = @Sendable (any Ledger) async throws -> any Ledger

    private let make: @Sendable () async throws -> any Ledger
    private let reopen: Reopening?

    /// Prepares an examination.
    ///
    /// - Parameters:
    ///   - reopen: opens the same store again, after every single command: what was answered must still be there. Left
    ///     out for ledgers that keep nothing.
    ///   - make: makes an empty ledger; called once for each situation.
    public init(reopen: Reopening? = nil, making make: @escaping @Sendable () async throws -> any Ledger) {
        self.make = make
        self.reopen = reopen
    }

    /// Goes through all situations and returns every promise that was broken.
    public func violations() async -> [LedgerViolation] {
        var found: [LedgerViolation] = []
        for situation in LedgerViolation.Situation.allCases { found += await violations(in: situation) }
        return found
    }

    /// Goes through one situation.
    public func violations(in situation: LedgerViolation.Situation) async -> [LedgerViolation] {
        do {
            var trial = LedgerTrial(situation, of: try await make(), reopen: reopen)
            do {
                try await Self.play(&trial)
            } catch {
                trial.expect(false, .succeeds, "it failed: \(error)")
            }
            return trial.violations
        } catch {
            return [LedgerViolation(rule: .succeeds, situation: situation, detail: "it cannot be made: \(error)")]
        }
    }

    private static func play(_ trial: inout LedgerTrial) async throws {
        switch trial.situation {
        case .reserving: try await trial.playReserving()
        case .settling: try await trial.playSettling()
        case .voiding: try await trial.playVoiding()
        case .repeating: try await trial.playRepeating()
        case .expiring: try await trial.playExpiring()
        case .overrunning: try await trial.playOverrunning()
        case .resetting: try await trial.playResetting()
        case .periods: try await trial.playPeriods()
        case .amounts: try await trial.playAmounts()
        case .concurrent: try await trial.playConcurrent()
        case .posting: try await trial.playPosting()
        case .listing: try await trial.playListing()
        case .alerting: try await trial.playAlerting()
        case .outbox: try await trial.playOutbox()
        case .usage: try await trial.playUsage()
        case .costliest: try await trial.playCostliest()
        case .forgetting: try await trial.playForgetting()
        case .key: try await trial.playKey()
        }
    }
}
