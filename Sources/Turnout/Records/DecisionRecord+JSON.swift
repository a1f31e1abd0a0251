public import TurnoutCore
import TurnoutEngine
import TurnoutPolicy

extension DecisionRecord {
    /// The version of the record's form; it rises when a member changes its meaning or goes away.
    public static let formatVersion = 1

    /// The account for programs: the explanation, and what came of it. Durations are in milliseconds.
    public func json() -> JSONValue {
        .object(
            [
                JSONMember("format_version", .int(Self.formatVersion)),
                JSONMember("id", .string(id.description)),
                JSONMember("time", .string(time.description)),
                JSONMember("streamed", .bool(isStreamed)),
                JSONMember("decision", explanation().json()),
            ] + courseMembers)
    }

    /// What came of the decision.
    var courseMembers: [JSONMember] {
        [
            JSONMember("attempts", .array(attempts.map { $0.json() })),
            JSONMember("served", served.map { .string($0.description) } ?? .null),
            JSONMember("fallback_index", fallbackIndex.map { .int($0) } ?? .null),
            JSONMember("usage", usage?.json() ?? .null),
            JSONMember("cost_usd", cost.map { .string($0.decimalText) } ?? .null),
            JSONMember("estimate_usd", estimate.map { .string($0.decimalText) } ?? .null),
            JSONMember("warnings", .array(warnings.map { .string($0) })),
            JSONMember("time_to_first_token_ms", timeToFirstToken.milliseconds),
            JSONMember("duration_ms", duration.milliseconds),
        ]
    }
}

extension AttemptRecord {
    /// The attempt for programs.
    func json() -> JSONValue {
        var members = [
            JSONMember("target", .string(target.description)),
            JSONMember("position", .int(position)),
            JSONMember("started_ms", Optional(started).milliseconds),
            JSONMember("duration_ms", Optional(duration).milliseconds),
            JSONMember("time_to_first_token_ms", timeToFirstToken.milliseconds),
        ]
        switch outcome {
        case .served(let reason):
            members += [JSONMember("outcome", "served"), JSONMember("finish_reason", .string(reason.rawValue))]
        case .failed(let code):
            members += [JSONMember("outcome", "failed"), JSONMember("code", .string(code.rawValue))]
        case .passedOver(let code):
            members += [JSONMember("outcome", "passed_over"), JSONMember("code", .string(code.rawValue))]
        }
        if isProbe { members.append(JSONMember("probe", true)) }
        if isHedge { members.append(JSONMember("hedge", true)) }
        if !dropped.isEmpty {
            members.append(JSONMember("dropped", .array(dropped.members.map { .string($0.rawValue) })))
        }
        if !replaced.isEmpty { members.append(JSONMember("replaced", replaced.json())) }
        if !withheld.isEmpty { members.append(JSONMember("withheld", withheld.json())) }
        if let cost { members.append(JSONMember("cost_usd", .string(cost.decimalText))) }
        if let bound { members.append(JSONMember("bound_usd", .string(bound.decimalText))) }
        if let message { members.append(JSONMember("message", .string(message))) }
        if let status = failure?.status { members.append(JSONMember("status", .int(status))) }
        if let code = failure?.providerCode { members.append(JSONMember("provider_code", .string(code))) }
        if let id = failure?.requestID { members.append(JSONMember("provider_request_id", .string(id))) }
        if let usage { members.append(JSONMember("usage", usage.json())) }
        return .object(members)
    }
}

extension Usage {
    /// The count for programs.
    func json() -> JSONValue {
        [
            "prompt_tokens": .int(promptTokens), "completion_tokens": .int(completionTokens),
            "cached_tokens": .int(cachedTokens), "reasoning_tokens": .int(reasoningTokens),
            "cache_write_tokens": .int(cacheWriteTokens),
        ]
    }
}

extension Duration? {
    /// Milliseconds with three decimals at most; `null` for no duration.
    fileprivate var milliseconds: JSONValue {
        map { .double(Double($0.nanosecondsSaturating / 1_000) / 1_000) } ?? .null
    }
}
