import Synchronization
import Testing
import Turnout
import TurnoutCore

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// The log's file: its chain, its end after a crash, its turning over.
@Suite(.timeLimit(.minutes(2))) struct AuditFileTests {
    @Test func linesAreChained() async throws {
        let stage = try LogStage()
        let file = try AuditFile(path: stage.path)
        let entries = (0..<20).map { _ in stage.entry() }
        await withTaskGroup(of: Void.self) { group in
            for entry in entries {
                group.addTask { try? await file.write(entry) }
                file.note(entry) { failure in Issue.record("\(failure)") }
            }
        }
        try await file.flush()
        let lines = try stage.lines()
        #expect(lines.count == 41)
        #expect(lines.map { $0["seq"]?.int } == Array(0..<41))
        #expect(lines[0]["event"]?.string == "opened")
        let report = try stage.check()
        #expect(report.holds && report.entries == 40 && report.first == 0 && report.last == 40)
        var status = stat()
        #expect(stat(stage.path, &status) == 0 && status.st_mode & 0o777 == 0o600)
    }

    @Test func reopeningGoesOn() async throws {
        let stage = try LogStage()
        for count in [1, 3, 2] { try await stage.write(count) }
        let report = try stage.check()
        #expect(report.holds && report.entries == 6)
        #expect(report.lastDigest == SHA256.hex(try #require(stage.bytes().split(separator: 0x0A).last)))
        #expect(report.to == stage.time)
    }

    @Test func onlyOneWrites() async throws {
        let stage = try LogStage()
        do {
            let file = try AuditFile(path: stage.path)
            try await file.write(stage.entry())
            #expect(throws: AuditFailure("the decision log `\(stage.path)` is being written by another process")) {
                try AuditFile(path: stage.path)
            }
            try await file.write(stage.entry())
        }
        try await stage.write(1)
        #expect(try stage.check().entries == 3)
        #expect(throws: AuditFailure.self) { try AuditFile(path: "/nowhere/at/all") }
    }

    /// As another process sees it; by the tool of the same name as the system call, where there is one.
    @Test func anotherProcessIsKeptOut() async throws {
        let tool = "/usr/bin/flock"
        guard access(tool, X_OK) == 0 else { return }
        let stage = try LogStage()
        func canTake() throws -> Bool {
            let words: [String] = [tool, "-n", stage.path, "true"]
            let arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
            defer { for argument in arguments { free(argument) } }
            var child = pid_t()
            #expect(posix_spawn(&child, tool, nil, nil, arguments, nil) == 0)
            var status: Int32 = 0
            #expect(waitpid(child, &status, 0) == child)
            return status == 0
        }
        do {
            let file = try AuditFile(path: stage.path, rotation: AuditFile.Rotation(maxBytes: 2_000))
            #expect(try !canTake())
            // And the file that takes its place.
            for _ in 0..<5 { try await file.write(stage.entry()) }
            #expect(stage.names.count > 2)
            #expect(try !canTake())
        }
        #expect(try canTake())
    }

    /// Cut off at each byte of its last lines, as by a crash in the middle of a write.
    @Test func aTornEndStaysAndIsVouchedFor() async throws {
        let stage = try LogStage()
        try await stage.write(3)
        let whole = try stage.bytes()
        let lastEnd = try #require(whole.dropLast().lastIndex(of: 0x0A))
        let cuts = [1, 2, 8, 40, 90, 100, 101, 300, whole.count - lastEnd - 2]
        for cut in cuts.map({ lastEnd + 1 + $0 }) {
            try stage.replace(Array(whole[..<cut]))
            #expect(try stage.check().fault?.kind == .torn)
            #expect(try stage.check().fault?.line == 4)
            try await stage.write(2)
            let bytes = try stage.bytes()
            #expect(bytes.starts(with: whole[..<cut]))
            let report = try stage.check()
            #expect(report.holds, "\(cut): \(String(describing: report.fault))")
            // Whole but for its end, or cut short.
            let isWhole = cut == whole.count - 1
            #expect(report.tornLines == (isWhole ? 0 : 1) && report.entries == (isWhole ? 5 : 5))
        }
    }

    @Test func theVeryFirstLineTorn() async throws {
        let stage = try LogStage()
        try await stage.write(1)
        let whole = try stage.bytes()
        for cut in [1, 30, 60] {
            try stage.replace(Array(whole[..<cut]))
            try await stage.write(1)
            #expect(try stage.check().holds)
        }
    }

    @Test func anotherFileIsLeftAlone() throws {
        let stage = try LogStage()
        for text in ["notes", "{}\n", #"{"format_version":1,"id":"0"}"# + "\n", "\n"] {
            try stage.replace(Array(text.utf8))
            #expect(throws: AuditFailure.self) { try AuditFile(path: stage.path) }
            #expect(try stage.bytes() == Array(text.utf8))
        }
    }

    // MARK: Turning over

    @Test func aFullFileIsPutAside() async throws {
        let stage = try LogStage()
        try await stage.write(60, AuditFile.Rotation(maxBytes: 8_000))
        let names = stage.names
        #expect(names.count > 4 && names.contains("log.jsonl.000001") && !names.contains("log.jsonl.new"))
        for name in names { #expect(try stage.bytes(name).count <= 8_000) }
        let report = try stage.check()
        #expect(report.holds && report.entries == 60 && report.files == names.count)
        // And goes on when it is opened again.
        try await stage.write(5, AuditFile.Rotation(maxBytes: 8_000))
        #expect(try stage.check().entries == 65)
    }

    @Test func eachDayHasItsFile() async throws {
        let stage = try LogStage()
        for day in [0, 0, 1, 3, 2, 4] {
            stage.time = Timestamp(microseconds: 1_700_000_000_000_000 + Int64(day) * 86_400_000_000)
            try await stage.write(1, AuditFile.Rotation(daily: true))
        }
        #expect(stage.names == ["log.jsonl", "log.jsonl.000001", "log.jsonl.000002", "log.jsonl.000003"])
        #expect(try stage.check().entries == 6)
    }

    @Test func onlySoManyAreKept() async throws {
        let stage = try LogStage()
        try await stage.write(60, AuditFile.Rotation(maxBytes: 8_000, keep: 2))
        let names = stage.names
        #expect(names.count == 3 && !names.contains("log.jsonl.000001"))
        let report = try stage.check()
        #expect(report.holds && (report.first ?? 0) > 0)
        // The log says itself what was removed.
        #expect(try stage.lines().contains { $0["event"]?.string == "removed" && $0["file"]?.string != nil })
    }

    @Test func aCrashInTheMiddleOfTurningOver() async throws {
        let stage = try LogStage()
        try await stage.write(3)
        #expect(link(stage.path, stage.path + ".000001") == 0)
        try stage.replace(Array("half a li".utf8), "log.jsonl.new")
        try await stage.write(3, AuditFile.Rotation(maxBytes: 1_000))
        #expect(try stage.check().holds)
        #expect(try stage.check().entries == 6)
    }

    // MARK: A full disk

    @Test func aFullDeviceIsSaid() async throws {
        guard access("/dev/full", W_OK) == 0 else { return }
        let stage = try LogStage()
        let file = try AuditFile(path: "/dev/full")
        await #expect(throws: AuditFailure("the decision log `/dev/full` cannot be written: no space left on device")) {
            try await file.write(stage.entry())
        }
    }

    /// A write that the disk takes only a part of leaves nothing behind, and the chain goes on when there is room.
    @Test func aShortWriteLeavesNothing() async throws {
        let stage = try LogStage()
        try await stage.write(2)
        let limit = rlim_t(1 << 21)
        // A line that fills the file up to a bit below the limit, so that nobody else comes near it.
        var filler = Array(#"{"event":"filler","time":"2026-01-01T00:00:00Z","pad":""#.utf8)
        filler += Array(repeating: 0x61, count: Int(limit) - (try stage.bytes().count) - 2_400)
        filler += Array(#""}"#.utf8)
        let last = try #require(try stage.bytes().split(separator: 0x0A).last)
        let head = Array(#"{"seq":3,"previous":"\#(SHA256.hex(last))","#.utf8)
        try stage.replace(try stage.bytes() + head + filler.dropFirst() + [0x0A])
        let file = try AuditFile(path: stage.path)
        var old = rlimit()
        let handler = signal(SIGXFSZ, SIG_IGN)
        #if canImport(Glibc)
        let resource = __rlimit_resource_t(1)
        #else
        let resource = RLIMIT_FSIZE
        #endif
        #expect(getrlimit(resource, &old) == 0)
        var narrow = rlimit(rlim_cur: limit, rlim_max: old.rlim_max)
        #expect(setrlimit(resource, &narrow) == 0)
        var written = 0
        for _ in 0..<10 {
            do throws(AuditFailure) {
                try await file.write(stage.entry())
                written += 1
            } catch {
                #expect(error.description.contains("cannot be written: file too large"))
                break
            }
        }
        let failed = Mutex(0)
        file.note(stage.entry()) { _ in failed.withLock { $0 += 1 } }
        try? await file.flush()
        #expect(setrlimit(resource, &old) == 0)
        signal(SIGXFSZ, handler)
        #expect(written < 10 && failed.withLock { $0 } == 1)
        #expect(try stage.check().holds)
        try await file.write(stage.entry())
        let report = try stage.check()
        #expect(report.holds && report.entries == 3 + written + 1)
    }
}
