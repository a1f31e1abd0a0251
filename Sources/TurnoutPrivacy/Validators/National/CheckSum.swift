/// Sums and checks that the numbers of many states share.
///
/// Characters are values: 0...9 for digits, 10...35 for letters.
enum CheckSum {
    /// The sum of products of values and weights.
    ///
    /// - Parameters:
    ///   - values: The characters, at least as many as there are weights.
    ///   - weights: One weight for each character, digits or capital letters (`A` is 10).
    static func weighted(_ values: ArraySlice<UInt8>, _ weights: StaticString) -> Int {
        var sum = 0
        for index in 0..<min(weights.utf8CodeUnitCount, values.count) {
            let weight = Int((weights.utf8Start + index).pointee)
            sum += Int(values[values.startIndex + index]) * (weight >= 65 ? weight - 55 : weight - 48)
        }
        return sum
    }

    /// The values read as one decimal number; at most 18 digits.
    static func number(_ values: ArraySlice<UInt8>) -> Int {
        values.reduce(0) { $0 &* 10 &+ Int($1) }
    }

    /// ISO/IEC 7064 MOD 11,10 over all digits, the check digit last.
    static func mod11And10(_ values: ArraySlice<UInt8>) -> Bool {
        var product = 10
        for digit in values.dropLast() {
            let sum = (product + Int(digit)) % 10
            product = (sum == 0 ? 10 : sum) * 2 % 11
        }
        return (product + Int(values.last ?? 0)) % 10 == 1
    }

    /// The check digit of Verhoeff (Error detecting decimal codes, 1969), last of all digits.
    static func verhoeff(_ values: ArraySlice<UInt8>) -> Bool {
        var check: UInt8 = 0
        for (position, digit) in values.reversed().enumerated() {
            check = dihedral(check, permuted(digit, position % 8))
        }
        return check == 0
    }

    /// Multiplication in the dihedral group of ten elements.
    private static func dihedral(_ lhs: UInt8, _ rhs: UInt8) -> UInt8 {
        switch (lhs < 5, rhs < 5) {
        case (true, true): (lhs + rhs) % 5
        case (true, false): (lhs + rhs - 5) % 5 + 5
        case (false, true): (lhs + 10 - 5 - rhs) % 5 + 5
        case (false, false): (lhs + 5 - rhs) % 5
        }
    }

    /// Verhoeff's permutation, applied as often as the position says.
    private static func permuted(_ digit: UInt8, _ times: Int) -> UInt8 {
        let permutation: StaticString = "1576283094"
        var digit = digit
        for _ in 0..<times { digit = (permutation.utf8Start + Int(digit)).pointee - 48 }
        return digit
    }

    /// Luhn over digits and letters (ISO/IEC 7812-1, letters as 10...35), modulo the alphabet's size.
    static func luhn(_ values: ArraySlice<UInt8>, modulo: Int) -> Bool {
        var sum = 0
        for (position, value) in values.reversed().enumerated() {
            let product = position % 2 == 1 ? Int(value) * 2 : Int(value)
            sum += product / modulo + product % modulo
        }
        return sum % modulo == 0
    }

    /// Weights 7, 3, 1 in turn over digits and letters, modulo 10, as travel documents have it (ICAO 9303).
    static func travelDocument(_ values: ArraySlice<UInt8>) -> Int {
        var sum = 0
        for (position, value) in values.enumerated() {
            sum += Int(value) * (position % 3 == 0 ? 7 : position % 3 == 1 ? 3 : 1)
        }
        return sum % 10
    }
}
