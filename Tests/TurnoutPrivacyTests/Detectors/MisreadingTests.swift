import Testing

@testable import TurnoutPrivacy

/// Texts in which one thing was once taken for another, or a value missed because of what stands around it.
@Suite struct MisreadingTests {
    private static func ssn(using generator: inout some RandomNumberGenerator) -> String {
        [("123456", 3), ("123456", 2), ("123456789", 4)]
            .map { Samples.text(Array($0.0), $0.1, using: &generator) }.joined()
    }

    @Test func theIdentifierNamedWinsOverNumberIs() {
        var generator = SeededGenerator(seed: 701)
        let number = MisreadingTests.ssn(using: &generator)
        for name in [
            "SSN number is", "social security number is", "social insurance number is not known, SSN number is",
        ] {
            #expect(found("My \(name) \(number).") == ["US_SSN \(number)"], "\(name)")
        }
        #expect(found("My order number is \(number)") == [])
        #expect(found("The number is \(number)") == ["PHONE_NUMBER \(number)"])
        #expect(found("my number is \(number)") == ["PHONE_NUMBER \(number)"])
        #expect(found("a social network has \(number) users") == [])
    }

    @Test func internationalPrefixWithoutSpaces() {
        var generator = SeededGenerator(seed: 702)
        let number = "0061412" + Samples.text(Samples.digits, 6, using: &generator)
        for text in ["Phone number: \(number)", "tel \(number)", "a,\(number),b", "a | \(number) |", "x\t\(number)\n"] {
            #expect(found(text) == ["PHONE_NUMBER \(number)"], "\(text)")
        }
        #expect(found("job \(number) done") == [])
    }

    @Test func aWordOnAnEarlierLineIsNotMeant() {
        var generator = SeededGenerator(seed: 703)
        let number = MisreadingTests.ssn(using: &generator)
        #expect(found("phone: n/a\njob \(number)") == [])
        #expect(found("phone:\n\(number)") == ["PHONE_NUMBER \(number)"])
        #expect(found("born to be wild\nmeeting on 06/10/1982") == [])
        #expect(found("date of birth\n06/10/1982") == ["DATE_OF_BIRTH 06/10/1982"])
        #expect(found("seen by mail.ne.jp at 2014-03-18") == [])
    }

    @Test func cellsBehindAComma() {
        var generator = SeededGenerator(seed: 704)
        let body = [900, 100, 1].map { _ in Samples.text(Array("123456789"), 3, using: &generator) }
        var digits = Samples.values(body.joined())
        for _ in 0..<2 {
            let sum = digits.enumerated().reduce(0) { $0 + Int($1.element) * (digits.count + 1 - $1.offset) }
            digits.append(UInt8((sum * 10 % 11) % 10))
        }
        let cpf = body.joined(separator: ".") + "-" + digits.suffix(2).map(String.init).joined()
        #expect(found("a,4199,\(cpf)\n") == ["BR_CPF \(cpf)"])
        #expect(found("a;4199;\(cpf)\n") == ["BR_CPF \(cpf)"])
    }

    @Test func tokensBeforeTheHost() {
        var generator = SeededGenerator(seed: 705)
        for key in [
            "lin_" + "api_" + Samples.token(40, using: &generator), "gh" + "p_" + Samples.token(36, using: &generator),
            Samples.token(40, using: &generator),
        ] {
            #expect(found("git remote add o https://\(key)@host.example/x.git") == ["API_KEY \(key)"], "\(key)")
        }
        #expect(found("https://some-user.name@host.example/x.git") == [])
    }

    @Test(arguments: [
        "hasło do konta", "Пароль от wifi —", "новый пароль", "yeni şifreniz", "รหัสผ่านคือ", "Ο κωδικός πρόσβασης είναι",
        "كلمة المرور هي", "הסיסמה לוויפי היא", "वाईफाई का पासवर्ड", "비밀번호는", "az új jelszó", "mdp:", "ww:",
    ])
    func passwordsInSentences(_ lead: String) {
        var generator = SeededGenerator(seed: 706)
        let password = "kRo" + Samples.text(Array("bdfhkm"), 4, using: &generator) + "47"
        #expect(found("\(lead) \(password)") == ["PASSWORD \(password)"])
    }

    @Test func endingsOfTheSentenceAreNoPartOfThePassword() {
        var generator = SeededGenerator(seed: 707)
        let password = "kRo" + Samples.text(Array("bdfhkm"), 4, using: &generator) + "47"
        #expect(found("와이파이 비밀번호는 \(password)입니다") == ["PASSWORD \(password)"])
        #expect(found("Clave CURP:  Thanks!") == [])
    }

    @Test func keysOfFurtherShapes() {
        var generator = SeededGenerator(seed: 708)
        let hex = Samples.text(Samples.hex, 32, using: &generator)
        let numbers = (0..<2).map { _ in Samples.text(Samples.digits, 16, using: &generator) }
        for key in [
            "2/\(numbers[0])/\(numbers[1]):\(hex)", "a1B8" + "Q~" + Samples.token(34, using: &generator),
            String(hex + hex.prefix(4)) + "FFFF" + "NRAL",
        ] {
            #expect(found("use \(key) now") == ["API_KEY \(key)"], "\(key)")
        }
        let typed = Samples.token(32, using: &generator)
        #expect(found("let wiseToken: String = \"\(typed)\"") == ["API_KEY \(typed)"])
    }

    @Test func placeholdersAndNoncesAreNoSecrets() {
        var generator = SeededGenerator(seed: 709)
        #expect(found("postgres://<user>:<password>@host/db") == [])
        #expect(found("Sec-WebSocket-Key: \(Samples.token(22, using: &generator))==") == [])
        #expect(found("\"password\": \"arn:aws:secretsmanager:eu-west-1:12:secret:db\"") == [])
    }
}
