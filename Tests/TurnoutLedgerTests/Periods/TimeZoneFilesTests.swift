import Foundation
import Testing
import TurnoutCore
import TurnoutLedger

@Suite struct TimeZoneFilesTests {
    private func failure(_ name: String, _ files: TimeZoneFiles = Zones.files) throws -> TimeZoneFailure {
        try #require(throws: TimeZoneFailure.self) { try files.rules(name) }
    }

    @Test func namesThatAreRefused() throws {
        let names = [
            "", "/", "/etc/passwd", "../passwd", "Europe/../../../etc/passwd", "Europe//Berlin", "Europe/", "/Europe",
            "./Europe/Berlin", "Europe/.hidden", "Europe/Ber lin", "Europe\\Berlin", "Europe/Berlin\0", "-Berlin", "+1",
            "Zürich", "~/Berlin", "$HOME", "a\nb", String(repeating: "a", count: 129),
        ]
        for name in names { #expect(try failure(name).kind == .invalidName, "\(name.debugDescription)") }
    }

    @Test func zonesWithLeapSecondsAreRefused() throws {
        let failure = try failure("right/Europe/Berlin")
        #expect(failure.kind == .invalidName)
        #expect(failure.description.contains("leap seconds"))
    }

    @Test(arguments: [
        "Europe/Berlin", "Etc/GMT+5", "America/Argentina/Buenos_Aires", "America/Port-au-Prince", "EST5EDT",
    ])
    func namesThatAreRead(_ name: String) throws {
        _ = try Zones.files.rules(name)
    }

    @Test func universalTimeNeedsNoFile() throws {
        let files = TimeZoneFiles(folder: "/nowhere")
        #expect(try files.rules("UTC") == .utc)
        #expect(try files.rules("Etc/UTC") == .utc)
    }

    @Test func aMissingDatabaseNamesItsPackage() throws {
        let failure = try failure("Europe/Berlin", TimeZoneFiles(folder: "/nowhere"))
        #expect(failure.kind == .noDatabase)
        #expect(failure.description.contains("`tzdata`"))
        #expect(failure.description.contains("`TZDIR`"))
    }

    @Test(arguments: ["Europe/Belin", "Europe", "zone.tab/x"])
    func unknownZones(_ name: String) throws {
        let failure = try failure(name)
        #expect(failure.kind == .unknownZone)
        #expect(failure.description.contains("`\(name)`"))
    }

    @Test func filesThatAreNoZones() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "turnout-zones-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("no zone".utf8).write(to: folder.appending(path: "Text"))
        try Data(count: 3 << 20).write(to: folder.appending(path: "Large"))
        try Data(TZifBuilder(footer: "<+05>-5").bytes()).write(to: folder.appending(path: "Own"))
        let files = TimeZoneFiles(folder: folder.path)
        #expect(try failure("Text", files).kind == .unreadable)
        #expect(try failure("Text", files).description.hasSuffix("is damaged: it ends too early"))
        #expect(try failure("Large", files).description.hasSuffix("is damaged: it has more than 256 KiB"))
        #expect(try files.rules("Own").offset(at: Timestamp(seconds: 0)) == 5 * 3_600)
    }
}
