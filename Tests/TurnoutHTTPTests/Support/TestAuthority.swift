#if Server
import Foundation
import NIOSSL
import Testing
import TurnoutHTTP

/// A certificate authority that lives for one test, made by `openssl`; its keys are never kept.
struct TestAuthority {
    /// What a server shows, and the key for it.
    struct Identity {
        var chain: [NIOSSLCertificate]
        var key: NIOSSLPrivateKey
    }

    /// Where `openssl` is; `nil` when this machine has none, and the tests that need it are skipped.
    static let openssl: URL? = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").lazy
        .map { URL(filePath: String($0)).appending(path: "openssl") }
        .first { FileManager.default.isExecutableFile(atPath: $0.path) }

    private static let newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]

    private let folder: URL

    /// The authority's certificate in PEM form.
    var file: String { path("ca.pem") }

    /// The machine's authorities and this one.
    func trusted() throws -> TrustRoots { try TrustRoots(addingPEMFiles: [file]) }

    /// Runs with an authority whose files are gone behind the body.
    static func run<Value>(_ body: (TestAuthority) async throws -> Value) async throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appending(path: "turnout-ca-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        let authority = TestAuthority(folder: folder)
        try await authority.openssl(
            ["req", "-x509"] + newKey
                + [
                    "-keyout", authority.path("ca.key"), "-out", authority.file, "-days", "2", "-subj",
                    "/CN=An authority of a test", "-addext", "keyUsage=critical,keyCertSign",
                ])
        return try await body(authority)
    }

    /// A certificate that this authority signed.
    ///
    /// - Parameters:
    ///   - names: whom it is for.
    ///   - days: how long it holds; negative for one that has expired.
    func identity(for names: String = "IP:127.0.0.1,DNS:localhost", days: Int = 1) async throws -> Identity {
        try await openssl(
            ["req", "-new"] + Self.newKey
                + ["-keyout", path("leaf.key"), "-out", path("leaf.csr"), "-subj", "/CN=A server of a test"])
        try Data("subjectAltName=\(names)\nextendedKeyUsage=serverAuth\n".utf8)
            .write(to: folder.appending(path: "leaf.ext"))
        try await openssl([
            "x509", "-req", "-in", path("leaf.csr"), "-CA", file, "-CAkey", path("ca.key"), "-set_serial",
            String(Int.random(in: 2...Int(Int32.max))), "-days", String(days), "-extfile", path("leaf.ext"), "-out",
            path("leaf.pem"),
        ])
        return Identity(
            chain: try NIOSSLCertificate.fromPEMFile(path("leaf.pem")),
            key: try NIOSSLPrivateKey(file: path("leaf.key"), format: .pem))
    }

    private func path(_ name: String) -> String { folder.appending(path: name).path }

    /// Runs the program without holding up a thread that other tests need.
    private func openssl(_ arguments: [String]) async throws {
        let program = try #require(Self.openssl)
        let complaint = folder.appending(path: "complaint")
        try Data().write(to: complaint)
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: complaint)
        let (ends, end) = AsyncStream.makeStream(of: Int32.self)
        process.terminationHandler = {
            end.yield($0.terminationStatus)
            end.finish()
        }
        try process.run()
        for await status in ends where status != 0 {
            Issue.record("openssl: \(try String(contentsOf: complaint, encoding: .utf8))")
        }
    }
}
#endif
