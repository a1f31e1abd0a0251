import Testing

@testable import TurnoutPrivacy

@Suite struct CallingCodeTests {
    private func isPossible(_ digits: String) -> Bool { CallingCode.isPossible(Samples.values(digits)[...]) }

    @Test func codeAndLengthDecide() {
        #expect(isPossible("33" + "612345678"))
        #expect(!isPossible("33" + "6123456789"))
        #expect(isPossible("682" + "21258"))
        #expect(!isPossible("682" + "2125"))
        #expect(!isPossible("999" + "12345678"))
        #expect(!isPossible(""))
        #expect(!isPossible("3"))
    }

    @Test func northAmericaHasRulesOfItsOwn() {
        #expect(isPossible("1" + "2015550123"))
        #expect(!isPossible("1" + "1015550123"))
        #expect(!isPossible("1" + "2011550123"))
        #expect(!isPossible("1" + "9115550123"))
    }

    @Test func theTrunkZeroStaysAtHome() {
        #expect(!isPossible("49" + "0301234567"))
        #expect(isPossible("39" + "0612345678"))
    }
}
