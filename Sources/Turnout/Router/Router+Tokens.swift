public import TurnoutCore
public import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders

/// How many tokens something has, by estimate at once, or by the word of the model's own service.
extension Router {
    /// Estimates the tokens of a text alone, without a message's frame. Nothing is sent.
    ///
    /// - Parameters:
    ///   - text: what to count.
    ///   - target: whose model's family is assumed; without one, or with one that the policy does not have, the mean of
    ///     all families.
    public func countTokens(_ text: String, for target: TargetName? = nil) -> TokenCount {
        tokenCounter(for: target).count(text)
    }

    /// Estimates the tokens of a request's prompt: messages in their frames, tools, and the form of the answer.
    ///
    /// - Parameters:
    ///   - request: what to count.
    ///   - target: as in ``countTokens(_:for:)-(String,_)``.
    public func countTokens(_ request: ModelRequest, for target: TargetName? = nil) -> TokenCount {
        tokenCounter(for: target).count(request)
    }

    /// Tells whether a text fits into a number of tokens, and how sure that is.
    public func validateTokenCount(_ text: String, max: Int, for target: TargetName? = nil) -> TokenValidation {
        TokenValidation(countTokens(text, for: target), limit: max)
    }

    /// Tells whether a request's prompt fits into a number of tokens, and how sure that is.
    public func validateTokenCount(
        _ request: ModelRequest, max: Int, for target: TargetName? = nil
    ) -> TokenValidation {
        TokenValidation(countTokens(request, for: target), limit: max)
    }

    /// Has a target's service count the tokens of a request's prompt. No model is asked, and services charge nothing.
    ///
    /// The content goes to the service all the same, so it goes the way of every request: it is classified, judged by
    /// the guards for that target, replaced where they say so, and put on the audit trail before. A target that may not
    /// see the request counts nothing. Breakers and limits are not asked: this is no call of the model.
    ///
    /// Anthropic, Gemini, llama.cpp and vLLM count.
    ///
    /// - Parameters:
    ///   - request: what would be asked.
    ///   - name: the target whose service counts.
    ///   - timeout: how long it may take.
    /// - Throws: why there is no number: `ErrorCode.rejectedByPolicy` when the target may not see the request,
    ///   `ErrorCode.invalidRequest` when the service does not count, and what went wrong with the call.
    public func countTokensExactly(
        _ request: ModelRequest, on name: TargetName, timeout: Duration = .seconds(10)
    ) async throws(TokenCountError) -> TokenCount {
        let inForce = current
        guard let number = inForce.policy.targetIndex(name) else {
            throw TokenCountError(.invalidRequest, "the policy has no target of that name", name)
        }
        let target = inForce.policy.targets[number]
        guard let client = providers.tokenCounter(for: target) else {
            throw TokenCountError(
                .invalidRequest, "\(target.kind.rawValue) has no call that counts tokens; use countTokens", name)
        }
        let id = RequestID(high: options.random(), low: options.random())
        let recognition = await recognise(request, as: id, under: inForce)
        let (classified, routed) = decide(request, isStreamed: false, recognition: recognition, under: inForce)
        let clock = options.clock
        let result = await withTaskGroup(of: Result<Int, TokenCountError>.self) { group in
            group.addTask {
                do throws(TokenCountError) {
                    let permit = try await self.permit(number, for: classified, routed, as: id, under: inForce)
                    do throws(ProviderFailure) { return .success(try await client.count(permit)) } catch {
                        throw TokenCountError(error.code, error.message, name, error)
                    }
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                do throws(CancellationError) { try await clock.sleep(for: timeout) } catch {
                    return .failure(TokenCountError(.cancelled, "the caller has gone", name))
                }
                return .failure(TokenCountError(.timeout, "no answer within \(timeout)", name))
            }
            let first = await group.next()
            group.cancelAll()
            return first ?? .failure(TokenCountError(.unknown, "nothing was asked", name))
        }
        return .exact(try result.get(), family: TokenFamily(of: target))
    }

    /// Leave to have a target count, once it is on the audit trail.
    private func permit(
        _ target: Int, for classified: ClassifiedRequest, _ routed: RoutedDecision, as id: RequestID,
        under inForce: PolicyInForce
    ) async throws(TokenCountError) -> DispatchPermit {
        let name = inForce.policy.targets[target].name
        let permit: DispatchPermit
        do throws(Denial) {
            let state = RoutingState(now: options.clock.wallTime(), isOffline: isOffline)
            // Services count without charge, so there is nothing to be set aside.
            let leave = SpendingLeave(target: target, bound: Money(nanoUSD: .max))
            permit = try Guard.permit(target, for: classified, under: inForce.policy, state, leave: leave)
        } catch {
            throw TokenCountError(
                .rejectedByPolicy, "the target may not see the request: \(error.code.rawValue)", name)
        }
        guard let trail = options.audit else { return permit }
        let event = AuditEntry.Event.sending(name, replaced: permit.screening.replaced)
        let entry = AuditEntry(
            id: id, time: options.clock.wallTime(), event: event, routed: routed,
            screen: FactScreen(scanner: classified.scanner, key: key))
        do throws(AuditFailure) { try await trail.write(entry) } catch {
            options.observer?.observe(.auditFailed(id, error))
            throw TokenCountError(.unknown, "the audit trail could not be written: \(error.description)", name)
        }
        return permit
    }

    private func tokenCounter(for name: TargetName?) -> TokenCounter {
        let policy = current.policy
        let family = name.flatMap { policy.targetIndex($0) }.map { TokenFamily(of: policy.targets[$0]) }
        return TokenCounter(family: family ?? .unknown)
    }
}
