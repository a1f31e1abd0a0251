import Synchronization
import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Nothing is sent that is not on the trail.
@Suite(.timeLimit(.minutes(1))) struct AuditTests {
    private static let policy = """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {small: {}}}
          cloud: {kind: custom, locality: external, models: {big: {}}}
        guards: [{id: veil, pseudonymise: [pii]}]
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

    @Test func aFileHoldsALineForEachCall() async throws {
        var template = Array("/tmp/turnout-audit-XXXXXX".utf8CString)
        let path = try #require(
            template.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.flatMap { mkstemp($0) < 0 ? nil : String(cString: $0) }
            })
        defer { unlink(path) }
        let router = try router(AuditFile(path: path), ScriptedProvider(clock: ManualClock()))
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<20 {
                group.addTask { _ = try? await router.complete(ModelRequest("hello")) }
            }
        }
        let file = try #require(fopen(path, "r"))
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = fread(&bytes, 1, bytes.count, file)
        let lines = bytes[..<count].split(separator: 0x0A)
        #expect(lines.count == 20)
        for line in lines { #expect((try? JSONValue(parsing: Array(line))) != nil) }
        #expect(throws: AuditFailure.self) { try AuditFile(path: "/nowhere/at/all") }
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
    }
}
