import Testing

@testable import TurnoutPrivacy

@Suite struct AccountAndAddressTests {
    @Test func accountNumbersOfEveryCountry() {
        var generator = SeededGenerator(seed: 101)
        for country in IBANCountry.codes {
            let number = Samples.iban(country, using: &generator)
            for shape in [
                number, number.lowercased(), Samples.grouped(number, by: 4, with: " "),
                Samples.grouped(number, by: 4, with: "-"),
            ] {
                #expect(found("to \(shape) is mine") == ["IBAN_CODE \(shape)"])
                #expect(Scanner.standard.scan(shape).findings.first?.subtype == country)
            }
            for wrong in [number + "0", String(number.dropLast()), "x" + number, number + "_a"] {
                #expect(!found(wrong).contains { $0.hasPrefix("IBAN") }, "\(wrong)")
            }
        }
    }

    @Test func aCheckSumAloneIsNotEnough() {
        // Right check digits, but no such country.
        let body = "50500105175407324931"
        let check = Mod97.checkDigits(for: Array(("QQ00" + body).utf8)) ?? 0
        #expect(found("QQ\(check < 10 ? "0" : "")\(check)\(body)") == [])
    }

    @Test(arguments: [
        "163.187.220.103", "10.4.2.19", "192.168.200.1", "2606:4700:a6d3:2f24:2f37:ce7e:c028:1a1a",
        "2a00:1450::21a1:c696",
        "fe80::5054:ff:fe9",
    ])
    func hostsAreFound(_ address: String) {
        for text in [address, "host \(address) down", "[\(address)]", "src=\(address),", "see \(address)."] {
            #expect(found(text) == ["IP_ADDRESS \(address)"], "\(text)")
        }
    }

    @Test(arguments: [
        "127.0.0.1:8080", "0.0.0.0", "255.255.255.0", "::1", "::", "1.2.3.4", "3.5.7.9", "version 51.12.181.27",
        "Chrome/100.0.233.32", "1.3.6.1.4.1.126", "256.1.40.1", "40.01.20.1", "40.1.20.1-rc1", "40.1.20.1a", "12:34:56",
        "10:11:12:13", "a::b::c", "de:ad:be:ef", "12:34:56:78:9a:bc:12:34", "core::mem::swap", "192.0.2.0/24",
        "2001:db8::/32",
        "std::vector<int>", "v6.19.18.10", "1:1-2:3", "::before", "f:f:f:f:f:f:f:f:f",
    ])
    func versionsTimesAndLoopbackAreNot(_ text: String) {
        #expect(found(text) == [])
    }
}
