import Testing

@testable import TurnoutPrivacy

/// Values that only a second reading shows, with the whole of what was written as their place.
@Suite struct DisguiseTests {
    @Test(arguments: [
        ("to=kim%40example.org&x", "kim%40example.org", "percent"),
        ("kim%2Blee%40example.org", "kim%2Blee%40example.org", "percent"),
        ("an kim&#64;example.org.", "kim&#64;example.org", "entity"),
        ("kim&commat;example&period;org", "kim&commat;example&period;org", "entity"),
        ("kim&#x40;example.org", "kim&#x40;example.org", "entity"),
        (#"{"a":"kim\u0040example.org"}"#, #"kim\u0040example.org"#, "escape"),
        (#"kim\x40example.org"#, #"kim\x40example.org"#, "escape"),
        (#"kim\u{40}example.org"#, #"kim\u{40}example.org"#, "escape"),
        (#"kim\_lee@example.org"#, #"kim\_lee@example.org"#, "marks"),
        ("kim [at] example [dot] org", "kim [at] example [dot] org", "words"),
        ("mail kim(at)example.org!", "kim(at)example.org", "words"),
        ("KIM dot LEE at EXAMPLE dot ORG", "KIM dot LEE at EXAMPLE dot ORG", "words"),
        ("kim.lee{at}mail{dot}example{dot}org", "kim.lee{at}mail{dot}example{dot}org", "words"),
        ("请发到kim [at] example [dot] org", "kim [at] example [dot] org", "words"),
        ("mail kim @ example.org", "kim @ example.org", "words"),
        ("k i m @ e x a m p l e . o r g", "k i m @ e x a m p l e . o r g", "spaced"),
        ("kim.l**ee@example.org**", "kim.l**ee@example.org", "marks"),
        ("write to kim@exam\nple.org or", "kim@exam\nple.org", "wrapped"),
    ]) func findsAnAddress(_ sample: (String, String, String)) {
        expectOne(.email, "builtin.email/" + sample.2, sample.1, in: sample.0)
    }

    @Test(arguments: [
        ("cc 4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 today", "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "spaced"),
        ("card: 4-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1", "4-1-1-1-1-1-1-1-1-1-1-1-1-1-1-1", "spaced"),
        ("card 4111/1111/1111/1111", "4111/1111/1111/1111", "separators"),
        ("card 4111_1111_1111_1111.", "4111_1111_1111_1111", "separators"),
        ("card 4111  1111  1111  1111 ok", "4111  1111  1111  1111", "separators"),
        ("card 41 11 11 11 11 11 11 11", "41 11 11 11 11 11 11 11", "separators"),
        ("card 3782.8224.6310.005", "3782.8224.6310.005", "separators"),
        ("card 4111 **1111** 1111 1111", "4111 **1111** 1111 1111", "marks"),
        ("card no. 4111 1111\n 1111 1111", "4111 1111\n 1111 1111", "wrapped"),
        ("card no. 4111 1111\r\n1111 1111", "4111 1111\r\n1111 1111", "wrapped"),
        ("card 41111111\n11111111", "41111111\n11111111", "wrapped"),
        ("card NDExMS0xMTExLTExMTEtMTExMQ==", "NDExMS0xMTExLTExMTEtMTExMQ==", "base64"),
        ("card 34313131313131313131313131313131", "34313131313131313131313131313131", "hex"),
        ("card 4111%201111%201111%201111", "4111%201111%201111%201111", "percent"),
        ("card 4111&nbsp;1111&nbsp;1111&nbsp;1111", "4111&nbsp;1111&nbsp;1111&nbsp;1111", "entity"),
    ]) func findsACard(_ sample: (String, String, String)) {
        expectOne(.card, "builtin.card/" + sample.2, sample.1, in: sample.0)
    }

    @Test func findsAccountsAndKeys() {
        var generator = SeededGenerator(seed: 81)
        for _ in 0..<20 {
            let account = Samples.iban("DE", using: &generator)
            for (separator, name) in [
                (".", "separators"), ("  ", "separators"), ("_", "separators"), ("\n", "wrapped"),
            ] {
                let written =
                    name == "wrapped"
                    ? account.prefix(9) + separator + account.dropFirst(9)
                    : Samples.grouped(account, by: 4, with: separator)[...]
                expectOne(.iban, "builtin.iban/" + name, String(written), in: "Konto \(written) bitte")
            }
            let spaced = account.map(String.init).joined(separator: " ")
            expectOne(.iban, "builtin.iban/spaced", spaced, in: "\(spaced) is my account")
            let key = "gh" + "p_" + Samples.token(36, using: &generator)
            expectOne(.apiKey, "builtin.token/wrapped", key.prefix(17) + "\n" + key.dropFirst(17), in: "")
            expectOne(.apiKey, "builtin.token/marks", key.prefix(17) + "**" + key.dropFirst(17), in: "")
            expectOne(.apiKey, "builtin.token/spaced", key.map(String.init).joined(separator: " "), in: "")
        }
    }

    @Test(arguments: [
        "version 1.2.3.4567.8901.2345", "1,234,567,890,123", "2019/2020/2021/2022", "A B C D E F G H I J K L",
        "1 0 1 1 0 0 1 0 1 0 0 1 1",
        "look at amazon dot com", "meet @ the bar.", "see www @ www.example.org", "**bold** and `code` and a*b*c",
        "int(at) + f(dot)",
        "0x41 \\n \\t \\u00e9", "100% sure & more; &amp; &copy;", "internationalisation/localisation",
        "dGhpcyBpcyBqdXN0IGEgc2VudGVuY2U=",
        "the first line\nthe second line\n2024\n2025\n2026", "4111 1111 1111 1112", "path/to/file2/dir3/name4/5678901",
    ]) func staysQuiet(_ text: String) {
        #expect(Scanner.standard.scan(text).findings.isEmpty)
    }

    @Test func aFindingOfTheTextItselfComesFirst() {
        let result = Scanner.standard.scan("kim@example.org and lee%40example.org")
        #expect(result.findings.map(\.detector) == ["builtin.email", "builtin.email/percent"])
        #expect(result.findings[0].score > result.findings[1].score)
    }

    @Test func wordsOfAListAreFoundInDisguise() throws {
        let words = try WordListDetector(id: "names", label: "internal.codename", words: ["kestrelwings"])
        let result = Scanner(detectors: [words]).scan("project k e s t r e l w i n g s starts")
        #expect(result.findings.map(\.detector) == ["names/spaced"])
    }

    private func expectOne(_ type: EntityType, _ detector: String, _ value: some StringProtocol, in text: String) {
        let text = text.isEmpty ? "here is the key \(value) please" : text
        let result = Scanner.standard.scan(text)
        let bytes = Array(text.utf8)
        let shown = result.findings.map {
            "\($0.type) \($0.detector) \(String(decoding: bytes[$0.range], as: UTF8.self))"
        }
        #expect(shown == ["\(type) \(detector) \(value)"])
        #expect(result.failures.isEmpty)
    }
}
