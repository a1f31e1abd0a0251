#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Why a system call failed.
struct SystemFailure: Error {
    let number: Int32

    init() { number = errno }

    /// The system's words.
    var reason: String { String(cString: strerror(number)).lowercased() }
}

/// An open file, closed with its last use.
struct RawFile: ~Copyable {
    private let descriptor: Int32

    /// What tells one file from another, whatever their names.
    struct Identity: Hashable {
        let device: UInt64
        let number: UInt64

        fileprivate init(_ status: stat) {
            device = UInt64(truncatingIfNeeded: status.st_dev)
            number = UInt64(truncatingIfNeeded: status.st_ino)
        }

        /// The file of a name; `nil` when there is none.
        init?(path: String) {
            var status = stat()
            guard stat(path, &status) == 0 else { return nil }
            self.init(status)
        }
    }

    /// Opens a file to append to, or makes one that its owner alone may read.
    init(path: String, isEmptied: Bool = false) throws(SystemFailure) {
        var status = stat()
        // Who could read a pipe himself would never learn that its reader is gone.
        let isStream = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        let kind = isStream ? O_WRONLY : O_RDWR | O_CREAT | (isEmptied ? O_TRUNC : 0)
        let opened = open(path, kind | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o600)
        guard opened >= 0 else { throw SystemFailure() }
        descriptor = opened
    }

    deinit { _ = close(descriptor) }

    private func status() throws(SystemFailure) -> stat {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw SystemFailure() }
        return status
    }

    func identity() throws(SystemFailure) -> Identity { Identity(try status()) }

    /// Whether it is a file on a disk, and no pipe, terminal or device.
    func isRegular() throws(SystemFailure) -> Bool { try status().st_mode & S_IFMT == S_IFREG }

    func size() throws(SystemFailure) -> Int64 { Int64(try status().st_size) }

    /// Takes the file for this process alone; `false` when another has it.
    func lock() throws(SystemFailure) -> Bool {
        while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
            if errno == EWOULDBLOCK { return false }
            if errno != EINTR { throw SystemFailure() }
        }
        return true
    }

    /// Appends all of the bytes. A part of them may have been written when it fails.
    func append(_ bytes: [UInt8]) throws(SystemFailure) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { done += count } else if count == 0 || errno != EINTR { throw SystemFailure() }
        }
    }

    /// Up to so many bytes from a place on; fewer only at the file's end.
    func read(at offset: Int64, count: Int) throws(SystemFailure) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            var got = 0
            let piece = [UInt8](unsafeUninitializedCapacity: count - bytes.count) { buffer, used in
                got = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset) + off_t(bytes.count))
                used = max(0, got)
            }
            if got < 0, errno != EINTR { throw SystemFailure() }
            if got == 0 { break }
            bytes += piece
        }
        return bytes
    }

    /// Cuts the file off.
    func truncate(to size: Int64) throws(SystemFailure) {
        while ftruncate(descriptor, off_t(size)) != 0 { if errno != EINTR { throw SystemFailure() } }
    }

    /// Returns when all that was written would survive a loss of power.
    func sync() throws(SystemFailure) {
        while fsync(descriptor) != 0 {
            // Pipes and terminals have no disk behind them.
            if errno == EINVAL || errno == ENOTSUP || errno == EROFS { return }
            if errno != EINTR { throw SystemFailure() }
        }
    }
}
