import Testing

@testable import TurnoutPrivacy

@Suite struct OverlapResolutionTests {
    private func finding(_ range: Range<Int>, _ score: Double) -> Finding {
        Finding(type: .email, detector: "test", range: range, score: score)
    }

    private func kept(_ findings: [Finding]) -> [Range<Int>] { OverlapResolution.resolve(findings).map(\.range) }

    @Test func scoreThenLengthThenPlace() {
        #expect(kept([finding(0..<10, 0.5), finding(5..<8, 0.9)]) == [5..<8])
        #expect(kept([finding(0..<4, 0.5), finding(2..<10, 0.5)]) == [2..<10])
        #expect(kept([finding(2..<6, 0.5), finding(0..<4, 0.5)]) == [0..<4])
        #expect(kept([finding(3..<6, 0.5), finding(0..<3, 0.5)]) == [0..<3, 3..<6])
        #expect(kept([]) == [])
    }

    @Test func aLoserFreesThePlaceBesideTheWinner() {
        let findings = [finding(0..<6, 0.5), finding(4..<12, 0.9), finding(10..<20, 0.6), finding(0..<3, 0.4)]
        #expect(kept(findings) == [0..<3, 4..<12])
    }

    @Test func agreesWithThePlainRuleOnRandomFindings() {
        var generator = SeededGenerator(seed: 41)
        for round in 0..<200 {
            let findings = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                let start = Int.random(in: 0...60, using: &generator)
                let end = start + Int.random(in: 1...12, using: &generator)
                return finding(start..<end, Double(Int.random(in: 0...3, using: &generator)) / 4)
            }
            var expected: [Range<Int>] = []
            let ranked = findings.sorted {
                ($1.score, $1.range.count, $0.range.lowerBound) < ($0.score, $0.range.count, $1.range.lowerBound)
            }
            for finding in ranked where expected.allSatisfy({ !$0.overlaps(finding.range) }) {
                expected.append(finding.range)
            }
            #expect(kept(findings) == expected.sorted { $0.lowerBound < $1.lowerBound }, "round \(round)")
        }
    }
}
