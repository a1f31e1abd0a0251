extension IdentifierRules {
    /// Numbers of the United States, the United Kingdom, Ireland, Canada, Australia, New Zealand and South Africa.
    static let english: [IdentifierDefinition] = [
        .checked(
            "US_SSN", "999~99~9999|999999999|999 999 999", strong: "999-99-9999", known: 0.9,
            hints: [.social, .tax, .identity], NationalNumber.usSSN),
        .checked(
            "US_ITIN", "999~99~9999|999999999", strong: "999-99-9999", known: 0.9, hints: [.tax, .social],
            NationalNumber.usITIN),
        .checked("US_EIN", "99-9999999|999999999|99 9999999", known: 0.8, NationalNumber.usEIN),
        .checked(
            "US_MBI", "9A*9A*9AA99|9A*9~A*9~AA99", strong: "9A*9A*9AA99|9A*9-A*9-AA99", hints: [.health],
            NationalNumber.usMBI),
        .checked("US_NPI", "9999999999|999~999~9999", NationalNumber.usNPI),
        .checked("ABA_ROUTING_NUMBER", "999999999|9999-9999-9|9999 9999 9|999~999~999", NationalNumber.abaRouting),
        .checked(
            "UK_NHS", "9999999999|999~999~9999", hints: [.health, .identity], NationalNumber.ukNHS),
        .checked(
            "UK_NINO", "AA999999A|AA~99~99~99~A|AA~999999~A|AA 99 99 99A|AA999999|AA~99~99~99|AA 999 999 A|AA 999999A",
            strong: "AA999999A|AA 99 99 99 A|AA-99-99-99-A|AA 999999 A", hints: [.social, .identity],
            NationalNumber.ukNINO),
        .checked("UK_UTR", "9999999999|99999 99999|999~999~9999", hints: [.tax], NationalNumber.ukUTR),
        .checked(
            "UK_DRIVING_LICENCE",
            "AAAAA999999**9AA|AAAA*999999***AA|AAA**999999**9AA|AAAAA 999999 **9AA|"
                + "AAAAA~999999~**~9AA",
            strong: "AAAAA999999**9AA|AAAAA 999999 **9AA", hints: [.license], NationalNumber.ukDrivingLicence),
        .checked("CA_SIN", "999~999~999|999999999", hints: [.social, .tax, .identity], NationalNumber.caSIN),
        .checked("AU_TFN", "999999999|999~999~999|99999999|99~999~999|999~999~99", hints: [.tax], NationalNumber.auTFN),
        .checked(
            "AU_ABN", "99999999999|99~999~999~999", strong: "99 999 999 999", alone: 0.6, hints: [.company, .tax],
            NationalNumber.auABN),
        .checked("AU_ACN", "999999999|999~999~999", hints: [.company], NationalNumber.auACN),
        .checked(
            "AU_MEDICARE",
            "9999999999|9999~99999~9|99999999999|9999~99999~9~9|9999 99999 9-9|9999 99999 9/9|9999999999-9|9999999999/9|9999 999999",
            strong: "9999 99999 9|9999-99999-9", alone: 0.7, hints: [.health], NationalNumber.auMedicare),
        .checked("NZ_IRD", "999999999|999~999~999|99999999|99~999~999", hints: [.tax], NationalNumber.nzIRD),
        .checked("NZ_NHI", "AAA9999|AAA 9999|AAA-9999", hints: [.health], NationalNumber.nzNHI),
        .checked(
            "IE_PPS", "9999999A|9999999AA|9999999~A|9999999~AA|999~9999~A|99~99999~A", strong: "9999999AA",
            alone: 0.7, hints: [.social, .tax, .identity], NationalNumber.iePPS),
        .checked(
            "ZA_ID_NUMBER", "9999999999999|999999~9999~999|999999~9999~9~99|999999~9999~99~9|999999~9999~9~9~9",
            strong: "999999 9999 999|999999 9999 9 99|999999 9999 99 9|999999-9999-99-9", alone: 0.8,
            hints: [.identity], NationalNumber.zaID),
    ]
}
