import Testing
import TurnoutCore
import TurnoutEngine
import TurnoutPolicy
import TurnoutPrivacy

@testable import Turnout

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A folder with a log, and entries to write into it. The folder goes with its last use.
final class LogStage {
    let folder: String
    var path: String { folder + "/log.jsonl" }
    private let policy: Policy
    private let classifier: Classifier
    private let screen: FactScreen
    /// When the next entry is made, from 1970 on.
    var time = Timestamp(microseconds: 1_700_000_000_000_000)
    private var made: UInt64 = 0

    init() throws {
        var template = Array("/tmp/turnout-log-XXXXXX".utf8CString)
        folder = try #require(
            template.withUnsafeMutableBufferPointer { buffer in
                buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
            })
        policy = try Policy(
            yaml: """
                version: 1
                providers: {home: {kind: custom, locality: local, models: {small: {}}}}
                routes: [{id: all, use: [home/small]}]
                """)
        classifier = Classifier(policy: policy)
        var random = SystemRandomNumberGenerator()
        screen = FactScreen(scanner: policy.scanner, key: CorrelationKey(using: &random))
    }

    deinit {
        for name in names { unlink("\(folder)/\(name)") }
        rmdir(folder)
    }

    /// An entry of a request that nothing is known of.
    func entry() -> AuditEntry {
        made += 1
        let classified = classifier.classify(ModelRequest("hello"), for: policy)
        let state = RoutingState(now: time)
        let routed = RoutedDecision(policy.decide(classified.facts, state), classified: classified, state: state)
        return AuditEntry(
            id: RequestID(high: made, low: 0), time: time, event: .rejected(.noRoute), routed: routed, screen: screen)
    }

    /// Writes entries one by one.
    func write(_ count: Int, _ rotation: AuditFile.Rotation = AuditFile.Rotation()) async throws {
        let file = try AuditFile(path: path, rotation: rotation)
        for _ in 0..<count { try await file.write(entry()) }
    }

    /// The names of all files, in order.
    var names: [String] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names.filter { $0 != "." && $0 != ".." }.sorted()
    }

    func bytes(_ name: String = "log.jsonl") throws -> [UInt8] {
        let file = try #require(fopen("\(folder)/\(name)", "r"))
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return bytes
    }

    func replace(_ bytes: [UInt8], _ name: String = "log.jsonl") throws {
        let file = try #require(fopen("\(folder)/\(name)", "w"))
        defer { fclose(file) }
        #expect(fwrite(bytes, 1, bytes.count, file) == bytes.count)
    }

    /// The lines of a file, as JSON.
    func lines(_ name: String = "log.jsonl") throws -> [JSONValue] {
        try bytes(name).split(separator: 0x0A).map { try JSONValue(parsing: Array($0)) }
    }

    /// Checks the whole log: what was put aside, and then what is written.
    func check(expecting digest: String? = nil) throws -> AuditReport {
        let archives = names.filter { $0.hasPrefix("log.jsonl.") }
        return Self.check(try (archives + ["log.jsonl"]).map { ($0, try bytes($0)) }, expecting: digest)
    }

    /// Checks files that are given as bytes, in pieces of an odd length.
    static func check(_ files: [(String, [UInt8])], expecting digest: String? = nil) -> AuditReport {
        var check = AuditCheck(expecting: digest)
        for (name, bytes) in files {
            check.begin(file: name)
            for start in stride(from: 0, to: bytes.count, by: 977) {
                check.take(Array(bytes[start..<min(start + 977, bytes.count)]))
            }
            check.end()
        }
        return check.finish()
    }
}
