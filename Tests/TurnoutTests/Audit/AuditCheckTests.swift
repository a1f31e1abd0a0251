import Testing
import TurnoutCore

@testable import Turnout

/// Every kind of tampering is found, at the line that was tampered with.
@Suite(.timeLimit(.minutes(5))) struct AuditCheckTests {
    static let seed: UInt64 = 20_261_121

    private typealias Files = [(name: String, lines: [[UInt8]])]

    /// A log of three files.
    private func log() async throws -> Files {
        let stage = try LogStage()
        try await stage.write(8, AuditFile.Rotation(maxBytes: 3_000))
        // One that crashed in the middle of a write, too.
        try stage.replace(try stage.bytes() + Array(#"{"seq":"#.utf8))
        try await stage.write(7, AuditFile.Rotation(maxBytes: 3_000))
        let names = stage.names
        return try (names.dropFirst() + names.prefix(1)).map { name in
            (
                name,
                try stage.bytes(name).split(separator: 0x0A, omittingEmptySubsequences: false).dropLast().map(
                    Array.init)
            )
        }
    }

    private func bytes(_ lines: [[UInt8]]) -> [UInt8] { lines.reduce(into: []) { $0 += $1 + [0x0A] } }

    private func check(_ files: Files, expecting digest: String? = nil) -> AuditReport {
        LogStage.check(files.map { ($0.name, bytes($0.lines)) }, expecting: digest)
    }

    /// What is done to a log.
    private enum Tampering: CaseIterable { case flip, delete, copy, move, swap, forge, deleteFile, swapFiles }

    @Test func everyTamperingIsFound() async throws {
        let files = try await log()
        let clean = check(files)
        #expect(clean.holds && clean.entries == 16 && clean.tornLines == 1 && files.count > 3)
        let last = try #require(clean.lastDigest)
        var random = PropertyGenerator(seed: Self.seed)
        for round in 0..<400 {
            // Others have a share in these few threads.
            await Task.yield()
            var copy = files
            guard let tampering = Tampering.allCases.randomElement(using: &random),
                let (line, note) = tamper(tampering, &copy, &random)
            else { continue }
            let report = check(copy, expecting: last)
            let fault = try #require(report.fault, "round \(round), seed \(Self.seed): \(note) was not found")
            #expect(
                line.contains(Place(file: fault.file, line: fault.line)),
                "round \(round), seed \(Self.seed): \(note), found as \(fault)")
        }
    }

    private struct Place: Hashable {
        var file: String
        var line: Int
    }

    /// Does something to a log.
    ///
    /// - Returns: the lines at which it may be reported, and what it was; `nil` when nothing was done.
    private func tamper(
        _ tampering: Tampering, _ files: inout Files, _ random: inout PropertyGenerator
    ) -> (Set<Place>, String)? {
        let file = Int.random(in: 0..<files.count, using: &random)
        let line = Int.random(in: 0..<files[file].lines.count, using: &random)
        func at(_ file: Int, _ line: Int) -> Place {
            // Behind a file's last line comes the next file's first.
            if line == files[file].lines.count, file + 1 < files.count {
                return Place(file: files[file + 1].name, line: 1)
            }
            return Place(file: files[file].name, line: line + 1)
        }
        let isLast = file == files.count - 1 && line == files[file].lines.count - 1
        let end = Place(file: files[files.count - 1].name, line: files[files.count - 1].lines.count)
        switch tampering {
        case .flip:
            let place = Int.random(in: 0..<files[file].lines[line].count, using: &random)
            let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &random)
            files[file].lines[line][place] ^= bit
            if files[file].lines[line][place] == 0x0A { return nil }
            var places: Set = [at(file, line)]
            // Of the last two lines nobody can tell which one was changed.
            if isLast, line > 0 { places.insert(at(file, line - 1)) }
            return (places, "flip of bit \(bit) at \(place) in \(at(file, line))")
        case .delete:
            let place = at(file, line)
            files[file].lines.remove(at: line)
            if isLast { return ([Place(file: place.file, line: line)], "deletion of the last line") }
            // What vouched for a line that was cut short is missed at that line.
            return ([at(file, line), Place(file: place.file, line: line)], "deletion of \(place)")
        case .copy, .move:
            let other = Int.random(in: 0..<files[file].lines.count, using: &random)
            guard other != line else { return nil }
            let text = files[file].lines[line]
            if tampering == .move { files[file].lines.remove(at: line) }
            files[file].lines.insert(text, at: other)
            let first = tampering == .copy ? other : min(line, other)
            return ([at(file, first), at(file, first - 1), at(file, first + 1)], "\(tampering) of \(line) to \(other)")
        case .swap:
            let other = Int.random(in: 0..<files[file].lines.count, using: &random)
            guard other != line else { return nil }
            files[file].lines.swapAt(line, other)
            let first = min(line, other)
            return ([at(file, first), at(file, first - 1), at(file, first + 1)], "swap of \(line) and \(other)")
        case .forge:
            var text = files[file].lines[line]
            text.insert(contentsOf: Array(#","forged":true"#.utf8), at: text.count - 1)
            files[file].lines.insert(text, at: line)
            return ([at(file, line), at(file, line + 1)], "a forged line before \(line)")
        case .deleteFile:
            guard file > 0, file < files.count - 1 else { return nil }
            let place = at(file + 1, 0)
            files.remove(at: file)
            return ([place], "deletion of file \(file)")
        case .swapFiles:
            guard file + 1 < files.count else { return nil }
            files.swapAt(file, file + 1)
            return (
                [at(file, 0), end, at(file + 1, 0), at(min(file + 2, files.count - 1), 0)],
                "files \(file) and \(file + 1) swapped"
            )
        }
    }

    @Test func aFlippedEndOfLineIsFound() async throws {
        let files = try await log()
        let last = check(files).lastDigest
        for file in files.indices {
            let whole = bytes(files[file].lines)
            for (number, place) in whole.indices.filter({ whole[$0] == 0x0A }).enumerated() {
                for byte in [UInt8(0x20), 0x7D] {
                    await Task.yield()
                    var copy = files.map { ($0.name, bytes($0.lines)) }
                    copy[file].1[place] = byte
                    let fault = LogStage.check(copy, expecting: last).fault
                    let isThere = fault?.file == files[file].name && fault?.line == number + 1
                    #expect(isThere, "\(byte) for the end of \(number + 1): \(String(describing: fault))")
                }
            }
        }
    }

    @Test func aCutOffEndIsFoundByItsDigest() async throws {
        var files = try await log()
        let whole = check(files)
        let count = files[files.count - 1].lines.count
        files[files.count - 1].lines.removeLast()
        let cut = check(files)
        #expect(cut.holds && cut.last == whole.last.map { $0 - 1 })
        let fault = check(files, expecting: whole.lastDigest).fault
        #expect(fault?.kind == .cutOff && fault?.line == count - 1)
        // A log that has grown since still holds the line.
        #expect(check(try await log(), expecting: "00").fault?.kind == .cutOff)
        let again = try await log()
        let earlier = SHA256.hex(again[0].lines[1])
        let report = check(again, expecting: earlier)
        #expect(report.holds && (report.behindExpected ?? 0) > 5)
    }

    @Test func kindsAreToldApart() async throws {
        let files = try await log()
        func kind(_ change: (inout Files) -> Void) -> AuditFault.Kind? {
            var copy = files
            change(&copy)
            return check(copy).fault?.kind
        }
        #expect(kind { $0[1].lines[1][200] ^= 1 } == .changed)
        #expect(kind { $0[1].lines.remove(at: 1) } == .removed)
        #expect(kind { $0.remove(at: 1) } == .removed)
        #expect(kind { $0[0].lines.swapAt(1, 2) } == .reordered)
        #expect(kind { $0[1].lines.insert($0[1].lines[1], at: 1) } == .inserted)
        #expect(kind { $0[1].lines.insert(Array("x".utf8), at: 1) } == .inserted)
        #expect(kind { $0[0].lines.removeFirst() } == .removed)
    }

    @Test func hostileFilesAreOnlyBroken() {
        var random = PropertyGenerator(seed: Self.seed)
        for _ in 0..<200 {
            let bytes = (0..<Int.random(in: 1...400, using: &random)).map { _ in
                UInt8.random(in: .min ... .max, using: &random)
            }
            #expect(!LogStage.check([("x", bytes)]).holds)
        }
        var check = AuditCheck(longestLine: 1 << 17)
        check.begin(file: "long")
        for _ in 0..<100 { check.take(Array(repeating: UInt8(0x7B), count: 1 << 16)) }
        check.end()
        #expect(check.finish().fault?.line == 1)
        #expect(LogStage.check([]).holds && LogStage.check([("empty", [])]).entries == 0)
    }
}
