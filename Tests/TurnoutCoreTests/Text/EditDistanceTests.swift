import Testing
import TurnoutCore

@Suite struct EditDistanceTests {
    @Test(arguments: [
        ("", "", 0), ("a", "", 1), ("routes", "routse", 1), ("kitten", "sitting", 3), ("Task", "task", 0),
        ("ca", "abc", 3),
    ])
    func counts(_ first: String, _ second: String, _ distance: Int) {
        #expect(editDistance(first, second) == distance)
        #expect(editDistance(second, first) == distance)
    }

    @Test func suggestsOnlyWhatIsNear() {
        #expect(closestMatch(to: "sensitve", among: ["simple", "sensitive"]) == "sensitive")
        #expect(closestMatch(to: "xyz", among: ["simple", "sensitive"]) == nil)
        #expect(closestMatch(to: String(repeating: "a", count: 1_000), among: ["a"]) == nil)
    }
}
