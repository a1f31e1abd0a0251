extension ContextWords {
    /// The words for identifiers, by type.
    static let identifierWords: [(kind: Kind, words: String)] =
        (englishWords + westernWords + easternWords + fartherWords + latinWords)
        .compactMap { entry in
            EntityType.identifierNames.firstIndex { $0.name == entry.type }
                .map { (Kind.identifier($0), entry.words) }
        }

    /// Words for the numbers of the United States, the United Kingdom, Ireland, Canada, Australia, New Zealand and
    /// South Africa.
    static let englishWords: [(type: String, words: String)] = [
        (
            "US_SSN",
            """
            ssn|ssns|ssn no|social security|social security number|social security no|social security num|social security nr|\
            soc sec|soc sec no|my social|her social|his social|social is|social no|social number|socialsecuritynumber|socialsecurity|ss number|ss no|s s n|ssnumber|last name ssn|\
            social sec|us ssn|social security card|número de seguro social|seguro social|社会安全号码|社安号|사회보장번호|社会保障番号|\
            sozialversicherungsnummer usa|numéro de sécurité sociale américain
            """
        ),
        (
            "US_ITIN",
            "itin|individual taxpayer|individual taxpayer identification|itin number|taxpayer identification number|us itin"
        ),
        (
            "US_EIN",
            "ein|employer identification|employer identification number|federal tax id|fein|employer id|employer id number"
        ),
        (
            "US_MBI",
            "mbi|medicare|medicare number|medicare id|medicare beneficiary|beneficiary identifier|medicare card|medicare no|beneficiary id"
        ),
        (
            "US_NPI",
            "npi|national provider|national provider identifier|provider npi|npi number|provider identifier|npi no"
        ),
        (
            "US_BANK_NUMBER",
            """
            bank account|bank account number|account number|account no|acct|acct no|acct number|checking account|\
            savings account|bank acct|accountnumber|bankaccount|deposit account|account num|accountno|\
            us bank account|bank account no|bank number|account|a c number|bank details
            """
        ),
        (
            "ABA_ROUTING_NUMBER",
            """
            aba|aba number|aba routing|routing|routing number|routing no|rtn|routing transit|routing transit number|\
            transit number|bank routing|routingnumber|aba rtn|routing code|wire routing|ach routing|routing num|aba no
            """
        ),
        (
            "US_PASSPORT",
            "us passport|u s passport|american passport|united states passport|usa passport|passport|passport number|passport no|passportno|passport id|us passport number|passport card|passport num|passportnumber"
        ),
        (
            "US_DRIVER_LICENSE",
            """
            driver s license|drivers license|driver license|driver s licence|driver lic|drivers lic|dl|dl no|dl number|\
            dln|license number|license no|driving license|driverslicense|driverlicense|dmv|operator license|\
            driver licence|us driver|driver s license number|cdl|driver id|drivers licence|state id|licence number|driver s lic|lic no
            """
        ),
        (
            "UK_NHS",
            "nhs|nhs number|nhs no|nhs num|nhsnumber|nhs id|national health service|health service number|nhs nr"
        ),
        (
            "UK_NINO",
            "nino|ni number|ni no|national insurance|national insurance number|national insurance no|nationalinsurance|ni num|insurance number|nat ins|ni"
        ),
        (
            "UK_PASSPORT",
            "uk passport|british passport|gb passport|gbr passport|u k passport|united kingdom passport|english passport|uk passport number|hm passport"
        ),
        (
            "UK_UTR",
            "utr|unique taxpayer|unique taxpayer reference|utr number|self assessment|unique tax reference|hmrc reference"
        ),
        (
            "UK_DRIVING_LICENCE",
            "driving licence|driving licence number|dvla|uk licence|driving license|driver number|licence number|licence no"
        ),
        (
            "CA_SIN",
            "sin|sin number|sin no|social insurance|social insurance number|nas|numéro d assurance sociale|assurance sociale|canadian sin|sin card"
        ),
        ("AU_TFN", "tfn|tax file|tax file number|tax file no|taxfilenumber|australian tax|tfn no"),
        ("AU_ABN", "abn|australian business|australian business number|business number|abn no"),
        ("AU_ACN", "acn|australian company|australian company number|company number|arbn|acn no"),
        ("AU_MEDICARE", "medicare|medicare number|medicare card|medicare no|medicare card number|australian medicare"),
        ("NZ_IRD", "ird|ird number|ird no|inland revenue|inland revenue number|nz ird"),
        ("NZ_NHI", "nhi|nhi number|national health index|nhi no|health index"),
        (
            "IE_PPS",
            "pps|ppsn|pps number|pps no|personal public service|personal public service number|uimhir psp|uimhir phearsanta|irish pps|rsi number"
        ),
        (
            "ZA_ID_NUMBER",
            """
            sa id|sa id number|south african id|south african identity|south african id number|rsa id|rsa id number|\
            id nommer|identiteitsnommer|said|inombolo kamazisi|inombolo yesazisi|nomoro ya boitsebiso|za id
            """
        ),
    ]
}
