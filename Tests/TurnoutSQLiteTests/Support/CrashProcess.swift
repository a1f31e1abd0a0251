#if SQLite
import Foundation
import Synchronization

/// A running `ledger-crash`, and what it has said.
final class CrashProcess: Sendable {
    struct NotFound: Error {}

    private let process: Mutex<Process>
    private let output: Mutex<Data>
    private let ended = DispatchSemaphore(value: 0)

    /// Starts it with some words.
    init(_ words: String...) throws {
        let process = Process()
        process.executableURL = try Self.program()
        process.arguments = words
        let pipe = Pipe()
        process.standardOutput = pipe
        output = Mutex(Data())
        try process.run()
        self.process = Mutex(process)
        let reading = pipe.fileHandleForReading
        Thread.detachNewThread { [self] in
            while case let data = reading.availableData, !data.isEmpty { output.withLock { $0 += data } }
            ended.signal()
        }
    }

    /// The program lies beside the tests' own.
    private static func program() throws -> URL {
        let own = [URL(fileURLWithPath: CommandLine.arguments[0])] + Bundle.allBundles.map(\.bundleURL)
        let places = own.map { $0.deletingLastPathComponent().appendingPathComponent("ledger-crash") }
        guard let found = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
            throw NotFound()
        }
        return found
    }

    func kill() { process.withLock { _ = Foundation.kill($0.processIdentifier, SIGKILL) } }

    /// Waits for its end and gives the whole lines that it has said.
    func lines() async -> [[String]] {
        await withCheckedContinuation { (waiter: CheckedContinuation<Void, Never>) in
            Thread.detachNewThread { [self] in
                ended.wait()
                process.withLock { $0.waitUntilExit() }
                waiter.resume()
            }
        }
        let text = String(decoding: output.withLock { $0 }, as: UTF8.self)
        // A line that was cut off by the end was not acknowledged.
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .map { $0.split(separator: " ").map(String.init) }
    }

    /// Waits until it has said a word.
    func waits(for word: String) async throws {
        while !output.withLock({ String(decoding: $0, as: UTF8.self).contains(word) }) {
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}
#endif
