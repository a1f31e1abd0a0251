import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A program that is started, given something to read, and waited for.
///
/// No shell is in between, and nothing is inherited but what is named here: not the signals that this process ignores,
/// and of its open files only the error stream's pipe.
struct ChildProcess: Sendable {
    /// How a program ended.
    struct End: Hashable, Sendable {
        enum Reason: Hashable, Sendable {
            case exited(Int32)
            case killed(signal: Int32)
            case tookTooLong
            case brokenOff
        }

        var reason: Reason
        /// The first bytes that it wrote to its error stream.
        var errors: [UInt8]
    }

    /// Why no program was started, in words.
    struct Failure: Error, Hashable, Sendable { var description: String }

    /// The program, looked for in `PATH` unless it has a slash, and its arguments.
    var arguments: [String]
    /// As `NAME=value`.
    var environment: [String]
    /// What it may read; at most what a pipe holds, 64 KiB on Linux and 16 KiB elsewhere.
    var input: [UInt8]
    /// After how long it is asked to end; it is ended by force ``grace`` later.
    var limit: Duration
    var grace: Duration = .seconds(2)
    /// How much of its error stream is kept; what comes after is read and dropped.
    var keptErrors = 200

    /// Starts the program and waits for its end, not on the task's own thread. Cancelling the task ends the program.
    func run() async throws(Failure) -> End {
        let isCancelled = CancelFlag()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: CheckedContinuation<Result<End, Failure>, Never>) in
                DispatchQueue.global(qos: .utility).async { waiter.resume(returning: runBlocking(isCancelled)) }
            }
        } onCancel: {
            isCancelled.set()
        }
        return try result.get()
    }

    private func runBlocking(_ isCancelled: CancelFlag) -> Result<End, Failure> {
        do throws(Failure) {
            let (process, errors) = try start()
            defer { _ = close(errors) }
            return .success(wait(for: process, errors, isCancelled))
        } catch {
            return .failure(error)
        }
    }

    // MARK: Starting

    private func start() throws(Failure) -> (process: pid_t, errors: Int32) {
        let stdin = try Self.pipe()
        let stderr: (read: Int32, write: Int32)
        do throws(Failure) { stderr = try Self.pipe() } catch {
            for end in [stdin.read, stdin.write] { _ = close(end) }
            throw error
        }
        defer { for end in [stdin.read, stdin.write, stderr.write] { _ = close(end) } }
        do throws(Failure) {
            // All of it is in the pipe before anybody could close the other end.
            try fill(stdin.write)
            let process = try spawn(input: stdin.read, errors: stderr.write)
            _ = fcntl(stderr.read, F_SETFL, O_NONBLOCK)
            return (process, stderr.read)
        } catch {
            _ = close(stderr.read)
            throw error
        }
    }

    private static func pipe() throws(Failure) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        let status = systemPipe(&ends)
        // A program that another thread starts just now may keep an end until it ends itself.
        if status == 0 { for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) } }
        guard status == 0 else { throw Failure(description: "no pipe: \(reason(errno))") }
        return (ends[0], ends[1])
    }

    private func fill(_ descriptor: Int32) throws(Failure) {
        guard fcntl(descriptor, F_SETFL, O_NONBLOCK) == 0 else {
            throw Failure(description: "no pipe: \(Self.reason(errno))")
        }
        let written = input.withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
        guard written == input.count else {
            throw Failure(description: "\(input.count) bytes are more than a pipe holds")
        }
    }

    private func spawn(input: Int32, errors: Int32) throws(Failure) -> pid_t {
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_adddup2(&actions, input, 0)
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, errors, 2)
        // It gets a group of its own, so that whatever it starts ends with it.
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGPIPE, SIGTERM, SIGHUP, SIGCHLD] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var process: pid_t = 0
        let program = arguments.first ?? ""
        let status = Self.withStrings(arguments) { arguments in
            Self.withStrings(environment) { environment in
                posix_spawnp(&process, program, &actions, &attributes, arguments, environment)
            }
        }
        guard status == 0 else {
            throw Failure(description: "`\(program)` cannot be started: \(Self.reason(status))")
        }
        return process
    }

    /// Strings as C has them, with a null behind the last.
    private static func withStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
        defer { for case let copy? in copies { free(copy) } }
        return body(copies + [nil])
    }

    // MARK: Waiting

    private func wait(for process: pid_t, _ errors: Int32, _ isCancelled: CancelFlag) -> End {
        let end = ContinuousClock.now + limit
        var reason: End.Reason?
        var force: ContinuousClock.Instant?
        var kept: [UInt8] = []
        while true {
            var status: Int32 = 0
            let ended = waitpid(process, &status, WNOHANG)
            drain(errors, &kept)
            if ended == process || (ended < 0 && errno != EINTR) {
                // Who is left of its group has nobody to report to.
                _ = kill(-process, SIGKILL)
                let signal = status & 0x7F
                let own: End.Reason = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
                return End(reason: reason ?? own, errors: kept)
            }
            let now = ContinuousClock.now
            if reason == nil, isCancelled.isSet || now >= end {
                reason = isCancelled.isSet ? .brokenOff : .tookTooLong
                force = now + grace
                _ = kill(-process, SIGTERM)
            }
            if let force, now >= force { _ = kill(-process, SIGKILL) }
            var waiting = pollfd(fd: errors, events: Int16(POLLIN), revents: 0)
            _ = poll(&waiting, 1, 10)
            // A closed stream is always ready, and its program may live on.
            if waiting.revents & Int16(POLLHUP) != 0 { usleep(10_000) }
        }
    }

    private func drain(_ descriptor: Int32, _ kept: inout [UInt8]) {
        var buffer = [UInt8](repeating: 0, count: 4096)
        // Who writes without end is not read without end: its time is counted in between.
        for _ in 0..<64 {
            let count = buffer.withUnsafeMutableBytes { systemRead(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return }
            kept += buffer.prefix(count).prefix(max(0, keptErrors - kept.count))
        }
    }

    private static func reason(_ code: Int32) -> String { String(cString: strerror(code)).lowercased() }
}

/// Whether the task has been cancelled, for a thread that waits.
private final class CancelFlag: Sendable {
    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }

    func set() { flag.store(true, ordering: .relaxed) }
}

private func systemPipe(_ ends: inout [Int32]) -> Int32 { pipe(&ends) }

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}

private func systemWrite(_ descriptor: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, buffer, count)
}
