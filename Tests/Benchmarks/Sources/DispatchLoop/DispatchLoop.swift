import AsyncHTTPClient
import TurnoutHTTP

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Times requests through the dispatch layer and around it, against one upstream, in one run, and prints what it adds.
/// Exit codes: 0 done, 1 a limit passed, 2 usage, 70 internal.
@main
struct DispatchLoop {
    static func main() async {
        guard let options = DispatchOptions(CommandLine.arguments.dropFirst()) else { stop(2, DispatchOptions.usage) }
        do {
            if options.isUpstream {
                try Upstream.serve()
            } else {
                let report = try await measure(options)
                print(report.text)
                // What is printed is kept back while it goes into a file, and would come behind the verdict.
                fflush(nil)
                if let limit = options.limit {
                    let broken = report.broken(limit, over: options.baseline)
                    if !broken.isEmpty { stop(1, broken.joined(separator: "\n")) }
                }
            }
        } catch {
            stop(70, "\(error)")
        }
    }

    private static func measure(_ options: DispatchOptions) async throws -> DispatchReport {
        let upstream = try UpstreamProcess()
        defer { upstream.stop() }
        let transport = HTTPTransport()
        let client = HTTPClient.make()
        do {
            let report = try await DispatchReport(options, upstream, client, transport)
            try await client.shutdown()
            await transport.shutdown()
            return report
        } catch {
            try await client.shutdown()
            await transport.shutdown()
            throw error
        }
    }

    private static func stop(_ code: Int32, _ message: String) -> Never {
        // fputs wants a stream, and glibc's `stderr` is a mutable global: write says the same without it.
        let line = Array("DispatchLoop: \(message)\n".utf8)
        _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
        exit(code)
    }
}
