/// Country calling codes and the lengths of the numbers behind them (ITU-T E.164; lengths from the possible lengths
/// in libphonenumber's metadata 9.0.43, all kinds of numbers of a code taken together).
enum CallingCode {
    /// Lengths of the national number, then the calling codes that have these.
    private static let metadata = """
        5:290 500 682
        5-6:247
        5-7:688 690
        5-8:386
        5-10:27 64
        5-11:31 352
        5-12:358 971
        5-13:43 598
        5-14:49
        5-10,12:61
        5-9,11:852
        5-7,10:98 685
        5-6,8-14:82
        5,7:676 677 678
        5,8:47 686
        6:298 299 672 687
        6-7:597
        6-9:252 355
        6-10:46 48 95 880
        6-11:375 595
        6-12:39 381
        6-9,12:359
        6-8,10:53
        6-7,9:421
        6,8-9:376 689
        6,8-13:63
        6,9:40 508 681
        7:238 239 246 248 269 291 297 592 673 674 680 683 691 692
        7-8:241 599 670 675 853 961 965 975
        7-9:231 385 967 968
        7-10:84 243 254 353
        7-11:886
        7-12:86 882 972
        7-14:62
        7-9,11:974
        7-8,10:230 267 372
        7-8,10-11:507
        7-8,11:503
        7,9:220 245 265 354 423
        7,9-10:44 263
        7,10:1 960
        7,10,12-13:90
        7,11:501 679
        8:45 216 222 223 226 227 228 232 235 236 253 257 266 350 356 357 370 371 373 374 389 505 509 800
        8:808 973 993
        8-9:32 36 51 213 224 233 237 250 258 264 268 377 382 387 591 962 963
        8-10:20 60 855 856 964 970 976
        8-11:55 593
        8-12:92 383 883
        8-13:91
        8-14:81
        8-10,13:66
        8,10:378 506 850
        8,10-11:57 65 977
        8,11:502 504
        9:33 34 41 93 94 211 212 218 221 240 242 244 249 251 255 256 260 261 262 351 420 590 594 596 979
        9:992 994 995 998
        9-10:380 881 966 996
        9-11:56
        9,12:870
        10:52 58 225 229
        10-11:54
        10-12:30
        10-14:234
        10,14:7
        11:888
        12:878
        """

    /// A bit for each possible length of the national number, at the calling code.
    private static let lengths: [UInt16] = {
        var lengths = [UInt16](repeating: 0, count: 1000)
        for line in metadata.split(separator: "\n") {
            let parts = line.split(separator: ":")
            var mask: UInt16 = 0
            for part in parts[0].split(separator: ",") {
                let ends = part.split(separator: "-").compactMap { Int($0) }
                guard let first = ends.first, let last = ends.last else { continue }
                for length in first...last { mask |= 1 << UInt16(length) }
            }
            for code in parts[1].split(separator: " ").compactMap({ Int($0) }) { lengths[code] |= mask }
        }
        return lengths
    }()

    /// The codes of countries where a zero is part of the number.
    private static let keepsZero: Set<Int> = [39, 225, 241, 242, 378, 379]

    /// Whether digits behind a `+` or `00` make a number: a known code, and a national number of a possible length.
    ///
    /// - Parameter digits: Values 0...9, at most 15.
    static func isPossible(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.count <= 15, digits.first != 0 else { return false }
        var code = 0
        for (position, digit) in digits.prefix(3).enumerated() {
            code = code * 10 + Int(digit)
            let length = digits.count - position - 1
            guard lengths[code] != 0 else { continue }
            guard length < 16, lengths[code] & (1 << UInt16(length)) != 0 else { return false }
            if code == 1 { return isNorthAmerican(digits.dropFirst()) }
            // Elsewhere a number that still has its trunk zero is one from home, or no number at all.
            let rest = digits.dropFirst(position + 1)
            return rest.first != 0 || keepsZero.contains(code)
        }
        return false
    }

    /// Whether ten digits keep the rules of the North American plan: area and exchange begin with 2...9, and neither
    /// is one of the service codes such as 911.
    static func isNorthAmerican(_ digits: ArraySlice<UInt8>) -> Bool {
        guard digits.count == 10 else { return false }
        let area = digits.prefix(3)
        let exchange = digits.dropFirst(3).prefix(3)
        for code in [area, exchange] {
            guard let first = code.first, first >= 2 else { return false }
            if code.dropFirst().allSatisfy({ $0 == 1 }) { return false }
        }
        return area.dropFirst().first != 9
    }
}
