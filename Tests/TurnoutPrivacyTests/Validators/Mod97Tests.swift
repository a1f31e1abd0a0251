import Testing

@testable import TurnoutPrivacy

@Suite struct Mod97Tests {
    @Test func everyCountryRoundTrips() {
        var generator = SeededGenerator(seed: 21)
        for country in IBANCountry.codes {
            let number = Samples.iban(country, using: &generator)
            #expect(Mod97.isValid(Array(number.utf8)), "\(country)")
            #expect(Mod97.isValid(Array(number.lowercased().utf8)), "\(country)")
        }
    }

    @Test func swappedDigitsAndForeignBytesFail() {
        var generator = SeededGenerator(seed: 22)
        var number = Array(Samples.iban("DE", using: &generator).utf8)
        number[8] = 49
        number[9] = 50
        let check = Mod97.checkDigits(for: [68, 69, 48, 48] + number[4...]) ?? 0
        number[2] = UInt8(48 + check / 10)
        number[3] = UInt8(48 + check % 10)
        #expect(Mod97.isValid(number))
        number.swapAt(8, 9)
        #expect(!Mod97.isValid(number))
        #expect(!Mod97.isValid(Array("DE00 1234".utf8)))
        #expect(!Mod97.isValid([UInt8]()))
    }

    @Test func lengthsComeFromTheRegistry() {
        #expect(IBANCountry.length(UInt8(ascii: "N"), UInt8(ascii: "O")) == 15)
        #expect(IBANCountry.length(UInt8(ascii: "r"), UInt8(ascii: "u")) == 33)
        #expect(IBANCountry.length(UInt8(ascii: "U"), UInt8(ascii: "S")) == nil)
        #expect(IBANCountry.length(0, 255) == nil)
    }
}
