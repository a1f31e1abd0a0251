import Synchronization
import Testing
import TurnoutCore
import TurnoutLedger
import TurnoutPolicy
import TurnoutProviders

@testable import Turnout

/// What a webhook gets, and when it counts as taken.
@Suite struct WebhookSenderTests {
    /// A receiver that answers with a status and keeps what it got.
    private final class Receiver: Transport {
        private let status: Int
        private let seen = Mutex<[WireRequest]>([])

        init(status: Int) { self.status = status }

        var requests: [WireRequest] { seen.withLock { $0 } }

        func send(
            _ request: WireRequest, receive: (WireResponsePart) async throws(ProviderFailure) -> Void
        ) async throws(ProviderFailure) {
            seen.withLock { $0.append(request) }
            try await receive(.head(WireResponseHead(status: status, headers: [])))
            try await receive(.bytes(Array("thanks".utf8)))
        }
    }

    private func webhook() throws -> AlertWebhook {
        let policy = try Policy(
            yaml: """
                version: 1
                providers: {home: {kind: custom, locality: local, models: {a: {}}}}
                alerts:
                  - {id: hook, to: {webhook: "https://hooks.invalid/in?token=t", secret: {env: HOOK_KEY}}}
                routes: [{id: all, use: [home/a]}]
                """)
        guard case .webhook(let webhook)? = policy.alertRoutes.first?.channel else {
            throw AlertFailure("the policy has no webhook")
        }
        return webhook
    }

    private var keys: EnvironmentCredentials {
        EnvironmentCredentials(lookup: { $0 == "HOOK_KEY" ? "a-key-for-tests" : nil })
    }

    @Test func theSignatureIsThatOfOtherTools() {
        // printf '1767225600.{"a":1}' | openssl dgst -sha256 -hmac 'It is a test'
        let signature = WebhookSender.signature(
            of: Array("{\"a\":1}".utf8), key: Secret("It is a test"),
            at: Timestamp(microseconds: 1_767_225_600_999_999))
        #expect(signature == "t=1767225600,v1=ae2aa5204444c396af46c43406c6a39ba153e03fc0edf13c956e6be19cf80a76")
    }

    @Test func postsTheSignedNotice() async throws {
        let receiver = Receiver(status: 204)
        let sender = WebhookSender(transport: receiver, credentials: keys)
        let now = Timestamp(microseconds: 1_767_225_600_000_000)
        let notice = AlertNotice.sample
        try await sender.post(notice, to: try webhook(), at: now)
        let request = try #require(receiver.requests.first)
        #expect(request.url == "https://hooks.invalid/in?token=t")
        let headers = Dictionary(request.headers.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
        #expect(headers["turnout-alert-id"] == notice.id)
        #expect(
            headers["turnout-signature"]
                == WebhookSender.signature(of: request.body, key: Secret("a-key-for-tests"), at: now))
        let body = try JSONValue(parsing: String(decoding: request.body, as: UTF8.self))
        #expect(body["type"]?.string == "budget_alert")
        #expect(body["id"]?.string == notice.id)
        #expect(body["taken_usd"]?.string == "4.10")
        #expect(
            body["text"]?.string
                == "budget user-day of user=ada has reached 80% of 5.00 USD: 4.10 USD taken since 2026-01-01T00:00:00Z")
    }

    @Test(arguments: [302, 400, 500])
    func otherAnswersAreNoReceipt(_ status: Int) async throws {
        let sender = WebhookSender(transport: Receiver(status: status), credentials: keys)
        let webhook = try webhook()
        await #expect(throws: AlertFailure("the webhook https://hooks.invalid/in answered with status \(status)")) {
            try await sender.post(.sample, to: webhook, at: Timestamp(microseconds: 0))
        }
    }

    @Test func nothingIsPostedUnsignedWhereAKeyIsMissing() async throws {
        let receiver = Receiver(status: 200)
        let sender = WebhookSender(transport: receiver, credentials: EnvironmentCredentials(lookup: { _ in nil }))
        let webhook = try webhook()
        await #expect(throws: AlertFailure.self) {
            try await sender.post(.sample, to: webhook, at: Timestamp(microseconds: 0))
        }
        #expect(receiver.requests.isEmpty)
    }
}

extension AlertNotice {
    /// An alert of 80 percent.
    static var sample: AlertNotice {
        let start = Timestamp(microseconds: 1_767_225_600_000_000)
        let pot = PotID(key: PotKey(budget: "user-day", scope: "user=ada"), start: start, generation: 0)
        return AlertNotice(
            BudgetAlert(
                id: 7, pot: pot, threshold: 80, limit: Money(nanoUSD: 5_000_000_000),
                taken: Money(nanoUSD: 4_100_000_000), time: start), policy: "acme")
    }
}
