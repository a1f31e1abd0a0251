import TurnoutCore
import TurnoutEngine
import TurnoutLedger
import TurnoutPolicy

/// Money that one call may spend.
struct CallMoney: Sendable {
    /// What was ordered, for paying and giving back.
    let order: ReservationOrder
    /// Whether it was set aside; otherwise the call is booked when its cost is known.
    let isReserved: Bool
    let leave: SpendingLeave?

    /// What was set aside; `nil` when nobody knew how much it takes.
    var bound: Money? { isReserved ? order.bound : nil }
}

/// Why a call has no money.
struct MoneyRefusal: Error {
    let code: ReasonCode
    let message: String
}

extension Dispatch {
    /// How long after a request's time is over its reservations are ended by whoever finds them. Calls end with their
    /// request, so this is for processes that died.
    private static let grace: Duration = .seconds(300)

    /// Sets money aside for a call in all budgets that count it.
    ///
    /// - Returns: `nil` when no budget counts the call, or it costs nothing.
    func reserve(for target: Int) async throws(MoneyRefusal) -> CallMoney? {
        guard let budgets = inForce.budgets else { return nil }
        let policy = inForce.policy
        let now = router.options.clock.wallTime()
        let state = RoutingState(now: now, budgets: book.budgets, isOffline: router.isOffline)
        let charge = policy.charge(of: target, classified.facts, state)
        guard !charge.budgets.isEmpty, charge.bound != .zero else { return nil }
        let names: NameKeeper
        do throws(LedgerFailure) {
            names = try await router.treasury.names(hashingAll: policy.hashesIdentities)
        } catch {
            throw MoneyRefusal(code: .ledgerFailed, message: error.description)
        }
        var claims: [Claim] = []
        var numbers: [Int] = []
        for number in charge.budgets {
            let budget = policy.budgets[number]
            let period = budgets.period(of: number, at: now)
            let pots = budgets.pots(
                of: number, for: classified.facts.context, task: book.decision.taskName,
                target: policy.targets[target], names: names)
            guard pots.count <= BudgetBook.potLimit else {
                throw MoneyRefusal(
                    code: .overBudget,
                    message: "\(budget.name.qualified) (\(budget.name.place)) would be charged in more than "
                        + "\(BudgetBook.potLimit) pots; send fewer tags or groups")
            }
            for pot in pots {
                claims.append(
                    Claim(
                        pot: pot, period: period, limit: budget.limit, isHard: charge.hard.contains(number),
                        alertAt: budget.alertAt))
                numbers.append(number)
            }
        }
        let rest = max(.zero, router.options.clock.now().duration(to: deadline))
        let expires = now.advanced(by: rest).advanced(by: Self.grace)
        let id = ReservationID(request: self.id, call: book.nextCall())
        guard let bound = charge.bound else {
            guard charge.hard.isEmpty else {
                throw MoneyRefusal(code: .unboundedCost, message: "what a call costs at most is not known")
            }
            let order = ReservationOrder(id: id, bound: .zero, claims: claims, expires: expires)
            return CallMoney(order: order, isReserved: false, leave: nil)
        }
        let order = ReservationOrder(id: id, bound: bound, claims: claims, expires: expires)
        do throws(Treasury.Refusal) { try await router.treasury.reserve(order) } catch {
            switch error {
            case .empty(let claim, let left):
                let budget = policy.budgets[numbers.indices.contains(claim) ? numbers[claim] : charge.budgets[0]]
                throw MoneyRefusal(
                    code: .overBudget,
                    message:
                        "it may cost \(bound), and \(budget.name.qualified) (\(budget.name.place)) has \(left) left")
            case .failed(let failure):
                throw MoneyRefusal(code: .ledgerFailed, message: failure.description)
            }
        }
        return CallMoney(order: order, isReserved: true, leave: SpendingLeave(target: target, bound: bound))
    }

    /// Gives back the money of a call that was not sent.
    func giveBack(_ money: CallMoney?) {
        guard let money, money.isReserved else { return }
        router.treasury.void(money.order)
    }

    /// Pays for a call that has ended.
    ///
    /// - Parameter cost: `nil` when the provider may charge more than was counted.
    func pay(_ money: CallMoney?, cost: Money?) {
        guard let money else { return }
        if money.isReserved {
            if cost == .zero {
                router.treasury.void(money.order)
            } else {
                router.treasury.settle(money.order, cost: cost)
            }
        } else if let cost {
            router.treasury.book(money.order, cost: cost)
        }
    }
}

extension Timestamp {
    /// The moment after a duration; the last one there is when that is out of range.
    fileprivate func advanced(by duration: Duration) -> Timestamp {
        let (sum, overflow) = microseconds.addingReportingOverflow(duration.nanosecondsSaturating / 1_000)
        return Timestamp(microseconds: overflow ? .max : sum)
    }
}
