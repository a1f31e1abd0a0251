#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The upstream in a process of its own, so that its work is not counted as the client's.
struct UpstreamProcess {
    /// Where it listens.
    let port: Int
    private let process: pid_t
    /// The write end of its standard input: it ends when this is closed, also by our own death.
    private let leash: Int32

    /// Starts this program a second time.
    init() throws {
        var (input, output) = ([Int32](repeating: -1, count: 2), [Int32](repeating: -1, count: 2))
        guard pipe(&input) == 0, pipe(&output) == 0 else { throw Failure(what: "no pipe", code: errno) }
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        let path = CommandLine.arguments[0]
        #else
        var actions = posix_spawn_file_actions_t()
        let path = "/proc/self/exe"
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input[0], 0)
        posix_spawn_file_actions_adddup2(&actions, output[1], 1)
        for descriptor in input + output { posix_spawn_file_actions_addclose(&actions, descriptor) }
        var process = pid_t()
        let words: [UnsafeMutablePointer<CChar>?] = [strdup("DispatchLoop"), strdup("--upstream"), nil]
        defer { for word in words { free(word) } }
        let code = posix_spawn(&process, path, &actions, nil, words, environ)
        close(input[0])
        close(output[1])
        guard code == 0 else { throw Failure(what: "the upstream did not start", code: code) }
        self.process = process
        leash = input[1]
        var text = [UInt8](repeating: 0, count: 16)
        let count = read(output[0], &text, text.count)
        close(output[0])
        guard count > 0, let port = Int(String(decoding: text[..<count].prefix { $0 != 0x0A }, as: UTF8.self)) else {
            throw Failure(what: "the upstream did not say where it listens", code: errno)
        }
        self.port = port
    }

    /// The microseconds of processor time that it has taken; 0 where one process may not ask about another.
    var processorTime: Double {
        #if canImport(Darwin)
        return 0
        #else
        var clock = clockid_t()
        guard clock_getcpuclockid(process, &clock) == 0 else { return 0 }
        return processorTimeOf(clock)
        #endif
    }

    /// Ends it.
    func stop() {
        close(leash)
        waitpid(process, nil, 0)
    }

    struct Failure: Error, CustomStringConvertible {
        var what: String
        var code: Int32
        var description: String { "\(what) (error \(code))" }
    }
}

/// Tells our parent where we listen. Not printed: `print` keeps it back while standard output is a pipe.
func sayPort(_ port: Int) {
    let line = Array("\(port)\n".utf8)
    _ = line.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
}

/// The microseconds of processor time that this process has taken, all threads together.
func ownProcessorTime() -> Double { processorTimeOf(CLOCK_PROCESS_CPUTIME_ID) }

private func processorTimeOf(_ clock: clockid_t) -> Double {
    var time = timespec()
    guard clock_gettime(clock, &time) == 0 else { return 0 }
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
}

/// Waits until nobody can write to our standard input any more.
func waitForEndOfInput() {
    var byte: UInt8 = 0
    while true {
        let count = read(0, &byte, 1)
        if count == 0 || count < 0 && errno != EINTR { return }
    }
}
