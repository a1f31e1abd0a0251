package import TurnoutCore
package import TurnoutEngine
package import TurnoutLedger
package import TurnoutPolicy

/// How the pots of a policy stand in a ledger, asked by the code that a router asks by: for dry runs and reports.
package struct LedgerStandings: Sendable {
    /// Why there is nothing to ask.
    package enum Problem: Error, Hashable, Sendable, CustomStringConvertible {
        case policy(PolicyNotUsable)
        case ledger(LedgerFailure)

        package var description: String {
            switch self {
            case .policy(let problem): problem.description
            case .ledger(let failure): failure.description
            }
        }
    }

    private let ledger: any Ledger
    private let book: BudgetBook
    private let names: NameKeeper

    /// Prepares a policy and reads the ledger's key.
    package init(
        _ ledger: any Ledger, policy: Policy, zones: TimeZoneFiles = TimeZoneFiles()
    ) async throws(Problem) {
        self.ledger = ledger
        do throws(PolicyNotUsable) { book = try BudgetBook(policy, detectors: [], zones: zones) } catch {
            throw .policy(error)
        }
        do throws(LedgerFailure) {
            names = NameKeeper(key: try await ledger.key(), hashesAll: policy.hashesIdentities)
        } catch {
            throw .ledger(error)
        }
    }

    /// How the pots stand that a request would be paid from, by the policy's numbers.
    package func standings(for facts: Facts, at now: Timestamp) async throws(LedgerFailure) -> [BudgetStanding] {
        let question = BudgetQuestion(facts, names: names, book: book, at: now)
        return question.standings(from: try await ledger.balances(of: question.pots).map(Optional.some))
    }

    /// The period of a budget, by its number, that a moment lies in.
    package func period(of budget: Int, at now: Timestamp) -> PotPeriod { book.period(of: budget, at: now) }

    /// The scope of a pot in the form that the ledger has it in, from one that a person wrote: `user=ada,feature=chat`.
    ///
    /// Names in which a detector finds something become the hash that stands for them.
    package func scope(_ written: String) -> String {
        written.split(separator: ",", omittingEmptySubsequences: false).map { part in
            guard let mark = part.firstIndex(of: "=") else { return String(part) }
            let value = String(part[part.index(after: mark)...])
            return "\(part[..<mark])=\(book.written(value, names: names))"
        }.joined(separator: ",")
    }
}

extension PotBalance {
    /// What a limit leaves; never less than nothing.
    package func remaining(of limit: Money) -> Money { left(of: limit) }

    /// What a budget makes of it.
    package func standing(limit: Money, softAt: Int) -> BudgetState { state(limit: limit, softAt: softAt) }
}
