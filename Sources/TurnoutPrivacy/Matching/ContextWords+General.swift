extension ContextWords {
    /// Words that speak for no state's own number.
    static let general: [(kind: Kind, words: String)] = [
        (.phone, phone), (.anyNumber, anyNumber),
        (.card, card), (.network, network), (.version, version), (.other, other), (.birth, birth),
        (.identity, identity), (.tax, tax), (.social, social), (.health, health), (.company, company),
        (.passport, passport), (.license, license), (.account, account), (.medicalRecord, medicalRecord),
    ]

    private static let phone = """
        phone|phones|phone number|telephone|tel|tel no|call|call me|cell|cellphone|cellular|mobile|mob|fax|sms|\
        whatsapp|whats app|text me|contact number|hotline|ph|ph no|ring me|ring meg|ring mig|ring til|no hp|hp|nomor hp|\
        joignable|appelez moi|llámame|llámeme|chiamami|ruf mich an|erreichbar unter|beni|telefon*|tel nr|phone no|phonenumber|mobile no|\
        handy|handynummer|mobil|mobilnummer|mobiltelefon*|rufnummer|rückruf|durchwahl|anruf|tél|téléphone|\
        portable|appel|appelez|teléfono|móvil|celular|llamar|llame|telefone|telemóvel|ligue|\
        cellulare|chiamare|chiama|telefoon|telefoonnummer|mobiel|bel|bellen|puhelin*|puh|kännykkä|soita|\
        mobilnr|tlf|numer telefonu|kom|komórka|zadzwoń|telefonní|telefonszám|mobilszám|hívjon|telefonas|tālrunis|\
        sună|telefon numarası|cep|gsm|τηλέφωνο|κινητό|τηλ|телефон*|тел|моб|мобильный|звоните|телефонуйте|\
        мобільний|טלפון|נייד|הاتف|هاتف|جوال|موبايل|تلفن|موبایل|फ़ोन|फोन|मोबाइल|โทร|โทรศัพท์|มือถือ|điện thoại|sđt|\
        telepon|telp|电话|電話|手机|手機|联系电话|联系方式|致电|携帯|電話番号|전화|전화번호|휴대폰|핸드폰|연락처|simu
        """

    private static let anyNumber = "number is|my number"

    private static let card = """
        card|cards|credit card|debit card|card no|card number|cardnumber|cc|ccn|pan|visa|mastercard|maestro|amex|\
        diners|discover|jcb|kreditkarte*|karte|kartennummer|carte|carte bancaire|tarjeta|carta|cartão|kort|kortti|karta|\
        kaart|kreditkort|bankkort|kártya|kart|карта|карты|карту|картка|картки|κάρτα|信用卡|银行卡|卡号|カード|\
        クレジットカード|카드|بطاقة|כרטיס|paid
        """

    private static let network = """
        ip|ips|ipv4|ipv6|ip address|host|server|addr|address|client|remote|src|dst|source|from|gateway|dns|nameserver|\
        ping|ssh|peer|login|connect|connected|node|adresse|dirección|indirizzo|адрес|地址|アドレス|주소
        """

    private static let version = """
        version|versions|ver|release|section|sections|chapter|clause|paragraph|oid|build|firmware|driver|upgrade|\
        figure|table|step|appendix|abschnitt|kapitel|chapitre|sección|versión|версия|版本|バージョン|버전
        """

    private static let other = """
        order|orders|order no|order id|order number|orderid|invoice|invoice no|receipt|tracking|tracking number|parcel|\
        shipment|ticket|case no|case number|serial|serial number|isbn|issn|ean|upc|gtin|imei|sku|part no|part number|\
        article no|item no|product id|model|transaction|transaction id|txn|batch|lot|quote no|po number|\
        customer number|customer no|member no|membership|reference number|ref no|booking|reservation|pnr|flight|\
        port|pid|seed|timestamp|epoch|ts|bytes|checksum|hash|commit|revision|line|lines|page|room|zip|postcode|\
        bestellung|bestellnummer|auftrag*|rechnung*|kundennummer|seriennummer|sendungsnummer|artikelnummer|\
        aktenzeichen|vorgangsnummer|commande|facture|numéro de suivi|numéro de série|dossier|pedido|factura|\
        número de serie|seguimiento|ordine|fattura|numero di serie|encomenda|fatura|nota fiscal|rastreio|\
        bestelling|factuur|serienummer|ordre|ordernummer|faktura|fakturanummer|zamówienie|zamówienia|tilaus|lasku|\
        objednávka|faktura č|rendelés|számla|comanda|sipariş|παραγγελία|τιμολόγιο|заказ*|счет фактура|накладная|\
        замовлення|поръчка|narudžba|račun|הזמנה|חשבונית|طلب|فاتورة|订单*|订单号|发票|运单|快递|注文番号|注文|請求書|주문|주문번호|송장|\
        คำสั่งซื้อ|đơn hàng|hóa đơn|pesanan|faktur|आदेश|चालान
        """

    private static let birth = """
        born|born on|born in|dob|d o b|date of birth|birth date|birthdate|birthday|birth day|bday|bdate|birth dt|\
        dateofbirth|dobdate|birth|geb|geb am|geboren|geboren am|geburtsdatum|geburtstag|geburtsdat|geb datum|gebdat|\
        né|née|né le|née le|né e le|naissance|date de naissance|ddn|date naissance|anniversaire|nacido|nacida|nació|nací|\
        nacimiento|fecha de nacimiento|fecha nacimiento|f nac|fec nac|fn|cumpleaños|nascido|nascida|nasceu|nasci|nascimento|\
        data de nascimento|data nascimento|dt nasc|dn|aniversário|nato|nata|nato il|nata il|nascita|data di nascita|\
        data nascita|compleanno|geboortedatum|geboren op|geb dat|verjaardag|født|fødselsdato|fødselsdag|fdato|född|\
        födelsedatum|födelsedag|född den|syntynyt|syntymäaika|syntymäpäivä|synt|fæddur|fædd|fæðingardagur|\
        urodzony|urodzona|ur|urodził|urodziła|data urodzenia|urodziny|narozen*|datum narození|dat nar|nar|narodený|\
        narodená|dátum narodenia|született|születési dátum|születési idő|szül|szül idő|születésnap|născut|născută|data nașterii|\
        rođen|rođena|datum rođenja|rojen|rojena|datum rojstva|roj|роден|родена|дата на раждане|рожден ден|рођен|датум рођења|\
        γεννήθηκε|γεννημένος|ημερομηνία γέννησης|ημ γέννησης|γενέθλια|doğum tarihi|doğum|doğum günü|doğumlu|\
        gimęs|gimė|gimimo data|dzimis|dzimusi|dzimšanas datums|sündinud|sünniaeg|sünnikuupäev|datëlindja|lindur|\
        родился|родилась|дата рождения|д р|день рождения|г р|рожден*|народився|народилася|дата народження|день народження|\
        дата нараджэння|туған күні|נולד|נולדה|תאריך לידה|יום הולדת|تاريخ الميلاد|تاريخ الولادة|تاریخ تولد|مواليد|ولد في|ولدت|تولد|\
        تاریخ پیدائش|जन्म तिथि|जन्मतिथि|जन्म|जन्मदिन|जन्म तारीख|জন্ম তারিখ|பிறந்த தேதி|పుట్టిన తేదీ|เกิดวันที่|วันเกิด|วันเดือนปีเกิด|เกิดเมื่อ|\
        ngày sinh|sinh ngày|sinh năm|tanggal lahir|tgl lahir|lahir|tarikh lahir|kapanganakan|petsa ng kapanganakan|\
        tarehe ya kuzaliwa|alizaliwa|出生|出生日期|生日|生于|出生年月|出生年月日|生年月日|誕生日|生まれ|生年月|생년월일|생일|출생|태어난
        """

    private static let identity = """
        id number|id no|id nr|idnumber|identity number|identity card|identity no|identity card number|identification number|\
        identification no|national id|national identity|national id number|national identification|nationalid|national number|\
        personal id|personal identification|personal number|personal code|personal identity|citizen id|id card|idcard|nid|\
        national identifier|government id|gov id|state id|national insurance|ausweis*|ausweisnummer|identitätsnummer|\
        personenkennzahl|personenkennziffer|pièce d identité|numéro d identité|carte d identité|numéro national|cni|\
        numéro d identification|documento de identidad|documento|número de documento|identificación|cédula*|\
        número de identidad|número de identificación|documento nacional|identidade|documento de identidade|\
        número de identificação|carta d identità|documento d identità|numero di identità|identiteitskaart|identiteitsnummer|\
        identiteitsbewijs|persoonsnummer|personnummer|id nummer|legitimation|henkilökortti|id numer|numer identyfikacyjny|\
        dowód|dowodu osobistego|občanský průkaz|identifikační číslo|személyi szám|személyi|személyazonosító|\
        carte de identitate|buletin|cod personal|osobna iskaznica|osobni broj|matični broj|lična karta|\
        osebna številka|лична карта|личен номер|ταυτότητα|αριθμός ταυτότητας|kimlik*|kimlik no|kimlik numarası|\
        asmens tapatybė|personas|isikut|удостоверение личности|идентификационный номер|личный номер|посвідчення особи|\
        תעודת זהות|מספר זהות|رقم الهوية|الهوية|هوية وطنية|شناسنامه|شناختی کارڈ|पहचान पत्र|पहचान संख्या|หมายเลขประจำตัว|\
        บัตรประชาชน|số định danh|chứng minh thư|nomor identitas|kartu identitas|kad pengenalan|身份证*|身份證*|证件号|證件號|\
        身分証*|個人番号|신분증|신분증번호|kitambulisho
        """

    private static let tax = """
        tax id|taxid|tax number|tax no|tax identification|tin no|tin number|tax identifier|taxpayer|taxpayer id|tax file|tax ref|\
        vat number|vat no|vat id|vat|steuernummer|steuer*|steuer id|ust id|uid nummer|numéro fiscal|identifiant fiscal|\
        número fiscal|número de identificación fiscal|número fiscal|codice fiscale|partita iva|contribuinte|fiscaal nummer|\
        belastingnummer|btw nummer|skattenummer|skatte*|veronumero|numer podatkowy|daňové číslo|adószám|adóazonosító*|\
        cod fiscal|porezni broj|davčna številka|данъчен номер|αφμ|vergi no|vergi numarası|vergi kimlik|налоговый|\
        податковий номер|מספר עוסק|الرقم الضريبي|कर पहचान|เลขประจำตัวผู้เสียภาษี|mã số thuế|npwp|nomor pajak|税号|稅號|納税者番号|사업자등록번호
        """

    private static let social = """
        social security|social security number|social security no|social insurance|social insurance number|socialsecurity|\
        soc sec|social id|insurance number|insurance no|sozialversicherung*|versicherungsnummer|svnr|sv nummer|\
        sécurité sociale|numéro de sécurité|assurance sociale|seguridad social|seguro social|segurança social|\
        previdenza|previdenza sociale|sociale zekerheid|personnummer|trygdenummer|socialförsäkring|sosiaaliturvatunnus|\
        ubezpieczenie|sociální|rodné číslo|biztosítási|asigurări sociale|socijalno|sosyal güvenlik|страховой номер|страхов*|\
        соціальн*|κοινωνικής ασφάλισης|ביטוח לאומי|الضمان الاجتماعي|社保*|社会保障*|社會保險|社会保険|사회보장
        """

    private static let health = """
        health number|health card|health insurance|medicare|medicaid|patient id|patient number|health id|insurance id|\
        nhs|krankenversicherung*|krankenkasse|versichertennummer|versicherten*|carte vitale|assurance maladie|\
        tarjeta sanitaria|tessera sanitaria|zorgverzekering|hälso|sairaus*|ubezpieczenie zdrowotne|zdravotní|\
        taj*|sănătate|zdravstven*|здравн*|ασφάλεια υγείας|sağlık|полис|омс|медицинск*|קופת חולים|التأمين الصحي|医保*|健保|健康保険|건강보험
        """

    private static let company = """
        company number|company no|business number|registration number|company registration|corporate number|\
        handelsregister*|siren|siret|empresa|registro mercantil|kvk|y tunnus|org nr|organisationsnummer|krs|regon
        """

    private static let passport = """
        passport|passports|passport no|passport number|passportno|passport id|passnummer|reisepass*|reisepassnummer|\
        pass nr|reisepass nr|passeport|passeport no|numéro de passeport|pasaporte|número de pasaporte|passaporte|\
        número do passaporte|passaporto|numero di passaporto|paspoort|paspoortnummer|pas nr|passnr|passinumero|passi|\
        pasnummer|vegabréf|paszport*|numer paszportu|cestovní pas|číslo pasu|pas č|cestovný pas|útlevél*|útlevélszám|\
        pașaport*|putovnica*|potni list|pasoš*|паспорт*|διαβατήριο|αριθμός διαβατηρίου|pasaport*|pasas|paso numeris|pase|passi number|\
        загранпаспорт*|דרכון|מספר דרכון|جواز السفر|جواز سفر|رقم الجواز|گذرنامه|پاسپورٹ|पासपोर्ट|পাসপোর্ট|หนังสือเดินทาง|พาสปอร์ต|\
        hộ chiếu|paspor|pasport*|护照*|護照*|パスポート*|旅券*|여권*|pasipoti|travel document
        """

    private static let license = """
        driver s license|drivers license|driver license|driving licence|driver s licence|drivers licence|driver licence|\
        driving license|driverslicense|driverlicense|dl|dl no|dl number|dln|license number|licence number|license no|\
        driver lic|drv lic|lic no|operator license|dmv|führerschein*|fahrerlaubnis*|permis de conduire|numéro de permis|permis|\
        carnet de conducir|permiso de conducir|permiso de conducción|licencia de conducir|licencia de conducción|\
        carta de condução|carteira de motorista|cnh|habilitação|carteira de habilitação|patente di guida|patente|\
        numero patente|rijbewijs*|kørekort*|førerkort*|körkort*|ajokortti*|ajokortin|ökuskírteini|prawo jazdy|prawa jazdy|\
        řidičský průkaz|řidičského|vodičský preukaz|jogosítvány*|vezetői engedély|permis de conducere|permis auto|\
        vozačka dozvola|vozniško dovoljenje|возачка дозвола|шофьорска книжка|свидетелство за управление|\
        άδεια οδήγησης|δίπλωμα οδήγησης|ehliyet*|sürücü belgesi|vairuotojo pažymėjimas|vadītāja apliecība|juhiluba|juhiloa*|\
        водительск*|водительские права|водійськ*|посвідчення водія|רישיון נהיגה|רשיון נהיגה|رخصة القيادة|رخصة قيادة|گواهینامه|\
        ड्राइविंग लाइसेंस|ใบขับขี่|giấy phép lái xe|bằng lái|sim card number|surat izin mengemudi|lesen memandu|驾驶证*|驾照*|駕照*|\
        運転免許*|免許証*|운전면허*
        """

    private static let account = """
        bank account|bank account number|account number|account no|acct|acct no|acct number|account num|accountnumber|\
        bankaccount|checking account|checking|savings account|deposit account|a c no|a c number|a c|bank acct|\
        account|direct deposit|wire to
        """

    private static let medicalRecord = """
        mrn|medical record|medical record number|medical record no|medical records|med rec|med rec no|patient id|\
        patient no|patient number|patientid|patient mrn|patient identifier|chart number|chart no|hospital number|\
        hospital no|health record|health record number|emr|ehr id|medicalrecordnumber|unit number|\
        patientennummer|patienten id|patienten nr|patientenakte|fallnummer|krankenakte|krankenaktennummer|aufnahmenummer|\
        numéro de dossier médical|dossier médical|dossier patient|numéro patient|numéro de patient|ipp|nip patient|\
        historia clínica|número de historia|nhc|expediente médico|número de paciente|expediente clínico|\
        prontuário|número do prontuário|prontuário médico|número do paciente|processo clínico|cartella clinica|\
        numero cartella|numero paziente|id paziente|patiëntnummer|patiëntennummer|dossiernummer|medisch dossier|\
        patientnummer|journalnummer|journalnr|pasientnummer|potilasnumero|potilastunnus|potilasasiakirja|\
        numer pacjenta|historia choroby|numer kartoteki|dokumentacja medyczna|číslo pacienta|zdravotní dokumentace|chorobopis|\
        beteg azonosító|betegazonosító|kórlap|törzsszám|fișa medicală|foaie de observație|număr pacient|hasta no|hasta numarası|\
        protokol no|dosya no|αριθμός ασθενούς|ιατρικός φάκελος|история болезни|медицинская карта|медкарта|номер карты пациента|\
        амбулаторн*|номер пациента|історія хвороби|медична картка|מספר תיק רפואי|תיק רפואי|מספר מטופל|رقم الملف الطبي|السجل الطبي|\
        رقم المريض|شماره پرونده|मरीज संख्या|रोगी संख्या|เลขที่ผู้ป่วย|เวชระเบียน|hn|mã bệnh nhân|số bệnh án|hồ sơ bệnh án|\
        nomor rekam medis|rekam medis|no rm|病历号*|病历*|病案号*|住院号*|门诊号*|就诊卡号|病歷號*|患者番号|患者ID|カルテ番号|診察券番号|\
        환자번호|등록번호|차트번호|의무기록번호
        """
}
