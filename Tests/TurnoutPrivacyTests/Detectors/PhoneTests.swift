import Testing

@testable import TurnoutPrivacy

@Suite struct PhoneTests {
    @Test(arguments: [
        "+49 30 123403", "+12015550123", "+1 (201) 555-0123", "+33 6 12 34 56 78", "+44 (0)20 7946 0958",
        "0044 7797 709334",
        "+682 21258", "(201) 555-0123", "201-555-0123", "201.555.0123", "1-201-555-0123", "+216-20-660-985",
    ])
    func standsByItself(_ number: String) {
        for text in [number, "x \(number), y", "手机\(number)谢谢", "(\(number))"] where !(text.hasPrefix("((")) {
            #expect(found(text) == ["PHONE_NUMBER \(number)"], "\(text)")
        }
    }

    @Test(arguments: [
        ("Tel.", "0121 234 5140"), ("mobil", "08-12 34 11"), ("телефон", "8 (301) 123-45-97"), ("电话：", "010 1234 7906"),
        ("call me at", "201 555 0957"), ("móvil:", "612 34 56 93"), ("טלפון", "050-234-5692"),
        ("Telefon", "(0212) 345 67 47"),
        ("phone=", "0123456789"), ("휴대폰:", "010-2000-8493"),
    ])
    func needsAWordForPhone(_ word: String, _ number: String) {
        #expect(found("\(word) \(number)") == ["PHONE_NUMBER \(number)"])
        #expect(found("Nr \(number)") == [])
    }

    @Test(arguments: [
        "2024-01-31", "tel 31.01.2024", "phone 2019-2024", "call 12-34-56", "1687467937058", "order 30114-1922",
        "firmware 25-2840-572", "+1f297fc419c25fe46c4eb93c851e", "101-555-0123", "911-555-0123", "201-155-0123",
        "201-555-0123-4", "+49 030 1234567", "+999 123 456 78", "a+4915112345678", "++4915112345678", "phone 12 of 13",
        "#201-555-0123", "$201-555-0123", "x-201-555-0123", "room phone 12", "550e8400-e29b-41d4-a716-446655440000",
    ])
    func isNotFound(_ text: String) {
        #expect(found(text) == [])
    }
}
