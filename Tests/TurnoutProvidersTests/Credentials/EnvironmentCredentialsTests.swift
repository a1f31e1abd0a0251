import Testing
import TurnoutCore
import TurnoutPolicy
import TurnoutProviders

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

@Suite struct EnvironmentCredentialsTests {
    private let credentials = EnvironmentCredentials()

    private func failure(_ reference: CredentialReference) -> ProviderFailure? {
        #expect(throws: ProviderFailure.self) { try credentials.secret(for: reference) }
    }

    /// Runs with a file of that content.
    private func withFile(_ content: [UInt8], _ body: (String) throws -> Void) throws {
        var template = Array("/tmp/turnout-key-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        try #require(descriptor >= 0)
        let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer {
            close(descriptor)
            unlink(path)
        }
        try #require(write(descriptor, content, content.count) == content.count)
        try body(path)
    }

    @Test func variables() throws {
        let name = "TURNOUT_TEST_KEY_\(UInt32.random(in: 0...UInt32.max))"
        #expect(failure(.environment(name))?.code == .authentication)
        #expect(failure(.environment(name))?.message.contains(name) == true)
        setenv(name, " word ", 1)
        defer { unsetenv(name) }
        #expect(try credentials.secret(for: .environment(name)).reveal() == "word")
        setenv(name, "", 1)
        #expect(failure(.environment(name))?.message.contains("empty") == true)
        setenv(name, "two\nlines", 1)
        #expect(failure(.environment(name))?.message.contains("two") == false)
    }

    @Test func anotherEnvironment() throws {
        let other = EnvironmentCredentials { $0 == "A" ? "word" : nil }
        #expect(try other.secret(for: .environment("A")).reveal() == "word")
        #expect(throws: ProviderFailure.self) { try other.secret(for: .environment("PATH")) }
    }

    @Test func files() throws {
        try withFile(Array("first\r\nsecond\n".utf8)) { path in
            #expect((try? credentials.secret(for: .file(path)))?.reveal() == "first")
        }
        try withFile(Array("first".utf8)) { path in
            #expect((try? credentials.secret(for: .file(path)))?.reveal() == "first")
        }
        try withFile([]) { path in #expect(failure(.file(path))?.message.contains("empty") == true) }
        try withFile([0x61, 0x00, 0xFF]) { path in #expect(failure(.file(path))?.code == .authentication) }
        try withFile([UInt8](repeating: 0x61, count: 20_000)) { path in
            #expect(failure(.file(path))?.message.contains("too long") == true)
        }
    }

    @Test func filesThatAreNone() {
        #expect(failure(.file("/nowhere/at/all"))?.message.contains("/nowhere/at/all") == true)
        #expect(failure(.file("/tmp"))?.code == .authentication)
    }
}
