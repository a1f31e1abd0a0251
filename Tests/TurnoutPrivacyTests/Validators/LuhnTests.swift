import Testing

@testable import TurnoutPrivacy

@Suite struct LuhnTests {
    @Test func knownCheckDigits() {
        // The worked example of ISO/IEC 7812-1's annex, and a number of zeros.
        #expect(Luhn.checkDigit(for: Samples.values("7992739871")) == 3)
        #expect(Luhn.checkDigit(for: Samples.values("0000")) == 0)
        #expect(!Luhn.isValid([UInt8]()))
    }

    @Test func everySingleErrorIsSeen() {
        var generator = SeededGenerator(seed: 11)
        let number = Samples.values(Samples.card("4", length: 16, using: &generator))
        #expect(Luhn.isValid(number))
        for position in number.indices {
            for digit in UInt8(0)...9 where digit != number[position] {
                var wrong = number
                wrong[position] = digit
                #expect(!Luhn.isValid(wrong))
            }
        }
    }
}
