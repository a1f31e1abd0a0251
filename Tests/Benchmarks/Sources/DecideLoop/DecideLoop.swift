import DecideScenario

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Times decisions with its own loop and prints them. Exit codes: 0 done, 1 a limit passed, 2 usage, 70 internal.
@main
struct DecideLoop {
    static func main() {
        guard let options = Options(CommandLine.arguments.dropFirst()) else { stop(2, Options.usage) }
        guard allocationsAreCountedExactly() else { stop(70, "allocations are not counted exactly in this build") }
        do {
            let report = try measure(options)
            print(options.format == .json ? report.json : report.table)
            if options.check, !report.broken.isEmpty { stop(1, report.broken.joined(separator: "\n")) }
        } catch {
            stop(70, "\(error)")
        }
    }

    private static func measure(_ options: Options) throws -> Report {
        let measurements = try options.routes.map { routes in
            var (loads, scenario) = ([Duration](), try DecideScenario(routes: routes))
            for _ in 0..<5 {
                loads.append(try ContinuousClock().measure { scenario = try DecideScenario(routes: routes) })
            }
            loads.sort()
            guard scenario.publicTarget() == scenario.expectedTarget, scenario.confidentialTarget() == "local/small"
            else { throw WrongDecision(routes: routes) }
            return Measurement(scenario, load: percentile(50, of: loads), iterations: options.iterations)
        }
        return Report(measurements: measurements, clockCost: clockCost())
    }

    private static func stop(_ code: Int32, _ message: String) -> Never {
        // fputs wants a stream, and glibc's `stderr` is a mutable global: write says the same without it.
        let line = Array("DecideLoop: \(message)\n".utf8)
        _ = line.withUnsafeBytes { write(2, $0.baseAddress, $0.count) }
        exit(code)
    }
}

/// The engine decided otherwise than the scenario says: nothing is timed then.
struct WrongDecision: Error, CustomStringConvertible {
    var routes: Int
    var description: String { "with \(routes) routes the decision is not the expected one" }
}
