/// Words near a number that say what it is.
enum ContextWords {
    /// What a word says about a number behind it.
    enum Kind: Int, CaseIterable, Sendable {
        case phone, card, network, version
    }

    private static let phone = """
        phone|phones|phone number|telephone|tel|tel.no|tel no|call|call me|cell|cellphone|cellular|mobile|mob|fax|sms|\
        whatsapp|text me|contact number|my number|number is|hotline|telefon|telefonnummer|telefonnr|tel.nr|\
        handy|handynummer|mobil|mobilnummer|mobiltelefon|rufnummer|rückruf|durchwahl|anruf|tél|téléphone|telephone|\
        portable|appel|appelez|teléfono|telefono|móvil|movil|celular|llamar|llame|telefone|telemóvel|telemovel|ligue|\
        cellulare|chiamare|chiama|telefoon|telefoonnummer|mobiel|bel|bellen|puhelin|puhelinnumero|puh|kännykkä|soita|\
        mobilnr|tlf|numer telefonu|kom|komórka|zadzwoń|telefonní|telefonszám|mobilszám|hívjon|telefonas|tālrunis|\
        telefonul|sună|telefon numarası|cep|gsm|τηλέφωνο|κινητό|τηλ.|телефон|тел.|тел:|моб.|мобильный|звоните|телефонуйте|\
        мобільний|טלפון|נייד|הاتف|هاتف|جوال|موبايل|تلفن|موبایل|फ़ोन|फोन|मोबाइल|โทร|โทรศัพท์|มือถือ|điện thoại|sđt|\
        telepon|telp|电话|電話|手机|手機|联系电话|联系方式|致电|携帯|電話番号|전화|전화번호|휴대폰|핸드폰|연락처|simu
        """

    private static let card = """
        card|cards|credit card|debit card|card no|card number|cc|ccn|pan|visa|mastercard|maestro|amex|diners|discover|\
        jcb|kreditkarte|karte|kartennummer|carte|carte bancaire|tarjeta|carta|cartão|cartao|kort|kortti|karta|kaart|\
        kreditkort|bankkort|kártya|kart|карта|карты|картка|κάρτα|信用卡|银行卡|卡号|カード|クレジットカード|카드|بطاقة|כרטיס|paid
        """

    private static let network = """
        ip|ips|ipv4|ipv6|ip address|host|server|addr|address|client|remote|src|dst|source|from|gateway|dns|nameserver|\
        ping|ssh|peer|login|connect|connected|node|adresse|dirección|indirizzo|адрес|地址|アドレス|주소
        """

    private static let version = """
        version|versions|ver|release|section|sections|chapter|clause|paragraph|oid|build|firmware|driver|upgrade|\
        figure|table|step|appendix|abschnitt|kapitel|chapitre|sección|versión|версия|版本|バージョン|버전
        """

    /// Every word with the kind it speaks for, as UTF-8.
    static let all: [(kind: Kind, word: [UInt8])] =
        [(Kind.phone, phone), (.card, card), (.network, network), (.version, version)]
        .flatMap { kind, words in words.split(separator: "|").map { (kind, Array($0.utf8)) } }

    /// The automaton over the words, in the order of ``all``.
    static let automaton = WordAutomaton(words: all.map(\.word))
}
