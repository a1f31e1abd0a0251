import Synchronization
import Testing
import Turnout
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders
import TurnoutTesting

/// A canary in every field of a request, and a search of everything that the router says about it.
@Suite(.timeLimit(.minutes(2))) struct CanaryTests {
    /// Each field has a canary of its own, so that a failure says which one got out: a mail address that detectors find,
    /// and a word that they do not.
    private struct Cage {
        private(set) var words: [String] = []

        mutating func canary(_ field: String) -> String {
            let word = "canary" + field + "q7x"
            words.append(word)
            return "\(word) " + ["\(word)", "example.org"].joined(separator: "@")
        }

        mutating func name(_ field: String) -> String {
            let word = "canary" + field + "q7x"
            words.append(word)
            return word
        }
    }

    private static let policy = """
        version: 1
        providers:
          home: {kind: custom, locality: local, models: {small: {context: 64k, capabilities: [chat, stream, tools, images, json, schema]}}}
          cloud: {kind: custom, locality: external, models: {big: {context: 64k, capabilities: [chat, stream, tools, images, json, schema]}}}
        vocabulary: {labels: {bird.name: {words: [canarytextq7x]}}}
        guards: [{id: veil, pseudonymise: [pii], to: {locality: external}}]
        sanitise: [{id: hush, redact: secret}]
        routes: [{id: all, use: [cloud/big, home/small]}]
        """

    private func request(_ cage: inout Cage) -> ModelRequest {
        var request = ModelRequest(messages: [
            .system(cage.canary("system")), .user(cage.canary("text")),
            Message(
                role: .assistant,
                content: [
                    .toolCall(
                        ToolCall(
                            id: cage.name("callid"), name: cage.name("callname"),
                            arguments: PrivateText(#"{"to": "\#(cage.canary("arguments"))"}"#)))
                ]),
            .tool(callID: cage.name("resultid"), cage.canary("result")),
            Message(
                role: .user,
                content: [.image(.url(PrivateText("https://pictures.example/\(cage.name("image"))")))],
                name: cage.name("speaker")),
        ])
        request.tools = [
            Tool(
                name: cage.name("toolname"), description: PrivateText(cage.canary("description")),
                parameters: ["type": "object", "description": .string(cage.canary("schema"))])
        ]
        request.responseFormat = .schema(
            name: cage.name("formatname"), ["type": "object", "description": .string(cage.canary("format"))])
        request.options.stop = [cage.canary("stop")]
        request.context.conversation = PrivateText(cage.name("conversation"))
        return request
    }

    /// Everything that can be had of a thing as text.
    private func said(_ thing: some Any) -> String {
        var text = "\(thing) " + String(reflecting: thing) + " "
        dump(thing, to: &text)
        return text
    }

    @Test(arguments: ["served", "local", "failed", "rejected", "audit"]) func nothingSaysWhatARequestHeld(_ way: String)
        async throws
    {
        var cage = Cage()
        var request = request(&cage)
        let words = cage.words
        let answerCanary = cage.name("answer")
        let trail = Trail(fails: way == "audit")
        let journal = Journal()
        let clock = ManualClock()
        let script: @Sendable (ScriptedProvider.Call) -> ScriptedProvider.Script = { call in
            if way == "failed" || (way == "local" && call.target.locality == .external) {
                let quoted = call.request.messages.map(\.text).joined()
                return [.fail(ProviderFailure(.provider, "it fell over: \(quoted)"))]
            }
            return .answer("\(answerCanary) \(call.request.messages.map(\.text).joined(separator: " "))")
        }
        var registry = ProviderRegistry(transport: nil)
        let provider = ScriptedProvider(clock: clock, script: script)
        registry.register(provider, for: "home")
        registry.register(provider, for: "cloud")
        let router = try Router(
            policy: Policy(yaml: Self.policy + "\nretries: {default: {attempts: 1}}\n"), providers: registry,
            options: RouterOptions(clock: clock, audit: trail, observer: journal))
        if way == "rejected" {
            request.context.task = "sensitive"
            router.isOffline = true
            request.context.pin = TargetName("cloud/big")
        }
        var text = ""
        let explanation = router.explain(request)
        text += explanation.text(isDetailed: true) + explanation.json().text() + said(explanation.findings)
        do throws(TurnoutError) {
            let answer = try await router.complete(request)
            text += said(answer) + answer.record.json().text() + answer.record.explanation().text(isDetailed: true)
            #expect(way == "served" || way == "local")
        } catch {
            text += said(error) + error.record.json().text() + error.message
            #expect(way == "failed" || way == "rejected" || way == "audit")
        }
        do throws(TurnoutError) {
            let stream = try await router.stream(request)
            for try await event in stream { text += said(event) }
            text += said(stream) + stream.record.json().text()
        } catch {
            text += said(error)
        }
        for event in journal.events { text += said(event) }
        text += trail.lines.joined(separator: "\n")
        #expect(trail.lines.count { $0.contains(#""event":"ended""#) } == 2)
        text += said(router) + said(router.policy.detectors)
        for (index, word) in (words + [answerCanary]).enumerated() {
            let isSilent = !text.contains(word)
            #expect(isSilent, "canary \(index) got out")
        }
        #expect(!text.isEmpty)
        // The search is not deaf: the provider did see what was meant for it.
        if way == "served" {
            let sent = provider.calls.flatMap { $0.request.messages.map(\.text) }.joined()
            #expect(sent.contains("canarysystemq7x"))
            #expect(!sent.contains("canarysystemq7x@"))
        }
    }

    /// What callers say beside the content is in the log as it is, unless a detector finds something in it.
    @Test func whatIsPrivateInFactsIsOnlyMarked() async throws {
        var cage = Cage()
        let clock = ManualClock()
        let trail = Trail(fails: false)
        var registry = ProviderRegistry(transport: nil)
        for name in ["home", "cloud"] { registry.register(ScriptedProvider(clock: clock), for: name) }
        let router = try Router(
            policy: Policy(yaml: Self.policy), providers: registry, options: RouterOptions(clock: clock, audit: trail))
        func address(_ field: String) -> String {
            [cage.name(field), "example.org"].joined(separator: "@")
        }
        var contexts = [RequestContext(conversation: PrivateText(cage.name("talk")))]
        contexts.append(RequestContext(user: address("user"), tags: ["plain", address("tag")]))
        contexts.append(RequestContext(tenant: address("tenant"), groups: [address("group")]))
        contexts.append(RequestContext(feature: address("feature"), region: address("region")))
        contexts.append(RequestContext(labels: [address("label")]))
        contexts.append(RequestContext(task: address("task")))
        contexts.append(RequestContext(pin: TargetName(provider: "home", model: address("pin"))))
        contexts.append(RequestContext(attributes: ["a": address("value"), address("key"): "b"]))
        contexts.append(RequestContext(user: "canarytextq7x", tags: [String(repeating: "long ", count: 300)]))
        for context in contexts {
            var request = ModelRequest("hello")
            request.context = context
            _ = try? await router.complete(request)
        }
        let text = trail.lines.joined(separator: "\n")
        for word in cage.words + ["canarytextq7x", "long long"] { #expect(!text.contains(word), "\(word) got out") }
        #expect(text.contains(#""tags":["plain",{"hidden":""#))
        let hidden = try trail.lines.filter { $0.contains(#""event":"ended""#) }.map {
            try AuditEntry.Replay(json: JSONValue(parsing: Array($0.utf8))).hidden
        }
        #expect(hidden[..<4] == [[], ["user", "tags[1]"], ["tenant", "groups[0]"], ["feature", "region"]])
        #expect(hidden.dropFirst().allSatisfy { !$0.isEmpty })
    }

    private final class Trail: AuditTrail {
        private let state = Mutex<[String]>([])
        private let fails: Bool

        init(fails: Bool) { self.fails = fails }

        var lines: [String] { state.withLock { $0 } }

        func write(_ entry: AuditEntry) async throws(AuditFailure) {
            state.withLock { $0.append(entry.json().text()) }
            if fails { throw AuditFailure("no room") }
        }

        func note(_ entry: AuditEntry, onFailure: @escaping @Sendable (AuditFailure) -> Void) {
            state.withLock { $0.append(entry.json().text()) }
            if fails { onFailure(AuditFailure("no room")) }
        }
    }
}
