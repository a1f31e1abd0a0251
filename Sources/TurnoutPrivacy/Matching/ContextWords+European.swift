extension ContextWords {
    /// Words for the numbers of western, southern and northern Europe and the Baltic states.
    static let westernWords: [(type: String, words: String)] = [
        (
            "DE_TAX_ID",
            """
            steuer id|steuerid|steueridentifikationsnummer|steuer identifikationsnummer|steuerliche identifikationsnummer|\
            idnr|id nr|identifikationsnummer|steuer idnr|steuer identnummer|german tax id|steuernummer|\
            steuer id nr|steuer ident nr|persönliche identifikationsnummer|steuer nr|idnummer
            """
        ),
        (
            "DE_ID_CARD",
            "personalausweis|personalausweisnummer|personalausweisnr|personalausweis nr|ausweisnummer|ausweisnr|ausweis nr|ausweis|perso|personalausweis id|german id card|ausweis id|reisepass|reisepassnummer|reisepass nr|passnummer|pass nr|aufenthaltstitel|dokumentennummer"
        ),
        (
            "DE_SOCIAL_SECURITY",
            "rentenversicherung*|rentenversicherungsnummer|rvnr|rv nummer|sozialversicherungsnummer|sozialversicherungs nr|svnr|sv nummer|sv nr|versicherungsnummer|rv nr|sozialversicherung"
        ),
        (
            "DE_HEALTH_INSURANCE",
            "kvnr|krankenversichertennummer|versichertennummer|krankenversicherungsnummer|krankenversicherung|krankenkasse|versicherten nr|versicherten id|versichertennr|gesundheitskarte|kv nummer|egk"
        ),
        (
            "FR_NIR",
            """
            nir|numéro de sécu|numéro de sécurité sociale|num sécu|n sécu|sécurité sociale|sécu|no de sécurité sociale|\
            n de sécurité sociale|insee|numéro insee|numéro d inscription au répertoire|numéro ss|n ss|nss|carte vitale|\
            sécu sociale|nir insee|french social security|num secu sociale|matricule insee|numéro social|numero securite sociale
            """
        ),
        (
            "FR_SPI",
            "numéro fiscal|num fiscal|spi|n fiscal|identifiant fiscal|numéro fiscal de référence|nif|numéro d identification fiscale|référence fiscale"
        ),
        (
            "ES_NIF",
            """
            dni|nif|d n i|n i f|documento nacional de identidad|número de identificación fiscal|dni nif|mi dni|documento|\
            número de dni|número de nif|identificación fiscal|carnet de identidad|dni no|spanish id|document nacional d identitat|nan|identificación|cédula
            """
        ),
        (
            "ES_NIE",
            "nie|n i e|número de identidad de extranjero|número de identificación de extranjero|identidad de extranjero|número de extranjero|tie|extranjero|extranjera|dni nie|número de nie|nif"
        ),
        (
            "ES_NUSS",
            "nuss|naf|número de la seguridad social|número de seguridad social|seguridad social|n seguridad social|número de afiliación|afiliación|nss|n de la seguridad social"
        ),
        (
            "IT_FISCAL_CODE",
            "codice fiscale|cod fiscale|cod fisc|c f|cf|codfisc|codicefiscale|fiscal code|italian tax code|tessera sanitaria|codice fiscale italiano|steuernummer"
        ),
        ("IT_VAT_CODE", "partita iva|p iva|piva|partitaiva|iva|vat number|vat no|numero iva|p i"),
        (
            "IT_IDENTITY_CARD",
            "carta d identità|carta di identità|carta identità|cie|numero carta d identità|documento d identità|c i|documento di identità|ci n"
        ),
        (
            "PT_NIF",
            "nif|contribuinte|número de contribuinte|n contribuinte|número de identificação fiscal|nipc|número fiscal|identificação fiscal|n fiscal|num contribuinte|nif contribuinte|no contribuinte"
        ),
        (
            "PT_CC",
            "cartão de cidadão|cartão cidadão|cc|número de cartão de cidadão|bilhete de identidade|documento de identificação|n cartão de cidadão|citizen card"
        ),
        (
            "NL_BSN",
            "bsn|bsn nummer|burgerservicenummer|burger service nummer|sofi|sofinummer|sofi nummer|bsn nr|citizen service number|bsnnummer|mijn bsn|burgerservicenr"
        ),
        (
            "BE_NN",
            """
            rijksregisternummer|rijksregister|rijksregisternr|rr nummer|rrn|numéro national|numéro de registre national|registre national|\
            niss|insz|insz nummer|numéro niss|nationaal nummer|numéro de registre|n national|nn|rr nr|nationalregisternummer|\
            belgian national number|bis nummer|numéro bis|identificatienummer van het rijksregister|n registre national|rijksreg|nationaal nr
            """
        ),
        (
            "LU_NIN",
            "matricule|numéro de matricule|matricule nationale|numéro d identification national|sozialversicherungsnummer|matrikel|identifikationsnummer|nin|numéro d identification|cnss|luxembourg id|numéro matricule|numéro national"
        ),
        (
            "CH_AHV",
            "ahv|ahv nummer|ahv nr|ahvn13|avs|numéro avs|n avs|no avs|navs13|avs13|navs|numero avs|sozialversicherungsnummer|nss|ahvn|oasi|ahv iv|swiss social security|numéro ahv"
        ),
        (
            "AT_SVNR",
            "svnr|sv nummer|sozialversicherungsnummer|sv nr|vsnr|versicherungsnummer|sozialversicherung|e card|ecard|sozialvers nr|österreichische sozialversicherungsnummer|svn|versicherungsnr"
        ),
        (
            "DK_CPR",
            """
            cpr|cpr nummer|cpr nr|cprnr|cprnummer|personnummer|cpr number|danish cpr|cpr no|personnr|det centrale personregister|fødselsnummer|sygesikring*|mit cpr
            """
        ),
        (
            "NO_FODSELSNUMMER",
            """
            fødselsnummer|fødselsnr|fodselsnummer|fnr|personnummer|f nr|d nummer|dnr|fødsels og personnummer|norwegian id|\
            norsk id|norsk personnummer|fødselsnummeret|personnr|dnummer|fødselsnummer 11|norwegian national id|birth number|personnummeret|riegádannummir
            """
        ),
        (
            "SE_PERSONNUMMER",
            """
            personnummer|personnr|pnr|person nr|samordningsnummer|p nr|persnr|swedish personal number|svenskt personnummer|\
            personnumret|swedish id|organisationsnummer|personal identity number|pers nr|socialförsäkringsnummer|personal number|person nummer
            """
        ),
        (
            "FI_PERSONAL_IDENTITY_CODE",
            """
            henkilötunnus|hetu|henkilötunnukse*|sosiaaliturvatunnus|sotu|personbeteckning|finnish personal identity|hetu tunnus|henkilötunnist*|finnish id|personal identity code|henkilönumero
            """
        ),
        ("IS_KENNITALA", "kennitala|kennitölu|kt|kennitalan|kennit|icelandic id|kennitalu"),
        (
            "EE_ISIKUKOOD",
            "isikukood*|ik|personal code|estonian id|estonian personal code|id kood|isikutunnus|личный код|isiku kood"
        ),
        (
            "LT_ASMENS_KODAS",
            "asmens kodas|asmens kodo|a k|ak|lithuanian personal code|lithuanian id|personal code|asm kodas"
        ),
        (
            "LV_PERSONAS_KODS",
            "personas kods|personas koda|p k|pk|pers kods|latvian personal code|latvian id|personal code|персональный код"
        ),
    ]

    /// Words for the numbers of eastern Europe, Turkey and central Asia.
    static let easternWords: [(type: String, words: String)] = [
        ("PL_PESEL", "pesel|numer pesel|nr pesel|peselu|pesel nr|peselem|polish national id|numer ewidencyjny"),
        ("PL_NIP", "nip|numer nip|nr nip|numer identyfikacji podatkowej|polish tax|nip firmy"),
        (
            "PL_ID_CARD",
            "dowód|dowód osobisty|dowodu osobistego|dowodu|seria i numer dowodu|nr dowodu|numer dowodu|dow os|polish id card|numer dowodu osobistego|seria i nr dowodu"
        ),
        (
            "CZ_RC",
            "rodné číslo|rodné č|r č|rč|rc|rodného čísla|rodným číslem|birth number|rodne cislo|r c|czech birth number|rodné číslo sk|rodnym cislom|rodcis"
        ),
        (
            "HU_TAJ",
            "taj|taj szám|taj száma|taj kártya|tajszám|társadalombiztosítási|társadalombiztosítási azonosító|tb szám|taj number|taj szam|tajkártya"
        ),
        ("HU_TAX_ID", "adóazonosító|adóazonosító jel|adóazonosító jele|adójel|hungarian tax|adószám|adóazonosítója"),
        (
            "RO_CNP",
            "cnp|cnp ul|cod numeric personal|codul numeric personal|c n p|romanian personal|codul numeric|cod personal"
        ),
        ("BG_EGN", "егн|egn|единен граждански номер|лнч|e g n|е г н|bulgarian id|edinen grazhdanski nomer"),
        ("HR_OIB", "oib|osobni identifikacijski broj|oib broj|o i b|croatian id|oib om|identifikacijski broj"),
        (
            "SI_EMSO",
            "emšo|emso|enotna matična številka|matična številka|emšo številka|slovenian id|enotna maticna stevilka"
        ),
        (
            "RS_JMBG",
            "jmbg|јмбг|матични број|matični broj|jedinstveni matični broj|embg|ембг|матичен број|единствен матичен број|јединствени матични број|umcn|maticni broj"
        ),
        ("GR_AMKA", "αμκα|amka|α μ κ α|αριθμός μητρώου κοινωνικής ασφάλισης|αμ κα|greek social security|αρ αμκα"),
        ("GR_AFM", "αφμ|afm|α φ μ|αριθμός φορολογικού μητρώου|greek tax|greek vat|a φ μ|φορολογικού μητρώου"),
        (
            "TR_NATIONAL_ID",
            """
            tc|t c|tc kimlik|tc kimlik no|tc no|tckn|tc kimlik numarası|tc kimlik numaram|kimlik no|kimlik numarası|kimlik numaram|t c kimlik|\
            kimlik|turkish id|turkish identity|türkiye cumhuriyeti kimlik|vatandaşlık numarası|tc numarası|tcno|t c kimlik no|nüfus cüzdanı|kimliknumarasi
            """
        ),
        (
            "UA_RNOKPP",
            "рнокпп|іпн|ипн|ідентифікаційний код|ідентифікаційний номер|реєстраційний номер облікової картки|податковий номер|код платника|rnokpp|інн|ukrainian tax|податкового номера|індивідуальний податковий номер|ipn|картки платника податків"
        ),
        (
            "RU_SNILS",
            "снилс|snils|страховое свидетельство|страховой номер|пенсионное свидетельство|страховой номер индивидуального лицевого счета|снилса|пфр"
        ),
        (
            "RU_INN",
            "инн|inn|идентификационный номер налогоплательщика|номер налогоплательщика|инн физлица|инн организации"
        ),
        (
            "RU_PASSPORT",
            "паспорт*|серия и номер паспорта|серия номер|паспорт рф|паспортные данные|номер паспорта|серия паспорта|russian passport|серия и номер|паспорт гражданина"
        ),
        (
            "KZ_IIN",
            "иин|iin|жсн|бин|bin number|индивидуальный идентификационный номер|kazakh id|жеке сәйкестендіру нөмірі|жсн нөмірі|бсн"
        ),
    ]
}
