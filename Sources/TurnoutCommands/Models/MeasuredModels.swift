import Turnout
import TurnoutCore
import TurnoutPolicy

/// What a running router measured of models, as `turnout run --metrics` and programs write it.
struct MeasuredModels {
    private var metrics: [String: ModelMetrics] = [:]

    /// Reads a file of metrics.
    ///
    /// - Throws: an error that names the file and what is wrong with it.
    init(_ path: String, in context: CommandContext) throws(UsageError) {
        let bytes: [UInt8]
        do throws(PolicyFileError) { bytes = try context.files.read(path) } catch {
            throw UsageError("--metrics", "`\(path)` cannot be read: \(error.reason)")
        }
        guard let json = try? JSONValue(parsing: bytes), let list = ModelMetrics.list(from: json) else {
            throw UsageError(
                "--metrics", "`\(path)` holds no metrics of format_version \(ModelMetrics.formatVersion)",
                help: "write them with `turnout run --metrics FILE`, or with `ModelMetrics.json` in a program")
        }
        for one in list { metrics[one.target.description] = one }
    }

    /// The columns that stand beside the facts.
    var columns: [ModelColumn] {
        [
            ModelColumn(title: "latency", width: 7) { Self.short(metrics[$0.fullName]?.meanLatency) },
            ModelColumn(title: "1st tok", width: 7) { Self.short(metrics[$0.fullName]?.medianFirstToken) },
            ModelColumn(title: "errors", width: 6) { Self.percent(metrics[$0.fullName]?.errorRate) },
        ]
    }

    /// The lines of a comparison.
    var aspects: [ModelAspect] {
        [
            ModelAspect(title: "calls") { metrics[$0.fullName].map { String($0.calls) } },
            ModelAspect(title: "latency") { metrics[$0.fullName]?.meanLatency.map { Self.short($0) + " on average" } },
            ModelAspect(title: "first token") { row in
                metrics[row.fullName]?.medianFirstToken.map { median in
                    let slow = metrics[row.fullName]?.slowFirstToken.map { ", p95 \(Self.short($0))" } ?? ""
                    return "p50 \(Self.short(median))\(slow)"
                }
            },
            ModelAspect(title: "errors") { metrics[$0.fullName].map { Self.percent($0.errorRate) } },
        ]
    }

    /// The row's metrics for programs; `null` where nothing was measured.
    func json(of row: ModelRow) -> JSONValue {
        guard let one = metrics[row.fullName] else { return .null }
        return ModelMetrics.json([one])["metrics"]?[0] ?? .null
    }

    private static func short(_ duration: Duration?) -> String {
        guard let milliseconds = duration.map({ $0.nanosecondsSaturating / 1_000_000 }) else { return "-" }
        return milliseconds < 10_000 ? "\(milliseconds) ms" : "\(milliseconds / 1_000) s"
    }

    private static func percent(_ share: Double?) -> String {
        share.map { "\(Int(($0 * 1_000).rounded()) / 10).\(Int(($0 * 1_000).rounded()) % 10)%" } ?? "-"
    }
}
