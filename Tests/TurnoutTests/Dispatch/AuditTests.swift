import Synchronization
import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// Nothing is sent that is not on the trail.
@Suite(.timeLimit(.minutes(1))) struct AuditTests {
    private static let policy = """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {small: {}}}
          cloud: {kind: custom, locality: external, models: {big: {}}}
        guards: [{id: veil, pseudonymise: [pii]}]
        retries: {default: {attempts: 1}}
        routes: [{id: all, use: [cloud/big, home/small]}]
        """

    private let address = ["alice", "example.org"].joined(separator: "@")

    private func router(_ trail: any AuditTrail, _ provider: ScriptedProvider) throws -> Router {
        var registry = ProviderRegistry(transport: nil)
        registry.register(provider, for: "home")
        registry.register(provider, for: "cloud")
        return try Router(
            policy: Policy(yaml: Self.policy), providers: registry,
            options: RouterOptions(clock: ManualClock(), audit: trail))
    }

    @Test func theEntryIsThereBeforeTheCall() async throws {
        let trail = Trail()
        let provider = ScriptedProvider(clock: ManualClock()) { _ in
            [.emit(.delta(text: PrivateText("\(trail.lines.count) entries"), choice: 0)), .emit(.finished(.stop))]
        }
        let answer = try await router(trail, provider).complete(ModelRequest("write to \(address)"))
        #expect(answer.text == "1 entries")
        let entry = try JSONValue(parsing: Array(trail.lines[0].utf8))
        #expect(entry["event"]?.string == "sending")
        #expect(entry["target"]?.string == "cloud/big")
        #expect(entry["replaced"]?[0]?["type"]?.string == "EMAIL_ADDRESS")
        #expect(entry["findings"]?[0]?["field"]?.string == "messages[0]")
        #expect(entry["policy"]?["digest"]?.string == answer.record.policyDigest)
        #expect(!trail.lines[0].contains(address))
    }

    @Test func withoutAnEntryNothingIsSent() async throws {
        let trail = Trail(fails: true)
        let provider = ScriptedProvider(clock: ManualClock())
        let router = try router(trail, provider)
        await #expect(throws: TurnoutError.self) { try await router.complete(ModelRequest("hello")) }
        #expect(provider.callCount == 0)
    }

    @Test func theLastEntrySaysWhatCameOfIt() async throws {
        let trail = Trail()
        let provider = ScriptedProvider(clock: ManualClock()) { call in
            call.target.locality == .external ? .failure(.provider) : .answer("ok")
        }
        let answer = try await router(trail, provider).complete(ModelRequest("write to \(address)"))
        let entries = try trail.lines.map { try JSONValue(parsing: Array($0.utf8)) }
        #expect(entries.map { $0["event"]?.string } == ["sending", "sending", "ended"])
        #expect(Set(entries.map { $0["id"]?.string }) == [answer.record.id.description])
        #expect(entries[2]["result"]?.string == "answered")
        #expect(entries[2]["course"]?["attempts"]?.array?.count == 2)
        #expect(entries[2]["course"]?["served"]?.string == "home/small")
        #expect(entries[2]["decision"]?["candidates"]?[0]?["code"]?.string == "eligible")
        for entry in entries { #expect(entry["state"]?["now_us"]?.int != nil) }
    }

    @Test(arguments: [true, false]) func everyRequestHasOneEnd(isStreamed: Bool) async throws {
        let trail = Trail()
        let router = try router(trail, ScriptedProvider(clock: ManualClock()) { _ in .failure(.provider) })
        for pin in [nil, "home/small"] {
            var request = ModelRequest("hello")
            request.context.pin = pin.flatMap { TargetName($0) }
            if isStreamed {
                await #expect(throws: TurnoutError.self) { _ = try await router.stream(request) }
            } else {
                await #expect(throws: TurnoutError.self) { _ = try await router.complete(request) }
            }
        }
        let entries = try trail.lines.map { try JSONValue(parsing: Array($0.utf8)) }
        let ends = entries.filter { $0["event"]?.string == "ended" }
        #expect(ends.map { $0["result"]?.string } == ["failed", "rejected"])
        #expect(entries.contains { $0["event"]?.string == "rejected" })
    }

    /// Keeps entries in memory, or fails to.
    private final class Trail: AuditTrail {
        private let state = Mutex<[String]>([])
        private let fails: Bool

        init(fails: Bool = false) { self.fails = fails }

        var lines: [String] { state.withLock { $0 } }

        func write(_ entry: AuditEntry) async throws(AuditFailure) {
            if fails { throw AuditFailure("no room") }
            state.withLock { $0.append(entry.json().text()) }
        }

        func note(_ entry: AuditEntry, onFailure: @escaping @Sendable (AuditFailure) -> Void) {
            if fails { return onFailure(AuditFailure("no room")) }
            state.withLock { $0.append(entry.json().text()) }
        }
    }
}
