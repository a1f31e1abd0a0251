import TurnoutCore
import TurnoutEngine

/// What the lobby has to know of a request.
struct Visitor: Sendable {
    let user: String?
    let tenant: String?
    let priority: Priority
    let deadline: Instant
    let tokens: Int
}

/// Leave to be in the router: what a request has taken of the limits on the whole and on its user.
struct LobbyPass: Sendable {
    var whole: LimitTicket?
    var user: LimitTicket?

    /// Nothing was taken.
    static let none = LobbyPass()
}

/// Why a request may not come in, or waited in vain.
struct LobbyRefusal: Error, Sendable {
    let code: ErrorCode
    let sentence: String
    let retryAfter: Duration?

    static let cancelled = LobbyRefusal(code: .cancelled, sentence: "the request was cancelled", retryAfter: nil)

    /// A limit that will never allow the request.
    static func tooLarge(_ refusal: LimitRefusal, of whom: String) -> LobbyRefusal {
        LobbyRefusal(
            code: .rateLimited,
            sentence:
                "the request needs more \(refusal.kind.rawValue) than \(whom) may ever use at once: \(refusal.limit)",
            retryAfter: nil)
    }

    init(code: ErrorCode, sentence: String, retryAfter: Duration?) {
        self.code = code
        self.sentence = sentence
        self.retryAfter = retryAfter
    }

    /// A wait that is known to be longer than the request has.
    static func tooLate(retryAfter: Duration, bound: Duration) -> LobbyRefusal {
        LobbyRefusal(
            code: .rateLimited,
            sentence: "a limit or the provider's own word keeps it away for \(retryAfter.roundedText); "
                + "it may wait for \(bound.roundedText)",
            retryAfter: retryAfter)
    }

    /// A line that takes no one in.
    init(_ refusal: WaitingRefusal, limitedFor: Duration?) {
        let sentence =
            switch refusal.reason {
            case .off: "a limit is reached, and the policy lets nobody wait"
            case .full: "a limit is reached, and as many requests wait as may"
            case .tooLate: "a limit is reached, and the wait would be longer than the request's time"
            case .duplicate: "the request waits already"
            }
        self.init(code: .rateLimited, sentence: sentence, retryAfter: refusal.retryIn ?? limitedFor)
    }

    /// One that has waited and was not served.
    init(_ departure: WaitingDeparture) {
        switch departure.reason {
        case .deadline:
            self.init(
                code: .timeout, sentence: "the time for the whole request was over while it waited for a limit",
                retryAfter: nil)
        case .maximumWait:
            self.init(
                code: .rateLimited, sentence: "a limit kept the request waiting for longer than anybody may wait",
                retryAfter: nil)
        case .shed:
            self.init(
                code: .rateLimited, sentence: "too many requests have waited for too long; this one was let go",
                retryAfter: nil)
        case .displaced:
            self.init(
                code: .rateLimited, sentence: "a more urgent request took this one's place in a full line",
                retryAfter: nil)
        }
    }
}
