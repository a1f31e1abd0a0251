import Testing
import TurnoutCore
import TurnoutPolicy

@Suite("What counts as local")
struct LocalityTests {
    static func load(_ settings: String, model: String = "m: {}") -> PolicyLoadResult {
        Parts.check("providers: {own: {\(settings), models: {\(model)}}}\nroutes: [{use: [own/m]}]")
    }

    static func locality(_ host: String) -> Locality? {
        load("kind: openai_compatible, endpoint: \"https://\(host)\"").policy?.targets.first?.locality
    }

    @Test(
        "addresses of this machine and of private networks",
        arguments: [
            "localhost", "LOCALHOST", "127.0.0.1", "127.255.255.254:8080", "10.0.0.1", "172.16.0.1", "172.31.255.255",
            "192.168.1.1", "169.254.1.1", "[::1]", "[::1]:8080", "[0:0:0:0:0:0:0:1]", "[fd00::1]", "[fc00::1]",
            "[fe80::1]", "[::ffff:127.0.0.1]", "[::ffff:10.1.2.3]", "[::ffff:7f00:1]",
        ])
    func local(_ host: String) {
        #expect(Self.locality(host) == .local)
    }

    @Test(
        "everything else, above all what only looks local",
        arguments: [
            "example.com", "127.0.0.1.example.com", "localhost.example.com", "localhost.", "localhost.com",
            "notlocalhost",
            "0x7f.1", "0x7f000001", "127.1", "127.0.1", "2130706433", "017700000001", "0177.0.0.1", "127.0.0.01",
            "10.0.0.1.nip.io", "192.168.1", "192.168.1.256", "172.15.255.255", "172.32.0.1", "11.0.0.1", "8.8.8.8",
            "0.0.0.0", "100.64.0.1", "192.169.0.1", "[::]", "[::ffff:8.8.8.8]", "[::127.0.0.1]", "[2001:db8::1]",
            "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe00::1]", "[fec0::1]", "[1::1]", "router.local", "nas.lan",
        ])
    func external(_ host: String) {
        #expect(Self.locality(host) == .external)
    }

    @Test(
        "what is no host is refused",
        arguments: [
            "", "127.0.0.1@evil.example", "user:pass@127.0.0.1", "[::1", "[::1]x", "::1", "[::1%eth0]", "[:::1]",
            "[1:2:3]",
            "127.0.0.1\\@evil.example", "127.0.0.1#@evil.example", "127.0.0.1?x", "exa mple.com", "127.0.0.1:0",
            "127.0.0.1:65536", "127.0.0.1:x", "127.0.0.1:80:80", "１２７.0.0.1", "127。0。0。1", "[::ffff:999.0.0.1]",
        ])
    func refused(_ host: String) {
        let escaped = host.replacing("\\", with: "\\\\")
        let result = Self.load("kind: openai_compatible, endpoint: \"https://\(escaped)\"")
        #expect(result.errors == [.invalidEndpoint], "\(result.diagnostics.map(\.lines))")
    }

    @Test("an unencrypted call leaves the house never")
    func plainHTTP() {
        #expect(Self.load("kind: openai_compatible, endpoint: \"http://127.1:80\"").errors == [.plainHTTP])
        #expect(Self.load("kind: openai_compatible, endpoint: \"http://127.0.0.1.nip.io\"").errors == [.plainHTTP])
        #expect(Self.load("kind: openai_compatible, endpoint: \"http://[::1]\"").errors == [])
    }

    @Test("that holds for every kind of provider, whatever `locality` says", arguments: ProviderKind.allCases)
    func plainHTTPOfEachKind(_ kind: ProviderKind) {
        let settings = "kind: \(kind.rawValue), credentials: {env: K}, endpoint: "
        for host in ["llm.example.com", "8.8.8.8:8080/v1", "[2001:db8::1]", "nas", "100.64.0.1", "localhost.example"] {
            for locality in ["", ", locality: external", ", locality: local"] {
                let result = Self.load("\(settings)\"http://\(host)\"\(locality)")
                #expect(result.errors == [.plainHTTP], "\(host)\(locality): \(result.diagnostics.map(\.lines))")
                #expect(result.policy == nil)
            }
            #expect(Self.load("\(settings)\"https://\(host)\"").errors == [])
        }
        for host in ["127.0.0.1:8080", "localhost", "192.168.1.20/v1", "[fd00::1]:8000"] {
            for locality in ["", ", locality: external"] {
                #expect(Self.load("\(settings)\"http://\(host)\"\(locality)").errors == [], "\(host)\(locality)")
            }
        }
    }

    @Test("nor does it matter where the address comes from")
    func plainHTTPInterpolated() {
        func load(_ endpoint: String, _ environment: [String: String], _ more: String = "") -> PolicyLoadResult {
            Parts.check(
                "providers: {own: {kind: openai_compatible, endpoint: \"\(endpoint)\"\(more), models: {m: {}}}}\n"
                    + "routes: [{use: [own/m]}]", environment: environment)
        }
        for (endpoint, environment) in [
            ("${H}", ["H": "http://example.com"]), ("http://${H}/v1", ["H": "example.com"]),
            ("${S}://${H}", ["S": "http", "H": "example.com"]), ("${H:-http://example.com}", [:]),
            ("http://127.0.0.1${H}", ["H": ".example.com"]),
        ] {
            #expect(load(endpoint, environment).errors == [.plainHTTP], "\(endpoint)")
            #expect(load(endpoint, environment, ", locality: local").errors == [.plainHTTP], "\(endpoint)")
        }
        #expect(load("${H}", ["H": "http://127.0.0.1:8080"]).errors == [])
    }

    @Test("a name that the policy calls local needs encryption like any other, and the help says what else there is")
    func plainHTTPAsserted() {
        let result = Self.load("kind: ollama, endpoint: \"http://ollama.lan:11434\", locality: local")
        #expect(result.codes.sorted() == ["error plain_http", "warning locality_asserted"])
        let help = result.diagnostics.first { $0.code == .plainHTTP }?.help
        #expect(help?.contains("an address of this machine or a private network") == true)
        let model = Self.load("kind: ollama, endpoint: \"http://ollama.lan:11434\"", model: "m: {locality: local}")
        #expect(Set(model.errors) == [.plainHTTP, .localityConflict])
    }

    @Test("a policy may make a target external, but not local against all evidence")
    func stated() {
        func locality(_ settings: String, model: String = "m: {}") -> (Locality?, [String]) {
            let result = Self.load(settings, model: model)
            return (result.policy?.targets.first?.locality, result.codes)
        }
        let proxy = locality("kind: openai_compatible, endpoint: http://127.0.0.1:4000, locality: external")
        #expect(proxy == (.external, []))
        let named = locality("kind: openai_compatible, endpoint: https://llm.corp.example, locality: local")
        #expect(named == (.local, ["warning locality_asserted"]))
        for host in ["api.openai.com", "api.openai.com/v2", "API.OPENAI.COM:443", "openrouter.ai", "api.deepseek.com"] {
            let result = locality("kind: openai_compatible, endpoint: \"https://\(host)\", locality: local")
            #expect(result == (nil, ["error locality_conflict"]), "\(host)")
        }
        #expect(locality("kind: openai, credentials: {env: K}, locality: local").1 == ["error locality_conflict"])
        #expect(
            locality("kind: openai, credentials: {env: K}", model: "m: {locality: local}").1 == [
                "error locality_conflict"
            ])
        #expect(locality("kind: ollama", model: "m: {locality: external}") == (.external, []))
    }

    @Test(
        "models that Ollama runs on its own servers are external",
        arguments: [
            "gpt-oss:120b-cloud", "qwen3-coder:480b-cloud", "some:cloud", "SOME:120B-CLOUD",
        ])
    func cloud(_ id: String) {
        for kind in ["kind: ollama", "kind: openai_compatible, endpoint: http://127.0.0.1:11434/v1"] {
            let result = Self.load(kind, model: "m: {id: \"\(id)\"}")
            #expect(result.policy?.targets.first?.locality == .external, "\(kind)")
            #expect(result.policy?.targets.first?.price == nil)
            #expect(Self.load(kind, model: "m: {id: \"\(id)\", locality: local}").errors == [.localityConflict])
        }
        let byName = Parts.check(
            "providers: {own: {kind: ollama, models: {\"\(id)\": {}}}}\nroutes: [{use: [\"own/\(id)\"]}]")
        #expect(byName.policy?.targets.first?.locality == .external)
    }

    @Test("a model with a harmless name stays local", arguments: ["llama3.2", "cloud", "cloudy", "my-cloud-model:7b"])
    func notCloud(_ id: String) {
        #expect(Self.load("kind: ollama", model: "m: {id: \"\(id)\"}").policy?.targets.first?.locality == .local)
    }

    @Test("a variable of the environment decides by its value")
    func environment() {
        for (host, expected) in [("https://127.0.0.1", Locality.local), ("https://example.com", .external)] {
            let result = Parts.check(
                "providers: {own: {kind: openai_compatible, endpoint: \"${H}\", models: {m: {}}}}\n"
                    + "routes: [{use: [own/m]}]", environment: ["H": host])
            #expect(result.policy?.targets.first?.locality == expected)
        }
    }
}
