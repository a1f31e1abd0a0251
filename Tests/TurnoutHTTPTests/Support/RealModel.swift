#if Server
import Foundation
import Testing
import Turnout
import TurnoutCore
import TurnoutHTTP
import TurnoutPolicy
import TurnoutProviders

/// The real model that the environment names.
enum RealModel {
    static var address: String? { ProcessInfo.processInfo.environment["TURNOUT_MODEL_URL"] }

    static func base() throws -> String { try #require(address) }

    /// Runs with a router whose connections are closed behind the body.
    static func routed<Result>(_ policy: Policy, _ body: (Router) async throws -> Result) async throws -> Result {
        try await HTTPTransport.run(.init()) { try await body(Router(policy: policy, transport: $0)) }
    }

    /// A server of a test's own, to be killed.
    struct Server {
        let base: String
        private let process: Process

        func kill() { Foundation.kill(process.processIdentifier, SIGKILL) }

        static func start() async throws -> Server {
            let environment = ProcessInfo.processInfo.environment
            let process = Process()
            process.executableURL = URL(filePath: try #require(environment["TURNOUT_MODEL_PYTHON"]))
            let port = 18_000 + Int(ProcessInfo.processInfo.processIdentifier % 1_000) + 1_000
            process.arguments = [try #require(environment["TURNOUT_MODEL_SCRIPT"]), "--port", String(port)]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            let server = Server(base: "http://127.0.0.1:\(port)", process: process)
            let transport = HTTPTransport()
            for _ in 0..<120 {
                let probe = WireRequest(method: .get, url: "\(server.base)/health")
                // The server listens before its model is loaded, and says so with a status.
                var isReady = false
                do throws(ProviderFailure) {
                    try await transport.send(probe) { part throws(ProviderFailure) in
                        if case .head(let head) = part { isReady = head.status == 200 }
                    }
                } catch { isReady = false }
                if isReady {
                    await transport.shutdown()
                    return server
                }
                try await Task.sleep(for: .milliseconds(250))
            }
            await transport.shutdown()
            server.kill()
            throw CancellationError()
        }
    }
}
#endif
