#if SQLite
import GRDB
import TurnoutCore
import TurnoutLedger

extension Database {
    /// Writes a record; one for the same call or request takes its place.
    func insert(_ record: WriteItem.Record) throws {
        switch record {
        case .call(let call): try insert(call)
        case .decision(let decision): try insert(decision)
        }
    }

    private func insert(_ call: CallEntry) throws {
        let statement = try cachedStatement(
            sql: """
                INSERT OR REPLACE INTO calls (request, call, time, provider, model, is_local, user, tenant, feature, tags,
                task, outcome, prompt_tokens, completion_tokens, cached_tokens, reasoning_tokens, cache_write_tokens,
                bound, cost, saved_by_cache, saved_by_local, duration, first_token, is_hedge)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let who = call.attribution
        let usage = call.usage
        let values: [(any DatabaseValueConvertible)?] = [
            call.id.request.data, call.id.call, call.time.microseconds, call.target.provider, call.target.model,
            call.isLocal, who.user, who.tenant, who.feature, who.tagList, call.task, call.outcome,
            usage?.promptTokens, usage?.completionTokens, usage?.cachedTokens, usage?.reasoningTokens,
            usage?.cacheWriteTokens, call.bound?.nanoUSD, call.cost?.nanoUSD, call.savedByCache.nanoUSD,
            call.savedByLocal.nanoUSD, call.duration.microseconds, call.timeToFirstToken?.microseconds, call.isHedge,
        ]
        try statement.execute(arguments: StatementArguments(values))
    }

    private func insert(_ decision: DecisionEntry) throws {
        let statement = try cachedStatement(
            sql: """
                INSERT OR REPLACE INTO decisions (request, time, policy, policy_digest, task, sensitivity, route, outcome,
                served, user, tenant, feature, tags, duration, cost)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let who = decision.attribution
        let values: [(any DatabaseValueConvertible)?] = [
            decision.id.data, decision.time.microseconds, decision.policy, decision.policyDigest, decision.task,
            decision.sensitivity, decision.route, decision.outcome, decision.served?.description, who.user, who.tenant,
            who.feature, who.tagList, decision.duration.microseconds, decision.cost?.nanoUSD,
        ]
        try statement.execute(arguments: StatementArguments(values))
    }
}
#endif
