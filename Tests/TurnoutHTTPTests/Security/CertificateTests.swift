#if Server
import Testing
import TurnoutCore
import TurnoutHTTP

/// Whom the transport believes: nobody whose certificate the machine or a named file does not vouch for.
@Suite(.enabled(if: TestAuthority.openssl != nil, "this machine has no openssl to make certificates with"), .serialized)
struct CertificateTests {
    private static let chat = "/chat/completions"

    /// Calls a server that shows a certificate, and expects to be protected from it.
    private func refuses(_ identity: TestAuthority.Identity, trusting roots: TrustRoots) async throws {
        try await SecureServer.run([Self.chat: [.text(Wire.last)]], as: identity) { server in
            try await HTTPTransport.run(.init(trustRoots: roots)) { transport in
                let outcome = try await transport.stream(server.url(""))
                #expect(outcome.failure?.code == .network)
                #expect(outcome.failure?.isUnreachable == true)
                #expect(
                    outcome.failure?.message.contains(
                        "no secure connection to 127.0.0.1:\(server.port): its certificate was not accepted") == true)
                #expect(server.seen.requests == [])
            }
        }
    }

    @Test(.timeLimit(.minutes(1))) func anAuthorityThatNobodyNamed() async throws {
        try await TestAuthority.run { try await refuses(await $0.identity(), trusting: .system) }
    }

    @Test(.timeLimit(.minutes(1))) func anotherAuthority() async throws {
        try await TestAuthority.run { trusted in
            try await TestAuthority.run { try await refuses(await $0.identity(), trusting: trusted.trusted()) }
        }
    }

    @Test(.timeLimit(.minutes(1))) func expired() async throws {
        try await TestAuthority.run { try await refuses(await $0.identity(days: -1), trusting: $0.trusted()) }
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["DNS:elsewhere.example", "IP:127.0.0.2", "DNS:127.0.0.1"])
    func forAnotherName(names: String) async throws {
        try await TestAuthority.run { try await refuses(await $0.identity(for: names), trusting: $0.trusted()) }
    }

    /// Trusting one's own authority takes nothing from the names that are checked, nor from the machine's trust.
    @Test(.timeLimit(.minutes(1)), arguments: ["127.0.0.1", "localhost"])
    func aServerOfOnesOwnAuthority(host: String) async throws {
        try await TestAuthority.run { authority in
            try await SecureServer.run([Self.chat: [.text(Wire.last)]], as: await authority.identity()) { server in
                try await HTTPTransport.run(.init(trustRoots: authority.trusted())) { transport in
                    let outcome = try await transport.stream(server.url("", host: host))
                    #expect(outcome.failure == nil)
                    #expect(outcome.isFinished)
                }
            }
        }
    }

    /// A server that is not believed does not break the pool: once it shows a good certificate, calls go through.
    @Test(.timeLimit(.minutes(1))) func oneRefusalIsNotRemembered() async throws {
        try await TestAuthority.run { authority in
            try await HTTPTransport.run(.init(trustRoots: authority.trusted())) { transport in
                for days in [-1, 1] {
                    let identity = try await authority.identity(days: days)
                    try await SecureServer.run([Self.chat: [.text(Wire.last)]], as: identity) { server in
                        let outcome = try await transport.stream(server.url(""))
                        #expect((outcome.failure == nil) == (days > 0))
                    }
                }
            }
        }
    }
}
#endif
