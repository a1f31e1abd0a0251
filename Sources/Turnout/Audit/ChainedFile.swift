import TurnoutCore

/// The file of a log that is written: it ties each line to the one before, mends its end, and puts itself aside.
///
/// Before the first entry it only looks: what it writes bears the entries' own time.
struct ChainedFile: ~Copyable {
    private let path: String
    private let folder: LogFolder
    private let rotation: AuditFile.Rotation
    private var file: RawFile
    /// Whether it is a file on a disk; a pipe has no past, and no end that could be mended.
    private let isRegular: Bool
    private var end: LogEnd
    /// There may be bytes behind the end, from a write that failed and whose entries were told so.
    private var hasRest: Bool
    /// Why nothing more may be written.
    private var defect: AuditFailure?

    /// Opens a log, or makes one.
    init(path: String, rotation: AuditFile.Rotation) throws(AuditFailure) {
        let taken = try Self.take(path)
        let isRegular: Bool
        let folder: LogFolder
        do throws(SystemFailure) {
            isRegular = try taken.isRegular()
            folder = LogFolder(path: isRegular ? LogFolder.resolved(path) : path)
            if isRegular {
                try folder.mend(try taken.identity())
                try folder.sync()
            }
        } catch {
            throw AuditFailure(path, error)
        }
        end = isRegular ? try LogEnd(of: taken, path: path) : LogEnd()
        // Unless something was cut short, the file is as long as it counts.
        hasRest = isRegular
        file = taken
        self.path = path
        self.rotation = rotation
        self.isRegular = isRegular
        self.folder = folder
    }

    /// Whether a file that was opened is this process's own.
    private enum Hold { case own, another, putAside }

    /// Opens the file and takes it for this process alone.
    private static func take(_ path: String) throws(AuditFailure) -> RawFile {
        while true {
            let file = try open(path)
            switch try hold(of: file, path) {
            case .own: return file
            case .another: throw AuditFailure("the decision log `\(path)` is being written by another process")
            case .putAside: continue
            }
        }
    }

    private static func open(_ path: String) throws(AuditFailure) -> RawFile {
        do throws(SystemFailure) { return try RawFile(path: path) } catch { throw AuditFailure(path, error) }
    }

    private static func hold(of file: borrowing RawFile, _ path: String) throws(AuditFailure) -> Hold {
        do throws(SystemFailure) {
            guard try file.isRegular() else { return .own }
            guard try file.lock() else { return .another }
            // Between the two its writer may have given the name to another file.
            return try file.identity() == RawFile.Identity(path: path) ? .own : .putAside
        } catch {
            throw AuditFailure(path, error)
        }
    }

    /// Appends entries, all or none.
    mutating func append(_ entries: [AuditEntry]) throws(AuditFailure) {
        if let defect { throw defect }
        guard let time = entries.first?.time else { return }
        let objects = entries.map { entry in
            var bytes: [UInt8] = []
            entry.json().append(to: &bytes)
            return bytes
        }
        do throws(SystemFailure) {
            try cutRest()
            var marks: [[JSONMember]] = []
            if isDue(at: time, adding: objects.reduce(0) { $0 + $1.count }) { marks = try turnOver(at: time) }
            let (bytes, next) = end.adding(marks, objects, at: time)
            hasRest = true
            try file.append(bytes)
            hasRest = false
            end = next
        } catch {
            // What was written of it must not stand; if it cannot be cut off now, nothing is written before it can.
            do throws(SystemFailure) { try cutRest() } catch { throw AuditFailure(path, error) }
            throw AuditFailure(path, error)
        }
    }

    /// Returns when all entries would survive a loss of power.
    ///
    /// When that fails nobody knows which of them would, and the system may well say of the next try that all is well. So
    /// it is the last try: nothing more is written before the log is opened anew.
    mutating func sync() throws(AuditFailure) {
        if let defect { throw defect }
        do throws(SystemFailure) { try file.sync() } catch {
            let failure = AuditFailure(path, error)
            defect = failure
            throw failure
        }
    }

    private mutating func cutRest() throws(SystemFailure) {
        guard hasRest, isRegular else { return }
        try file.truncate(to: end.size)
        hasRest = false
    }

    // MARK: Putting aside

    private func isDue(at time: Timestamp, adding count: Int) -> Bool {
        guard isRegular, end.isWhole, let day = end.day else { return false }
        if rotation.daily, time.day > day { return true }
        guard let most = rotation.maxBytes else { return false }
        return end.size + Int64(count) > most
    }

    /// Puts the file aside and begins another one.
    ///
    /// - Returns: lines about old files that were removed.
    private mutating func turnOver(at time: Timestamp) throws(SystemFailure) -> [[JSONMember]] {
        let (bytes, next) = end.beginningAnew(at: time)
        try file.sync()
        let fresh = try RawFile(path: folder.freshPath, isEmptied: true)
        guard try fresh.lock() else { throw SystemFailure() }
        try fresh.append(bytes)
        try fresh.sync()
        try folder.turnOver(to: try folder.nextArchivePath())
        file = fresh
        end = next
        try folder.sync()
        guard let keep = rotation.keep else { return [] }
        return try folder.archives().dropLast(max(0, keep)).map { archive in
            var failure: String?
            do throws(SystemFailure) { try folder.remove(archive) } catch { failure = error.reason }
            return AuditMark.removed(archive.name, failure: failure, at: time)
        }
    }
}
