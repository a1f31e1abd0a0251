/// The months' names in the languages in which people write dates.
enum MonthName {
    /// Names by language, twelve each; `*` stands for any ending. Folded as ``ContextSymbols`` folds.
    private static let languages = [
        "jan*|feb*|mar*|apr*|may|jun*|jul*|aug*|sep*|oct*|nov*|dec*",
        "janner|feber|marz|april|mai|juni|juli|august|september|okt*|november|dez*",
        "janv*|fev*|mars|avr*|mai|juin|juil*|aou*|sept*|oct*|nov*|dec*",
        "ene*|feb*|mar*|abr*|may*|jun*|jul*|ago*|set*|oct*|nov*|dic*",
        "jan*|fev*|mar*|abr*|mai*|jun*|jul*|ago*|set*|out*|nov*|dez*",
        "gen*|feb*|mar*|apr*|mag*|giu*|lug*|ago*|set*|ott*|nov*|dic*",
        "januari|februari|maa*|mrt|mei|juni|juli|augustus|september|okt*|november|dec*",
        "januar*|februar*|mart*|april*|maj*|jun*|jul*|avgust*|septem*|okto*|novem*|decem*",
        "sty*|lut*|mar*|kwi*|maj*|cze*|lip*|sie*|wrz*|paz*|lis*|gru*",
        "led*|unor*|brez*|dub*|kvet*|cervna|cervence|srp*|zari*|rij*|listopad*|prosin*",
        "ledna|unora|marca|aprila|maja|juna|jula|augusta|septembra|oktobra|novembra|decembra",
        "sijec*|velj*|ozuj*|trav*|svib*|lip*|srp*|kolov*|rujn*|listop*|studen*|prosin*",
        "tammi*|helmi*|maalis*|huhti*|touko*|kesa*|heina*|elo*|syys*|loka*|marras*|joulu*",
        "ian*|feb*|mart*|apr*|mai|iun*|iul*|aug*|sept*|oct*|noi*|dec*",
        "januar|februar|marcius|aprilis|majus|junius|julius|augusztus|szeptember|oktober|november|december",
        "ocak|subat|mart|nisan|mayis|haziran|temmuz|agustos|eylul|ekim|kasim|aralik",
        "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
        "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня",
        "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
        "ιανουαριου|φεβρουαριου|μαρτιου|απριλιου|μαιου|ιουνιου|ιουλιου|αυγουστου|σεπτεμβριου|οκτωβριου|νοεμβριου|δεκεμβριου",
        "sausio|vasario|kovo|balandzio|geguzes|birzelio|liepos|rugpjucio|rugsejo|spalio|lapkricio|gruodzio",
        "janvar*|februar*|mart*|april*|maij*|jun*|jul*|august*|septembr*|oktobr*|novembr*|decembr*",
        "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember",
        "ינואר|פברואר|מרץ|אפריל|מאי|יוני|יולי|אוגוסט|ספטמבר|אוקטובר|נובמבר|דצמבר",
        "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
        "जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर",
        "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม",
    ]

    /// The longest name that is looked at, in bytes; room for a word such as `de` on either side.
    private static let reach = 48

    private struct Table: Sendable {
        var words: [[UInt8]: Int] = [:]
        var stems: [[UInt8]: Int] = [:]
    }

    private static let table: Table = {
        var table = Table()
        for language in languages {
            for (index, name) in language.split(separator: "|").enumerated() {
                if name.last == "*" {
                    table.stems[ContextWords.folded(name.dropLast())] = index + 1
                } else {
                    table.words[ContextWords.folded(name)] = index + 1
                }
            }
        }
        return table
    }()

    /// The month whose name stands behind an offset, with small words such as `de` or `of` around it, and the place of
    /// what follows.
    static func behind(_ offset: Int, in text: borrowing TextBytes) -> (number: Int, end: Int)? {
        guard isNumberBehind(offset, in: text) else { return nil }
        var place = offset
        var number: Int?
        for _ in 0..<4 {
            let gap = place
            while place - gap < 3, isGap(text[place]) { place += 1 }
            if text[place] &- 48 < 10 { break }
            let begin = place
            while place - begin < reach, isNamePart(text[place]) { place += 1 }
            guard place > begin, place - begin < reach else { return nil }
            if let found = month(text, begin, place) {
                guard number == nil else { return nil }
                number = found
            } else if place - begin > 4 {
                return nil
            }
        }
        guard let number, text[place] &- 48 < 10 else { return nil }
        return (number, place)
    }

    /// Whether a number comes behind a few words; looking a word up costs more than stepping over it.
    static func isNumberBehind(_ offset: Int, in text: borrowing TextBytes) -> Bool {
        var place = offset
        for _ in 0..<4 {
            let gap = place
            while place - gap < 3, isGap(text[place]) { place += 1 }
            if text[place] &- 48 < 10 { return true }
            let begin = place
            while place - begin < reach, isNamePart(text[place]) { place += 1 }
            guard place > begin, place - begin < reach else { return false }
        }
        return text[place] &- 48 < 10
    }

    /// The month whose name ends before an offset.
    static func before(_ offset: Int, in text: borrowing TextBytes) -> (number: Int, start: Int)? {
        var end = offset
        while offset - end < 2, isGap(text[end - 1]) { end -= 1 }
        var begin = end
        while end - begin < reach, isNamePart(text[begin - 1]) { begin -= 1 }
        guard begin < end, end < offset, let number = month(text, begin, end) else { return nil }
        return (number, begin)
    }

    private static func isGap(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: ",") || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: "/")
    }

    private static func isNamePart(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte | 0x20 &- UInt8(ascii: "a") < 26
    }

    private static func month(_ text: borrowing TextBytes, _ begin: Int, _ end: Int) -> Int? {
        var bytes: [UInt8] = []
        for offset in begin..<end { bytes.append(text[offset]) }
        let name = ContextWords.folded(bytes)
        if let number = table.words[name] { return number }
        var length = min(name.count, 12)
        while length >= 3 {
            if let number = table.stems[Array(name.prefix(length))] { return number }
            length -= 1
        }
        return nil
    }
}
