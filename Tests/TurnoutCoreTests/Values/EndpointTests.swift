import Testing
import TurnoutCore

@Suite struct EndpointTests {
    @Test func readsTheParts() throws {
        let endpoint = try Endpoint(parsing: "https://API.Example.com:8443/v1/")
        #expect(endpoint.host == "api.example.com")
        #expect(endpoint.port == 8443)
        #expect(endpoint.path == "/v1")
        #expect(endpoint.description == "https://api.example.com:8443/v1")
        #expect(try Endpoint(parsing: "http://[::1]:11434").host == "::1")
        #expect(try Endpoint(parsing: "http://localhost").port == 80)
    }

    @Test(arguments: [
        ("ftp://x", Endpoint.Problem.scheme), ("example.com", .scheme), ("https://", .host), ("https://a b", .host),
        ("https://u:p@host", .credentials), ("https://host?x=1", .query), ("https://host#x", .query),
        ("https://host:0", .port), ("https://host:65536", .port), ("https://host:x", .port), ("https://[::g]", .host),
        ("https://host/a b", .host),
    ])
    func refuses(_ text: String, _ problem: Endpoint.Problem) {
        #expect(throws: problem) { try Endpoint(parsing: text) }
    }

    @Test(arguments: [
        "http://127.0.0.1", "http://localhost:1", "http://10.1.2.3", "http://172.16.0.1",
        "http://172.31.255.255", "http://192.168.1.1", "http://169.254.0.1", "http://[::1]", "http://[fd00::1]",
        "http://[fe80::1]", "http://[::ffff:127.0.0.1]", "http://[::ffff:10.0.0.1]",
    ])
    func knowsWhatIsLocal(_ text: String) throws {
        #expect(try Endpoint(parsing: text).isProvablyLocal)
    }

    @Test(arguments: [
        "https://example.com", "http://127.0.0.1.example.com", "http://localhost.example.com", "http://172.32.0.1",
        "http://172.15.0.1", "http://8.8.8.8", "http://0x7f.0.0.1", "http://0177.0.0.1", "http://127.1",
        "http://2130706433", "http://[2001:db8::1]", "http://[::ffff:8.8.8.8]", "http://[::]", "http://host.local",
        "http://ollama:11434", "http://notlocalhost", "http://a.localhost", "http://010.0.0.1",
    ])
    func takesNothingElseForLocal(_ text: String) throws {
        #expect(try !Endpoint(parsing: text).isProvablyLocal)
    }
}
