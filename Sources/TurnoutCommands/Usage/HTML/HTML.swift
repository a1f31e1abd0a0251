/// A piece of HTML in which nothing can stand that is not meant to: text put into a literal is escaped, always.
struct HTML: ExpressibleByStringInterpolation, Sendable {
    /// The piece as it is written into a page.
    private(set) var source: String

    /// Takes a literal of the source text as it stands; not for text that comes from anywhere else.
    init(stringLiteral value: String) { source = value }

    init(stringInterpolation: Interpolation) { source = stringInterpolation.source }

    init(_ pieces: some Sequence<HTML>) { source = pieces.reduce(into: "") { $0 += $1.source } }

    static func + (left: HTML, right: HTML) -> HTML { HTML([left, right]) }

    static func += (left: inout HTML, right: HTML) { left.source += right.source }

    struct Interpolation: StringInterpolationProtocol {
        fileprivate var source = ""

        init(literalCapacity: Int, interpolationCount: Int) {}

        mutating func appendLiteral(_ literal: String) { source += literal }

        mutating func appendInterpolation(_ html: HTML) { source += html.source }

        mutating func appendInterpolation(_ number: Int) { source += String(number) }

        mutating func appendInterpolation(_ text: String) { source += HTML.escaped(text) }
    }

    typealias StringInterpolation = Interpolation

    /// Text as the content of an element or of an attribute in quotes. Control and bidirectional characters are named
    /// instead of obeyed.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            // A narrow space between thousands is no control character.
            case "\u{202F}": result += "&#8239;"
            default: result += escapedControl(scalar)
            }
        }
        return result
    }

    private static func escapedControl(_ scalar: Unicode.Scalar) -> String {
        let cell = TerminalText.cell(scalar).text
        return cell.first == "<" ? "&lt;\(cell.dropFirst().dropLast())&gt;" : cell
    }
}
