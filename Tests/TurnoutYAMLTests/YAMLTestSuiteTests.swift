import Testing
import TurnoutYAML

/// The yaml-test-suite (data-2022-01-17, 402 cases) against the system's libyaml 0.2.5 and against the reader's rules.
///
/// Every deviation is listed here by the suite's id; a libyaml that behaves otherwise, better or worse, fails the test.
@Suite(
    "yaml-test-suite",
    .enabled(
        if: SuiteCase.folder != nil,
        "the suite's data is not here: run scripts/fetch-yaml-test-suite.sh, or set TURNOUT_YAML_TEST_SUITE"
    )
)
struct YAMLTestSuiteTests {
    /// Valid cases within the policies' profile that libyaml refuses: loud, so a writer sees it and writes otherwise.
    static let refused: Set<String> = [
        // A plain text ends in ‘:’ before a bracket or a comma, or a key is quoted and its ‘:’ has no space behind.
        "4ABK", "58MP", "5MUD", "5T43", "9SA2", "CFD4", "DBG4", "FRK4", "K3WX", "NJ66",
        // The ‘:’ of a flow mapping stands on the line below its key.
        "4MUZ/00", "4MUZ/01", "4MUZ/02", "VJP3/01",
        // Tabs as separation, on blank lines and in front of flow collections.
        "6BCT", "6CA3", "96NN/00", "96NN/01", "A2M4", "DK95/00", "DK95/03", "DK95/04", "Q5MG", "R4YG", "Y79Y/001",
        "Y79Y/010",
        // A value or a plain text goes on at column 1 at the outermost level.
        "DK3J", "FP8R",
        // A key is left out: ‘: value’ and ‘[?x : …]’.
        "HM87/00", "NHX8", "S3PD", "SM9W/01", "UKK6/00",
    ]
    /// Valid cases within the profile that libyaml reads, but not as the suite says.
    static let misread: Set<String> = [
        "652Z",  // {?foo: bar}: the key is ‘foo’ instead of ‘?foo’
        "HM87/01",  // [?x]: a single-pair mapping instead of the text ‘?x’
        "JEF9/02",  // a last line of spaces without a break ends a block text: no line break is kept
        "L24T/01",  // the same behind a line of text
    ]
    /// Invalid cases that libyaml accepts.
    static let acceptedByLibYAML: Set<String> = [
        "9C9N", "9HCY", "9JBA", "CVW2", "DK95/01", "EB22", "G5U8", "MUS6/00", "MUS6/01", "QB6E", "RHX7", "S98Z", "SU5Z",
        "X4QW", "Y79Y/003", "YJV2",
    ]
    /// Those of them that the reader refuses all the same, by its own rules.
    static let refusedByRules: Set<String> = ["9HCY", "EB22", "MUS6/00", "MUS6/01", "RHX7"]

    let cases: [SuiteCase]

    init() throws {
        cases = try SuiteCase.folder.map { try SuiteCase.load($0) } ?? []
    }

    @Test("the data is that of the release the deviations were listed for")
    func size() {
        #expect(cases.count == 402)
        #expect(cases.count(where: \.isInvalid) == 94)
        #expect(cases.count { !$0.isInvalid && $0.isInProfile } == 206)
    }

    @Test("within the profile, libyaml's events are the suite's, with 37 listed deviations in 206 cases")
    func events() {
        var refused: Set<String> = []
        var misread: Set<String> = []
        for one in cases where !one.isInvalid && one.isInProfile {
            let dump = YAMLEventDump.dump(one.input)
            if dump.failure != nil {
                refused.insert(one.id)
            } else if dump.lines != one.events {
                misread.insert(one.id)
            }
        }
        #expect(refused.symmetricDifference(Self.refused).sorted() == [])
        #expect(misread.symmetricDifference(Self.misread).sorted() == [])
    }

    @Test("of 94 invalid cases, libyaml accepts 16 and the reader 11, all listed")
    func invalid() {
        let accepted = cases.filter { $0.isInvalid && YAMLEventDump.dump($0.input).failure == nil }.map(\.id)
        #expect(Set(accepted).symmetricDifference(Self.acceptedByLibYAML).sorted() == [])
        let read = cases.filter { $0.isInvalid && YAMLReader.read($0.input).root != nil }.map(\.id)
        #expect(Set(read).symmetricDifference(Self.acceptedByLibYAML.subtracting(Self.refusedByRules)).sorted() == [])
    }

    @Test("the reader accepts the profile and nothing else that is valid YAML")
    func profile() {
        for one in cases where !one.isInvalid {
            let document = YAMLReader.read(one.input)
            let isExpected = one.isInProfile && !Self.refused.contains(one.id)
            #expect((document.root != nil) == isExpected, "\(one.id): \(document.problems.map(\.message))")
        }
    }
}
