/// How often a byte stands in prose and code, roughly, in parts of 1,024: enough to choose what to search for first.
enum ByteFrequency {
    static let table: [Int] = (UInt8.min...UInt8.max).map { byte in
        switch byte {
        case UInt8(ascii: " "): 150
        case UInt8(ascii: "e"): 95
        case UInt8(ascii: "t"), UInt8(ascii: "a"), UInt8(ascii: "o"), UInt8(ascii: "i"), UInt8(ascii: "n"): 60
        case UInt8(ascii: "s"), UInt8(ascii: "r"), UInt8(ascii: "h"), UInt8(ascii: "l"), UInt8(ascii: "d"): 45
        case UInt8(ascii: "j"), UInt8(ascii: "q"), UInt8(ascii: "x"), UInt8(ascii: "z"): 2
        case UInt8(ascii: "a")...UInt8(ascii: "z"): 20
        case UInt8(ascii: "0")...UInt8(ascii: "9"): 6
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): 4
        case UInt8(ascii: "\n"), UInt8(ascii: "."), UInt8(ascii: ","): 12
        case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"),
            UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ":"), UInt8(ascii: "="):
            6
        case 0x21...0x7E: 2
        case 0x80...0xFF: 3
        default: 1
        }
    }
}
