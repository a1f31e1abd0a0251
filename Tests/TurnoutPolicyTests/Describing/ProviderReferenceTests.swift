import Testing
import TurnoutPolicy

@Suite struct ProviderReferenceTests {
    @Test func thePageIsTheCodes() throws { try Generated.check(ProviderReference.page, "docs/reference/providers.md") }
}
