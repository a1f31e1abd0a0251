import Testing

@testable import TurnoutPrivacy

@Suite struct PatternErrorTests {
    static let refused: [(String, PatternError.Code, Int)] = [
        ("", .empty, 0), ("a*", .matchesEmpty, 0), ("a?|b", .matchesEmpty, 0), ("^$", .matchesEmpty, 0),
        ("\\b", .matchesEmpty, 0), ("(?m)^.*$", .matchesEmpty, 0), ("()", .matchesEmpty, 0), ("a||b", .matchesEmpty, 0),
        ("(?i)", .matchesEmpty, 0), ("a{0}", .matchesEmpty, 0), ("(?:){1000}{1000}{1000}", .matchesEmpty, 0),
        ("a)", .unmatchedParenthesis, 1), ("é)", .unmatchedParenthesis, 2), ("(a", .unclosedGroup, 0),
        ("b(?:a", .unclosedGroup, 1), ("(?i", .unclosedGroup, 0), ("(?#a", .unclosedGroup, 0),
        ("[a", .unclosedClass, 0),
        ("x[]", .unclosedClass, 1), ("[^]", .unclosedClass, 0), ("[a-", .unclosedClass, 0),
        ("[^\\u{0}-\\u{10FFFF}]", .emptyClass, 0), ("[^\\d\\D]", .emptyClass, 0), ("[z-a]", .badRange, 1),
        ("[a-\\d]", .badRange, 1), ("[\\d-z]", .badRange, 1), ("[[:nope:]]", .unknownClassName, 1),
        ("*a", .nothingToRepeat, 0), ("a|*", .nothingToRepeat, 2), ("(+a)", .nothingToRepeat, 1),
        ("a**", .nothingToRepeat, 2), ("{2}", .nothingToRepeat, 0), ("\\b+a", .nothingToRepeat, 0),
        ("^*a", .nothingToRepeat, 0), ("a{2}?*", .nothingToRepeat, 5), ("a{2,1}", .badRepeat, 1),
        ("a{1001}", .badRepeat, 1), ("a{1,9999999999999999999999}", .badRepeat, 1), ("a{,3}", .badRepeat, 1),
        ("a\\", .badEscape, 1), ("\\y", .badEscape, 0), ("[\\b]", .badEscape, 1), ("a\\Z", .badEscape, 1),
        ("\\h", .badEscape, 0), ("\\0", .badEscape, 0), ("\\x4", .badCharacter, 0), ("\\x{}", .badCharacter, 0),
        ("\\u{110000}", .badCharacter, 0), ("\\u{D800}", .badCharacter, 0), ("\\u{41", .badCharacter, 0),
        ("\\uD800", .badCharacter, 0), ("(?x)a", .unknownGroup, 0), ("(?<1>a)", .unknownGroup, 0),
        ("(?P'n'a)", .unknownGroup, 0), ("(*UTF8)a", .unknownGroup, 0), ("(a)\\1", .backReference, 3),
        ("(?<n>a)\\k<n>", .backReference, 7), ("(a)\\g{1}", .backReference, 3), ("(?P<n>a)(?P=n)", .backReference, 8),
        ("a(?=b)", .lookAround, 1), ("a(?!b)", .lookAround, 1), ("(?<=a)b", .lookAround, 0),
        ("(?<!a)b", .lookAround, 0),
        ("(?>a)", .possessive, 0), ("a++", .possessive, 2), ("a*+", .possessive, 2), ("a{2}+", .possessive, 4),
        ("a(?R)", .recursion, 1), ("a(?1)", .recursion, 1), ("a(?-1)", .recursion, 1), ("a(?&n)", .recursion, 1),
        ("a(?P>n)", .recursion, 1), ("(?(1)a|b)", .conditional, 0), ("\\p{L}", .unicodeProperty, 0),
        ("[\\P{L}]", .unicodeProperty, 1),
    ]

    @Test(arguments: refused) func refusedWithPlaceAndCode(_ pattern: String, _ code: PatternError.Code, _ offset: Int)
    {
        let error = #expect(throws: PatternError.self) { try Pattern(parsing: pattern) }
        #expect(error?.code == code)
        #expect(error?.offset == offset)
    }

    @Test func sizesAreBoundedAndNamed() throws {
        #expect(try Pattern(parsing: "a{1000}{4}").size == 4001)
        for pattern in [
            "a{1000}{5}", "a{1000}{1000}{1000}{1000}{1000}{1000}{1000}", "(?:a{1,500}){1,8}", "(?:.{900}){9}",
        ] {
            let error = #expect(throws: PatternError.self) { try Pattern(parsing: pattern) }
            #expect(error?.code == .tooLarge)
            #expect(error?.message.contains("4096") == true)
        }
        let long = #expect(throws: PatternError.self) { try Pattern(parsing: String(repeating: "a", count: 4_097)) }
        #expect(long?.code == .tooLong)
        #expect(long?.message.contains("4097") == true)
        #expect(try Pattern(parsing: String(repeating: "a", count: 4_095)).size == 4_096)
    }

    @Test func nestingIsBounded() throws {
        let deep = { (count: Int) in String(repeating: "(", count: count) + "a" + String(repeating: ")", count: count) }
        _ = try Pattern(parsing: deep(90))
        #expect(throws: PatternError(.tooDeep, at: 100)) { try Pattern(parsing: deep(1_000)) }
        let stacked = "a" + String(repeating: "{1}", count: 1_000)
        #expect(#expect(throws: PatternError.self) { try Pattern(parsing: stacked) }?.code == .tooDeep)
    }

    @Test func codesAreStableAndExplained() {
        for code in PatternError.Code.allCases {
            #expect(code.rawValue.allSatisfy { $0.isLowercase || $0 == "_" })
            #expect(code.sentence.count > 20)
        }
        #expect(Set(PatternError.Code.allCases.map(\.sentence)).count == PatternError.Code.allCases.count)
    }

    @Test func patternsStayHidden() throws {
        let pattern = try Pattern(parsing: "kestrel[0-9]")
        let detector = try PatternDetector(
            id: "p", label: "internal.x", patterns: [pattern],
            context: PatternContext(words: ["kestrel"], effect: .required))
        var dumped = ""
        dump(pattern, to: &dumped)
        dump(detector, to: &dumped)
        dump(Scanner(detectors: [detector]), to: &dumped)
        let error = #expect(throws: PatternError.self) { try Pattern(parsing: "kestrel(?=x)") }
        for shown in ["\(pattern)", String(reflecting: detector), "\(error as Any)", dumped] {
            #expect(!shown.contains("kestrel"))
        }
    }
}
