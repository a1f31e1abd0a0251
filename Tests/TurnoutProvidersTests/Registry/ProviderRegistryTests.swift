import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutProviders

@Suite struct ProviderRegistryTests {
    private struct Silence: Transport {
        func send(
            _ request: WireRequest,
            receive: (WireResponsePart) async throws(ProviderFailure) -> Void
        ) async throws(ProviderFailure) {}
    }

    private struct Own: Provider {
        func send(
            _ permit: consuming DispatchPermit,
            context: CallContext,
            emit: (AnswerEvent) async -> Void
        ) async throws(ProviderFailure) {}
    }

    @Test(arguments: ProviderKind.allCases)
    func kinds(kind: ProviderKind) throws {
        let target = try Samples.target(kind)
        let isBuiltIn = kind != .custom
        let provider = ProviderRegistry(transport: Silence()).provider(for: target)
        #expect((provider is HTTPProvider) == isBuiltIn)
        #expect((provider == nil) == !isBuiltIn)
        #expect((ProviderRegistry(transport: Silence()).service(for: target) != nil) == isBuiltIn)
        #expect(ProviderRegistry(transport: nil).provider(for: target) == nil)
    }

    @Test func ownProvidersServeByNameAndComeFirst() throws {
        var registry = ProviderRegistry(transport: Silence())
        registry.register(Own(), for: "openai")
        registry.register(Own(), for: "custom")
        #expect(registry.provider(for: try Samples.target(.openai)) is Own)
        #expect(registry.service(for: try Samples.target(.openai)) == nil)
        #expect(registry.provider(for: try Samples.target(.custom)) is Own)
        #expect(registry.provider(for: try Samples.target(.ollama)) is HTTPProvider)
    }
}
