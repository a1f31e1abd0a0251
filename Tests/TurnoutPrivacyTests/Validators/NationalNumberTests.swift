import Testing

@testable import TurnoutPrivacy

/// The checks against examples that authorities, standards and other published tests give for them.
@Suite struct NationalNumberTests {
    static let examples: [(type: String, right: [String], wrong: [String])] = [
        ("US_SSN", ["536-90-4399"], ["666-00-0000", "900-12-3456", "123-00-4567"]),
        ("US_ITIN", ["912-90-3456"], ["912-89-3456", "812-90-3456"]),
        ("US_EIN", ["91-1144442"], ["07-1144442"]),
        ("US_NPI", ["1234567893"], ["1234567890"]),
        ("ABA_ROUTING_NUMBER", ["111000025"], ["111000026", "991000025"]),
        ("UK_NHS", ["943-476-5870"], ["9434765871"]),
        ("UK_NINO", ["AA123456A"], ["QQ123456C", "GB123456A", "AA123456E"]),
        ("UK_UTR", ["1955839661"], ["2955839661"]),
        ("CA_SIN", ["123-456-782"], ["999-999-999", "123456789"]),
        ("AU_TFN", ["123 456 782"], ["999 999 999"]),
        ("AU_ABN", ["83 914 571 673", "51824753556"], ["99 999 999 999"]),
        ("AU_ACN", ["004 085 616", "010 499 966"], ["999 999 999"]),
        ("NZ_IRD", ["49098576"], ["136410133", "49098575"]),
        ("NZ_NHI", ["ZZZ0016", "ZAC5361"], ["ZZZ0044", "ZVU27KZ"]),
        ("IE_PPS", ["6433435F", "6433435FT", "6433435FW"], ["6433435E", "6433435VH"]),
        ("ZA_ID_NUMBER", ["7503305044089"], ["8503305044089"]),
        ("DE_TAX_ID", ["36 574 261 809"], ["36574261890", "36554266806"]),
        ("DE_SOCIAL_SECURITY", ["15070649C103"], ["15070649C104"]),
        ("FR_NIR", ["295109912611193", "253072B07300470", "253072A07300443"], ["295109912611199", "253072C07300443"]),
        ("ES_NIF", ["54362315-K"], ["54362315Z"]),
        ("ES_NIE", ["X-2482300W"], ["X-2482300A"]),
        ("IT_FISCAL_CODE", ["RCCMNL83S18D969H"], ["RCCMNL83S18D969G"]),
        ("IT_VAT_CODE", ["00743110157"], ["00743110158"]),
        ("PT_NIF", ["501 964 843"], ["501 964 842"]),
        ("PT_CC", ["00000000 0 ZZ4"], ["00000000 0 ZZ3"]),
        ("NL_BSN", ["111222333"], ["111252333"]),
        ("BE_NN", ["85.07.30-033 28", "17 07 30 033 84"], ["85.07.30-033 29"]),
        ("CH_AHV", ["756.9217.0769.85"], ["756.9217.0769.84"]),
        ("AT_SVNR", ["1237 010180"], ["2237 010180"]),
        ("DK_CPR", ["211062-5629"], ["511362-5629"]),
        ("NO_FODSELSNUMMER", ["151086 95088"], ["15108695077"]),
        ("SE_PERSONNUMMER", ["880320-0016"], ["880320-0018"]),
        ("FI_PERSONAL_IDENTITY_CODE", ["131052-308T", "131052A308T"], ["131052-308U", "310252-308Y"]),
        ("IS_KENNITALA", ["450401-3150", "120174-3399"], ["530575-0299", "320174-3399"]),
        ("EE_ISIKUKOOD", ["36805280109"], ["36805280108"]),
        ("LT_ASMENS_KODAS", ["33309240064"], ["33309240164"]),
        ("LV_PERSONAS_KODS", ["161175-19997", "328673-00679"], ["161375-19997"]),
        ("PL_PESEL", ["44051401359"], ["44051401358", "02381307589"]),
        ("PL_NIP", ["8567346215"], ["8567346216"]),
        ("CZ_RC", ["710319/2745"], ["7103192746", "1103492745"]),
        ("RO_CNP", ["1630615123457"], ["0800101221142", "1632215123457"]),
        ("BG_EGN", ["7523169263", "8032056031"], ["8019010008"]),
        ("HR_OIB", ["33392005961"], ["33392005962"]),
        ("SI_EMSO", ["0101006500006"], ["0101006500007"]),
        ("GR_AMKA", ["01013099997"], ["01013099999"]),
        ("GR_AFM", ["094259216"], ["123456781"]),
        ("TR_NATIONAL_ID", ["17291716060"], ["17291716050"]),
        ("UA_RNOKPP", ["1759013776"], ["1759013770"]),
        ("RU_SNILS", ["112-233-445 95"], ["112-233-445 96"]),
        ("RU_INN", ["123456789047", "1234567894"], ["123456789037", "1234567895"]),
        ("IL_ID", ["39337423"], ["39337422"]),
        ("IN_AADHAAR", ["234123412346"], ["234123412347", "123412341234"]),
        ("IN_PAN", ["ACUPA7085R"], ["ACUXA7085R"]),
        ("IN_GSTIN", ["27AAPFU0939F1ZV"], ["27AAPFU0939F1ZA"]),
        ("CN_RIC", ["360426199101010071", "11010519491231002X"], ["360426199101010072"]),
        ("HK_ID", ["G123456(A)", "A123456(3)"], ["A123456(4)"]),
        ("TW_ID", ["A123456789"], ["A123456788"]),
        ("JP_MY_NUMBER", ["6214 9832 0257"], ["6214 9832 0258"]),
        ("SG_NRIC_FIN", ["S1234567D", "T1234567J", "F1234567N", "G1234567X"], ["S1234567A"]),
        ("MY_NRIC", ["770305-02-1234"], ["771305-02-1234", "770305-17-1234"]),
        ("TH_TNIN", ["1-2345-45678-78-1", "3100600445635"], ["1-2345-45678-78-9"]),
        ("ID_NIK", ["3171011708450001"], ["9971011708450001"]),
        ("PK_CNIC", ["34201-0891231-8"], ["94201-0891231-8"]),
        ("BR_CPF", ["390.533.447-05"], ["231.002.999-00"]),
        ("BR_CNPJ", ["16.727.230/0001-97"], ["16.727.230/0001-98"]),
        ("MX_CURP", ["BOXW310820HNERXN09"], ["BOXW310820HNERXN08"]),
        ("MX_RFC", ["GODE561231GR8", "MAB9307148T4"], ["GODE561231GR9"]),
        ("CL_RUT", ["76086428-5", "125319092"], ["12531909-3"]),
        ("AR_CUIT", ["20-05536168-2", "20267565393"], ["20267565392"]),
        ("CO_NIT", ["213.123.432-1"], ["2131234325"]),
        ("PE_RUC", ["20512333797"], ["20512333798"]),
        ("EC_CEDULA", ["1714307103"], ["1714307104"]),
        ("DO_CEDULA", ["00113918205"], ["00113918204"]),
    ]

    @Test(arguments: examples) func examplesPass(_ type: String, _ right: [String], _ wrong: [String]) throws {
        let checks = IdentifierSamples.definitions.filter { $0.type == type }
        #expect(!checks.isEmpty)
        for example in right { #expect(passes(example, checks), "\(type) \(example)") }
        for example in wrong { #expect(!passes(example, Array(checks.prefix(1))), "\(type) \(example)") }
    }

    private func passes(_ text: String, _ definitions: [IdentifierDefinition]) -> Bool {
        let values = text.utf8.compactMap { byte -> UInt8? in
            byte &- 48 < 10 ? byte - 48 : byte &- 65 < 26 ? byte - 55 : nil
        }
        let letters = values.indices.reduce(UInt32(0)) { values[$1] > 9 ? $0 | 1 << UInt32($1) : $0 }
        return definitions.contains { definition in
            IdentifierPattern.compile(definition.shapes + "|" + definition.strong)
                .contains { $0.length == values.count && (letters ^ $0.letters) & ~$0.free == 0 }
                && definition.check(values[...])
        }
    }

    @Test func verhoeffRefusesEveryChangeOfOneDigitAndEverySwap() {
        var generator = SeededGenerator(seed: 221)
        for _ in 0..<50 {
            let body = Samples.values(Samples.text(Samples.digits, 11, using: &generator))
            guard let check = (0...9).first(where: { CheckSum.verhoeff((body + [UInt8($0)])[...]) }) else {
                Issue.record("no check digit for \(body)")
                continue
            }
            let number = body + [UInt8(check)]
            for place in number.indices {
                var changed = number
                changed[place] = (changed[place] + .random(in: 1...9, using: &generator)) % 10
                #expect(!CheckSum.verhoeff(changed[...]))
                guard place > 0, number[place] != number[place - 1] else { continue }
                var swapped = number
                swapped.swapAt(place, place - 1)
                #expect(!CheckSum.verhoeff(swapped[...]))
            }
        }
    }

    @Test func datesThatDoNotExistAreRefused() {
        #expect(
            CalendarDate.exists(2000, 2, 29) && !CalendarDate.exists(1900, 2, 29) && CalendarDate.exists(2024, 2, 29))
        #expect(
            !CalendarDate.exists(2023, 13, 1) && !CalendarDate.exists(2023, 4, 31) && !CalendarDate.exists(2023, 1, 0))
    }
}
