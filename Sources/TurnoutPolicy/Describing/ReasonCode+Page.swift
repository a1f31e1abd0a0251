extension ReasonCode {
    /// What there is to know about the code.
    public var page: CodePage {
        switch self {
        case .eligible:
            page(
                "The target may be used for this request.",
                "Nothing speaks against it. It is tried when those before it in the chain fail or are passed over.",
                "There is nothing to mend.")
        case .deniedByGuard:
            page(
                "A guard denies the target for this request.",
                "Guards are hard rules. No fallback, override or pin leads past one; waiting changes nothing.",
                "The explanation names the guard and its place. If the request should reach the target, see which label "
                    + "or attribute made the guard match, or change the guard.")
        case .deniedByBudget:
            page(
                "A budget is used up, and its `on_soft` or `on_hard` denies the target.",
                "The budget's period has to end before the target may be used for this pot again.",
                "Wait for the next period, raise the limit, or put a free target behind it in the chain.")
        case .notRewritten:
            page(
                "A guard has parts of the request replaced before the target sees it, and that cannot be done.",
                "What the guard is about is still found where nothing can be put in its place (the name of a tool, the "
                    + "address of an image, a text that only the joined parts of a message have), a detector failed, or a "
                    + "conversation holds more than is replaced in one.",
                "`turnout route --explain` shows where it was found. Leave it out there, or let a local target answer.")
        case .missingCapability:
            page(
                "The target cannot do what the request needs, such as tools, images or JSON.",
                "The model would ignore the need or fail.",
                "If the model can do it, add the word to its `capabilities`. Otherwise route such requests to one that can."
            )
        case .unsupportedOption:
            page(
                "The target's service has no way to say a part of the request, such as a seed or an image's address.",
                "To leave the part out in silence would answer another question than the one that was asked.",
                "Leave the part out of the request, route such requests elsewhere, or write `unsupported: warn` or `drop` "
                    + "into `dispatch` or the provider. What a service can say is in docs/reference/providers.md.")
        case .contextTooSmall:
            page(
                "Prompt and answer are longer than the model's context.",
                "The call would fail or cut the conversation. Estimates of tokens are taken on the safe side.",
                "Route by `tokens` to a model with a longer context, or correct the model's `context`.")
        case .outputTooSmall:
            page(
                "The request wants a longer answer than the model gives.",
                "The answer would end in the middle.",
                "Ask for fewer tokens, or correct the model's `max_output`.")
        case .overCostCap:
            page(
                "The worst case of the call costs more than the request's cap.",
                "The worst case is the prompt's upper bound and the longest answer, at the model's price.",
                "Raise the cap, ask for a shorter answer, or put a cheaper target into the chain.")
        case .unknownPrice:
            page(
                "The request has a cost cap, and what the target costs at most is not known.",
                "A cap that cannot be checked would be no cap.",
                "Give the model a `price` and `max_output`, or the request a limit of output tokens.")
        case .overBudget:
            page(
                "The worst case of the call costs more than a hard budget has left.",
                "The worst case is set aside before a call, so that no number of calls at once and no long answer can "
                    + "overshoot the limit. What is set aside and not used comes back when the call ends.",
                "Ask for a shorter answer (`output_tokens`), wait for calls under way or the next period, raise the limit, "
                    + "or put a cheaper target into the chain.")
        case .unboundedCost:
            page(
                "A hard budget counts the target, and what a call costs at most is not known.",
                "What has no bound cannot be held within a limit.",
                "Give the model a `price` and `max_output`, the request a limit of output tokens, or the budget "
                    + "`enforce: soft`.")
        case .offline:
            page(
                "The router or the request is offline, and the target is external.",
                "Offline means that nothing leaves the house.",
                "Put a local target into the chain, or write `otherwise: local` into the route.")
        case .unhealthy:
            page(
                "The target is known to be down.",
                "A health check failed, or the state that a dry run was given says so. It is passed over for now.",
                "Start the service or look at its endpoint; the target returns by itself.")
        case .quarantined:
            page(
                "The provider refused the target's credential twice in a row, or the account has nothing left to spend.",
                "Every further call would fail, and might lock the account. Targets with other credentials go on.",
                "Renew the credential or the account. The quarantine ends by itself with one trial call, or at once when "
                    + "the policy is loaded anew.")
        case .breakerOpen:
            page(
                "The target's circuit breaker is open after failures or slow calls.",
                "It is left alone so that it can recover, and so that requests do not wait for it in vain.",
                "Look at why its calls failed. The breaker lets trial calls through when its time is over; `breakers` "
                    + "sets how soon it opens and for how long.")
        case .breakerProbing:
            page(
                "The target's circuit breaker is half open, and all its trial calls are under way.",
                "Only a few calls at a time may find out whether it has recovered.",
                "It is decided when these calls end. `breakers` sets how many there may be.")
        case .rateLimited:
            page(
                "A limit of the target or its provider is used up for now, or the provider asked to wait.",
                "Calls beyond it would be refused, or break an agreement.",
                "Wait as long as the explanation says, raise `limits`, or put another target behind it.")
        case .saturated:
            page(
                "The target has as many calls under way as it takes at a time.",
                "The number is the policy's `concurrency`, or what the provider's own refusals have taught the router.",
                "Wait for a call to end, raise `concurrency` if the provider takes more, or put another target behind it."
            )
        case .ledgerFailed:
            page(
                "The money for the call could not be set aside, since the ledger cannot be written or read.",
                "A call that may cost is not made while nobody can say what is left. Free targets go on.",
                "The message says what stands in the way: room on the disk, another process that keeps the file, its "
                    + "permissions.")
        case .auditFailed:
            page(
                "The account of the request could not be written before it was to be sent.",
                "With an audit trail, nothing is sent that is not on it.",
                "The message says what failed, such as a full disk. Mend it; the next request is sent again.")
        case .noEligibleTarget:
            page(
                "No target of the route may be used for this request.",
                "Each target of the chain carries its own reason; a guard's denial is final, the others may pass.",
                "The nearest change in the explanation names the least that would have to be different.")
        case .noRoute:
            page(
                "No route matches the request.",
                "The routes leave a gap, and what nobody decided is not sent anywhere.",
                "Add a last route without `when` and `task`, or one for this kind of request.")
        case .unknownTask:
            page(
                "The request names a task that the policy does not have.",
                "Taking it for another task could send it where it must not go.",
                "Send one of the policy's tasks or none, or add it to `vocabulary.tasks`.")
        case .invalidAttribute:
            page(
                "The request carries an attribute or a value that the policy does not know.",
                "A misspelt attribute could keep a rule from matching.",
                "The explanation names it. Correct the request, or declare it under `vocabulary.attributes`.")
        case .pinNotAllowed:
            page(
                "The request pins a target, and no override allows that to this caller.",
                "Choosing a target is a leave that the policy gives.",
                "Leave the pin out, or add an override with `may: [pin_target]` that matches the caller and has not expired."
            )
        case .pinUnknown:
            page(
                "The request pins a target that the policy does not have.",
                "There is nothing of that name to send it to.",
                "Check the name, `provider/model`; `turnout check` lists what the policy has.")
        }
    }

    private func page(_ summary: String, _ why: String, _ mend: String) -> CodePage {
        CodePage(code: rawValue, kind: .reason, summary: summary, why: why, mend: mend)
    }
}
