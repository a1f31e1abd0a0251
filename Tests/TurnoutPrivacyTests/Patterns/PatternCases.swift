/// A pattern, a text, and what of the text it matches.
struct PatternCase: CustomStringConvertible, Sendable {
    let pattern: String
    let text: String
    let matches: [String]

    init(_ pattern: String, _ text: String, _ matches: String...) {
        self.pattern = pattern
        self.text = text
        self.matches = matches
    }

    var description: String { pattern }
}

/// Characters, classes and escapes.
enum CharacterCases {
    static let literals: [PatternCase] = [
        .init("a", "banana", "a", "a", "a"), .init("abc", "abcabc", "abc", "abc"), .init("abc", "abab"),
        .init("é", "café é", "é", "é"), .init("日本", "日本語日", "日本"), .init("😀", "a😀b", "😀"), .init(" ", "a b", " "),
        .init("a b", "a b", "a b"), .init("]", "a]", "]"), .init("}", "a}", "}"), .init("{", "a{", "{"),
        .init("a{", "a{", "a{"), .init("a{b}", "a{b}", "a{b}"), .init("a{}", "a{}", "a{}"), .init("x{1", "x{1", "x{1"),
        .init("-", "a-b", "-"), .init("/", "a/b", "/"), .init("a.c", "abc a\nc aéc", "abc", "aéc"),
        .init("(?s)a.c", "a\nc", "a\nc"), .init("(?s:.)b.", "\nb\nbb", "\nbb"), .init(".", "aé日😀", "a", "é", "日", "😀"),
        .init("..", "é日a", "é日"), .init(".+", "one\ntwo", "one", "two"), .init("\\.", "a.b", "."),
        .init("\\*\\+\\?", "*+?", "*+?"), .init("\\(\\)\\[\\]\\{\\}", "()[]{}", "()[]{}"),
        .init("\\^\\$\\|", "^$|", "^$|"),
        .init("\\\\", "a\\b", "\\"), .init("\\-\\/\\_", "-/_", "-/_"), .init("\\@\\#\\ ", "@# ", "@# "),
        .init("\\é", "é", "é"),
        .init("\\t\\n\\r\\f", "\t\n\r\u{0C}", "\t\n\r\u{0C}"), .init("\\a\\e", "\u{07}\u{1B}", "\u{07}\u{1B}"),
        .init("\\x41", "xA", "A"), .init("\\xe9", "é", "é"), .init("\\x{1F600}", "😀", "😀"),
        .init("\\u{65E5}", "日", "日"),
        .init("\\u00e9", "é", "é"), .init("\\u{41}+", "AAB", "AA"), .init("\\x00", "a\u{0}b", "\u{0}"),
        .init("\\Qa.b*\\E", "a.b* axb", "a.b*"), .init("\\Qa.\\E+", "a.. a.", "a..", "a."),
        .init("\\Q(|)", "x(|)", "(|)"),
        .init("x\\Q\\Ey", "xy", "xy"), .init("a\\Eb", "ab", "ab"), .init("\\Qa\\\\E", "a\\", "a\\"),
        .init("(\\Q)\\E)", "a)", ")"),
    ]

    static let classes: [PatternCase] = [
        .init("[abc]", "xaybzc", "a", "b", "c"), .init("[a-c]+", "xabcx", "abc"), .init("[^a-c]+", "abxyc", "xy"),
        .init("[a-c0-2]+", "a1d2", "a1", "2"), .init("[]a]+", "x]a]", "]a]"), .init("[^]a]+", "]x]", "x"),
        .init("[a-]+", "b-a", "-a"), .init("[-a]+", "b-a", "-a"), .init("[a\\-z]+", "m-z", "-z"),
        .init("[a^]+", "^a", "^a"),
        .init("[.*+?]+", "a.*+?", ".*+?"), .init("[\\]]", "]", "]"), .init("[\\\\]", "\\", "\\"),
        .init("[[]", "[", "["),
        .init("[[a]+", "[a", "[a"), .init("[[:x]+", ":x[y", ":x["), .init("[\\n\\t]", "a\tb", "\t"),
        .init("[\\x41-\\x43]+", "ABCD", "ABC"),
        .init("[é-ü]+", "eéü", "éü"), .init("[а-я]+", "Привет мир", "ривет", "мир"), .init("[^a]", "aé", "é"),
        .init("[^\\n]+", "a\n日", "a", "日"), .init("[日本]+", "x本日x", "本日"), .init("[\\u{1F600}-\\u{1F64F}]", "a😀", "😀"),
        .init("[\\u{0}-\\u{10FFFF}]+", "a\né", "a\né"), .init("[߀-ࠀ]", "߿ࠁ", "߿"),
        .init("[\u{FFFF}-\u{10000}]", "\u{10000}", "\u{10000}"),
        .init("\\d+", "a12é3", "12", "3"), .init("\\D+", "12é3", "é"), .init("\\w+", "a_1 é b", "a_1", "b"),
        .init("\\W+", "a é b", " é "),
        .init("\\s+", "a \t\nb", " \t\n"), .init("\\S+", "a é\u{A0}b", "a", "é\u{A0}b"), .init("\\d", "٣3", "3"),
        .init("[\\d.]+", "v1.2", "1.2"), .init("[\\w-]+", "a-b c", "a-b", "c"),
        .init("[^\\s,]+", "a,b c", "a", "b", "c"),
        .init("[\\D]+", "1a2", "a"), .init("[^\\D]+", "1a2", "1", "2"), .init("[^\\W_]+", "a_b", "a", "b"),
        .init("[[:alpha:]]+", "ab1", "ab"), .init("[[:digit:]]+", "ab12", "12"), .init("[[:alnum:]_]+", "a_1-", "a_1"),
        .init("[[:upper:]]+", "aBC", "BC"), .init("[[:lower:]]+", "aBC", "a"), .init("[[:xdigit:]]+", "xfF0g", "fF0"),
        .init("[[:punct:]]+", "a!?b", "!?"), .init("[[:space:]]+", "a \nb", " \n"),
        .init("[[:blank:]]+", "a\t\nb", "\t"),
        .init("[[:^digit:]]+", "1ab2", "ab"), .init("[^[:alpha:]]+", "a12b", "12"),
        .init("[[:print:]]+", "a\tb", "a", "b"),
        .init("[[:graph:]]+", "a b", "a", "b"), .init("[[:cntrl:]]", "a\tb", "\t"),
        .init("[[:ascii:]]+", "aéb", "a", "b"),
        .init("[[:word:]]+", "a_é", "a_"),
    ]

    static let cases: [PatternCase] = [
        .init("(?i)abc", "aBC ABC", "aBC", "ABC"), .init("(?i)[a-c]+", "AbCd", "AbC"), .init("(?i)[^a]", "Ab", "b"),
        .init("(?i)[A]", "a", "a"), .init("(?i:a)b", "Ab AB", "Ab"), .init("a(?i)b", "aB AB", "aB"),
        .init("(a(?i)b)c", "aBc aBC", "aBc"),
        .init("(?i)a(?-i)b", "Ab AB", "Ab"), .init("(?i-s:A).", "ab", "ab"), .init("(?i)müller", "MÜLLER", "MÜLLER"),
        .init("(?i)Σ", "σ", "σ"),
        .init("(?i)[а-я]+", "Привет", "Привет"), .init("(?i)k", "K\u{212A}", "K"), .init("(?i)[k-m]+", "KLM", "KLM"),
        .init("(?i)\\x41", "a", "a"),
        .init("(?i)\\Qab\\E", "AB", "AB"), .init("(?is)a.b", "A\nB", "A\nB"), .init("(?i)\\d[f]", "1F", "1F"),
        .init("a|(?i)b|c", "C", "C"),
    ]
}

/// Order, repeats, anchors and boundaries.
enum StructureCases {
    static let order: [PatternCase] = [
        .init("a|b", "cab", "a", "b"), .init("a|ab", "ab", "a"), .init("ab|a", "ab", "ab"),
        .init("(?:a|ab)c", "abc", "abc"),
        .init("(?:a|ab)(?:c|bcd)", "abcd", "abcd"), .init("foo|foobar", "foobar", "foo"),
        .init("foobar|foo", "foobar", "foobar"),
        .init("x(?:a|)", "xab x", "xa", "x"), .init("x(?:|a)", "xa", "x"), .init("(a)(b)", "ab", "ab"),
        .init("(?P<n>a)(?<m_2>b)", "ab", "ab"), .init("((a)|(b))+", "abc", "ab"), .init("a(?#note)b", "ab", "ab"),
        .init("(?:ab)+", "ababa", "abab"), .init("aa", "aaaaa", "aa", "aa"), .init("aba", "ababa", "aba"),
        .init("(?:one|two|three)\\d", "two2 four4 three3", "two2", "three3"), .init("a.*b|a", "aab a", "aab", "a"),
        .init("(?:a.*b)|a", "a aa", "a", "a", "a"), .init("ab*?c|abb", "abbc abbd", "abbc", "abb"),
    ]

    static let repeats: [PatternCase] = [
        .init("a+", "baaab", "aaa"), .init("ba*", "baab b", "baa", "b", "b"), .init("ba?", "baab", "ba", "b"),
        .init("a+?", "aaa", "a", "a", "a"),
        .init("ba*?", "baa", "b"), .init("ba*?c", "baac", "baac"), .init("ba??", "ba", "b"),
        .init("a{2}", "aaaaa", "aa", "aa"),
        .init("a{2,}", "a aaa", "aaa"), .init("a{2,3}", "aaaaa", "aaa", "aa"), .init("a{2,3}?", "aaaa", "aa", "aa"),
        .init("a{2,}?", "aaa", "aa"),
        .init("a{1}", "aa", "a", "a"), .init("ba{0}c", "bc bac", "bc"), .init("ba{0,1}c", "bc bac", "bc", "bac"),
        .init("(?:ab){2}", "ababab", "abab"),
        .init("a{2}{3}", "aaaaaaa", "aaaaaa"), .init("[ab]{3}", "abba", "abb"),
        .init("\\d{3}-\\d{4}", "555-1234", "555-1234"),
        .init("é{2}", "ééé", "éé"), .init(".{3}", "aéb", "aéb"), .init("(?:a*)+b", "aab b", "aab", "b"),
        .init("(?:a|b*)*c", "abac", "abac"),
        .init("(?:a*)*b", "aaab", "aaab"), .init("(?:|a)*b", "aab", "aab"), .init("b(?:|a)+", "baa", "b"),
        .init("(a+)+$", "aaa", "aaa"),
        .init("(a|aa)+b", "aaab", "aaab"), .init("(.*)*x", "aaxb", "aax"),
        .init("\".*\"", "\"a\" \"b\"", "\"a\" \"b\""),
        .init("\".*?\"", "\"a\" \"b\"", "\"a\"", "\"b\""), .init("a.{0,2}b", "axxxb axb", "axb"),
        .init("x*y", "xxy y", "xxy", "y"),
        .init("a{,b", "a{,b", "a{,b"), .init("(?:ab?){2,}", "abaab", "abaab"), .init("a{0,2}b", "aaab", "aab"),
        .init("(?:ab|a){2}", "aab", "aab"),
    ]

    static let places: [PatternCase] = [
        .init("^a", "aa\na", "a"), .init("a$", "a\naa", "a"), .init("a$", "a\n"), .init("^abc$", "abc", "abc"),
        .init("(?m)^a", "aa\na", "a", "a"),
        .init("(?m)a$", "ba\na", "a", "a"), .init("(?m:^)b", "a\nb", "b"), .init("\\Aa", "aa", "a"),
        .init("a\\z", "aa", "a"), .init("(?m)\\Aa", "a\na", "a"),
        .init("(?m)^$\\n", "a\n\nb", "\n"), .init("a^b", "ab"), .init("(?:^|,)a", "a,a ba", "a", ",a"),
        .init("a(?:$|,)", "a,a", "a,", "a"), .init("\\bcat\\b", "cat cats concat a-cat", "cat", "cat"),
        .init("\\Bat", "cat at", "at"),
        .init("\\bé", "aé é", "é"), .init("\\b\\d+", "番号41 a42 -43", "41", "43"), .init("\\d+\\b", "41です 42a", "41"),
        .init("\\B\\d", "12", "2"),
        .init("a\\b|ab", "ab a", "ab", "a"), .init("(?:\\ba|b)+", "abab", "ab", "b"), .init("\\b_", "_a a_", "_"),
        .init("x\\b", "x", "x"),
        .init("(?:a\\b)?b", "ab", "b"), .init("(?m)a$\\n^b", "a\nb", "a\nb"), .init("\\w+\\b.", "ab cd", "ab "),
        .init("(?:\\b\\w+\\b ?)+", "a bc  d", "a bc ", "d"), .init("^(?:a|b)+$", "abba", "abba"),
        .init("\\Bé\\B", "é aé", "é"),
    ]

    static let ordinary: [PatternCase] = [
        .init("EMP-\\d{6}", "see EMP-123456, EMP-12345", "EMP-123456"),
        .init("(?i)project\\s+(?:kestrel|osprey)", "Project  Osprey", "Project  Osprey"),
        .init("\\b[A-Z]{2}\\d{6}\\b", "AB123456 AB1234567", "AB123456"),
        .init("[\\w.+-]+@[\\w-]+\\.[a-z]{2,}", "to a.b+c@d-e.org.", "a.b+c@d-e.org"),
        .init("\\$\\d{1,3}(?:,\\d{3})*(?:\\.\\d{2})?", "$1,234.50 or $7", "$1,234.50", "$7"),
        .init("#[0-9a-f]{6}\\b", "#a1b2c3 #a1b2c3d", "#a1b2c3"),
        .init("https?://[^\\s/]+/\\S*", "at http://h/x y https://k/", "http://h/x", "https://k/"),
        .init("(?:\\d{1,3}\\.){3}\\d{1,3}", "10.0.0.1 1.2.3", "10.0.0.1"),
        .init("<[^>]+>", "<a><b >", "<a>", "<b >"),
        .init("\\d{4}-(?:0[1-9]|1[0-2])-\\d{2}", "2024-13-01 2024-12-31", "2024-12-31"),
        .init("工号[:：]\\s*\\d+", "工号：42, 工号:7", "工号：42", "工号:7"),
        .init("(?m)^Subject: .+$", "To: x\nSubject: y z\n\nq", "Subject: y z"),
        .init("\\S+\\s*=\\s*\"[^\"]*\"", "a = \"b\" c", "a = \"b\""), .init("(\\w)(\\w)?-", "ab- c-", "ab-", "c-"),
        .init("ab?c?d", "ad abd acd abcd", "ad", "abd", "acd", "abcd"),
    ]
}
