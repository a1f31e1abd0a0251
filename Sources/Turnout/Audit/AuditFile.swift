import Dispatch
import Synchronization
import TurnoutCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A trail in a file of JSON lines, appended to and flushed to the disk.
///
/// Entries that come while the disk is busy are flushed together. The file is made readable by its owner alone.
public final class AuditFile: AuditTrail {
    private typealias Writer = CheckedContinuation<Result<Void, AuditFailure>, Never>

    private struct Waiting {
        var lines: [UInt8] = []
        var writers: [Writer] = []
    }

    private let descriptor: Int32
    private let path: String
    private let waiting = Mutex(Waiting())
    /// The disk is waited for here and not on the tasks' own threads.
    private let queue = DispatchQueue(label: "turnout.audit")

    /// Opens a file, or makes it.
    ///
    /// - Throws: when it cannot be written to.
    public init(path: String) throws(AuditFailure) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw AuditFile.failure(path) }
    }

    deinit { close(descriptor) }

    public func write(_ entry: AuditEntry) async throws(AuditFailure) {
        let line = Array((entry.json().text() + "\n").utf8)
        let result = await withCheckedContinuation { (writer: Writer) in
            waiting.withLock { waiting in
                waiting.lines += line
                waiting.writers.append(writer)
            }
            queue.async { self.flush() }
        }
        try result.get()
    }

    /// Writes all that waits, and tells everyone who waits for it.
    private func flush() {
        let (lines, writers) = waiting.withLock { waiting in
            defer { waiting = Waiting() }
            return (waiting.lines, waiting.writers)
        }
        guard !writers.isEmpty else { return }
        let result = append(lines)
        for writer in writers { writer.resume(returning: result) }
    }

    private func append(_ bytes: [UInt8]) -> Result<Void, AuditFailure> {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { AuditFile.write(descriptor, $0) }
            if count > 0 { done += count } else if errno != EINTR { return .failure(AuditFile.failure(path)) }
        }
        while fsync(descriptor) != 0 {
            // Pipes and terminals have no disk behind them.
            if errno == EINVAL || errno == ENOTSUP { return .success(()) }
            if errno != EINTR { return .failure(AuditFile.failure(path)) }
        }
        return .success(())
    }

    private static func failure(_ path: String) -> AuditFailure {
        AuditFailure("the audit trail `\(path)` cannot be written: \(String(cString: strerror(errno)).lowercased())")
    }

    private static func write(_ descriptor: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
        #if canImport(Glibc)
        return Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #elseif canImport(Musl)
        return Musl.write(descriptor, buffer.baseAddress, buffer.count)
        #else
        return Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }
}
