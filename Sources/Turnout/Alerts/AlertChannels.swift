public import TurnoutCore
public import TurnoutPolicy
public import TurnoutProviders

/// Takes an alert to where a policy sends it.
public protocol AlertSender: Sendable {
    /// Delivers a notice, and returns when the other side has taken it.
    ///
    /// - Throws: when it has not; it is tried again later.
    func send(_ notice: AlertNotice, through channel: AlertChannel) async throws(AlertFailure)
}

/// Why an alert was not taken.
public struct AlertFailure: Error, Hashable, Sendable, CustomStringConvertible {
    /// A sentence for operators, without secrets.
    public var description: String

    /// Creates a failure.
    public init(_ description: String) { self.description = description }
}

/// Sends alerts to webhooks over a transport, signed where the policy names a key.
///
/// The body is the notice's JSON. `Turnout-Signature: t=SECONDS,v1=HEX` holds the HMAC-SHA256, with the key, of the seconds
/// as written, a full stop and the body; the receiver compares it, and refuses what is older than a few minutes.
public struct WebhookSender: Sendable {
    private let transport: any Transport
    private let credentials: any CredentialSource

    /// Creates a sender.
    public init(transport: any Transport, credentials: any CredentialSource = EnvironmentCredentials()) {
        self.transport = transport
        self.credentials = credentials
    }

    /// Posts a notice.
    ///
    /// - Throws: when the answer is not one of success (2xx), or none comes.
    public func post(_ notice: AlertNotice, to webhook: AlertWebhook, at now: Timestamp) async throws(AlertFailure) {
        let body = Array(notice.json().text().utf8)
        var headers = [
            WireHeader("content-type", "application/json"),
            WireHeader("turnout-alert-id", notice.id),
        ]
        var status = 0
        do throws(ProviderFailure) {
            if let reference = webhook.secret {
                let key = try credentials.secret(for: reference)
                headers.append(
                    WireHeader("turnout-signature", Self.signature(of: body, key: key, at: now)))
            }
            let request = WireRequest(method: .post, url: webhook.url, headers: headers, body: body)
            try await transport.send(request) { part throws(ProviderFailure) in
                // What a receiver has to say beside its status is nothing to us.
                if case .head(let head) = part { status = head.status }
            }
        } catch {
            throw AlertFailure("the webhook \(webhook.endpoint) was not reached: \(error.message)")
        }
        guard (200..<300).contains(status) else {
            throw AlertFailure("the webhook \(webhook.endpoint) answered with status \(status)")
        }
    }

    static func signature(of body: [UInt8], key: Secret, at now: Timestamp) -> String {
        let seconds = String(now.microseconds / 1_000_000)
        let code = HMAC.sha256Text(key: Array(key.reveal().utf8), Array((seconds + ".").utf8) + body)
        return "t=\(seconds),v1=\(code)"
    }
}
