#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Why output could not be written.
public enum OutputError: Error, Hashable, Sendable {
    /// Nobody reads it any more.
    case closed
    /// The system's reason.
    case failed(String)
}

/// Where a command writes to.
public protocol OutputSink: Sendable {
    /// Whether people read along.
    var isTerminal: Bool { get }
    /// The width that text should keep to, in columns.
    var columns: Int { get }
    /// Writes all of the bytes.
    func write(_ bytes: [UInt8]) throws(OutputError)
}

extension OutputSink {
    /// Writes text as it stands; lines end where the text says so.
    func print(_ text: String) throws(OutputError) { try write(Array(text.utf8)) }
}

/// An open file of this process.
struct DescriptorOutput: OutputSink {
    static let standardOutput = DescriptorOutput(descriptor: 1)
    static let standardError = DescriptorOutput(descriptor: 2)

    let descriptor: Int32

    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// The terminal's width between 40 and 120, where longer lines are hard to read; 80 for files and pipes.
    var columns: Int {
        var size = winsize()
        guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return min(120, max(40, Int(size.ws_col)))
    }

    func write(_ bytes: [UInt8]) throws(OutputError) {
        var done = 0
        while done < bytes.count {
            let written = bytes[done...].withUnsafeBytes { buffer in
                Self.write(descriptor, buffer)
            }
            if written > 0 {
                done += written
            } else if written < 0, errno != EINTR {
                throw errno == EPIPE ? .closed : .failed(String(cString: strerror(errno)).lowercased())
            }
        }
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
