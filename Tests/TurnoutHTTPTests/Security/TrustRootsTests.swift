#if Server
import Foundation
import Testing
import TurnoutHTTP

@Suite struct TrustRootsTests {
    /// Runs with a file of such contents, and gives back what is wrong with it.
    private func problem(with contents: String?) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "turnout-\(UUID().uuidString).pem")
        if let contents { try Data(contents.utf8).write(to: file) }
        defer { try? FileManager.default.removeItem(at: file) }
        let problem = #expect(throws: TrustRoots.Problem.self) { try TrustRoots(addingPEMFiles: [file.path]) }
        return problem?.description.replacing(file.path, with: "FILE") ?? ""
    }

    @Test func filesThatHoldNone() throws {
        let label = ["CERTI", "FICATE"].joined()
        #expect(
            try problem(with: nil) == "cannot read certificates from `FILE`: no such file or directory")
        for contents in ["", "hello\n", "-----BEGIN \(label)-----\nAAAA\n-----END \(label)-----\n"] {
            #expect(try problem(with: contents).hasPrefix("`FILE` holds no certificate"))
        }
        #expect(try problem(with: String(repeating: "x", count: TrustRoots.fileBytes + 1)).contains("longer than"))
    }

    @Test(arguments: ["/", "/dev/zero"]) func whatIsNoFile(path: String) {
        let problem = #expect(throws: TrustRoots.Problem.self) { try TrustRoots(addingPEMFiles: [path]) }
        #expect(problem?.description == "cannot read certificates from `\(path)`: it is no regular file")
    }

    @Test func noFileIsTheMachinesTrust() throws {
        #expect(try TrustRoots(addingPEMFiles: []) == .system)
    }

    @Test(.enabled(if: TestAuthority.openssl != nil)) func aFileWithSeveral() async throws {
        try await TestAuthority.run { first in
            try await TestAuthority.run { second in
                let both = try TrustRoots(addingPEMFiles: [first.file, second.file])
                #expect(both != .system)
                #expect(both != (try first.trusted()))
            }
        }
    }
}
#endif
