import Testing

@testable import TurnoutCommands

/// Places in a text, against a count of one code point after another.
@Suite struct TextPlaceTests {
    private func counted(_ text: String, _ offset: Int) -> TextPlace {
        var place = TextPlace()
        var passed = 0
        for scalar in text.unicodeScalars {
            guard passed < offset else { break }
            passed += UTF8.width(scalar)
            place.scalar += 1
            place.column += 1
            if scalar == "\n" {
                place.line += 1
                place.column = 1
            }
        }
        return place
    }

    @Test(arguments: [
        "", "a", "\n", "\n\n\n\n\n\n\n\n\n", "Größe und Maß\nsind nicht dasselbe, sagt man.\n", "身份证号码\n是这个：",
        "😀😀😀\n😀", "no end of a line in these more than sixteen bytes", "\r\na\r\nbcdefghijklm\r\n",
        "\u{B}\u{8A}\u{10A}\n",
    ])
    func areCountedInCodePointsAndLines(_ text: String) {
        var boundaries = [0]
        for scalar in text.unicodeScalars { boundaries.append(boundaries[boundaries.count - 1] + UTF8.width(scalar)) }
        let places = TextPlace.places(of: boundaries, in: text)
        #expect(places == boundaries.map { counted(text, $0) })
        for boundary in boundaries {
            #expect(TextPlace.places(of: [boundary], in: text) == [counted(text, boundary)])
        }
    }

    @Test func noOffsetsHaveNoPlaces() {
        #expect(TextPlace.places(of: [], in: "text") == [])
    }
}
