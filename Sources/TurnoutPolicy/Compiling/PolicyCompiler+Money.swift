import TurnoutCore

extension PolicyCompiler {
    /// The currency that all money is counted in.
    private static let dollar = "USD"

    mutating func compileCurrencies(_ syntax: [NamedValue<Located<Int64>>]) {
        for entry in syntax {
            let name = entry.name.value
            guard name.isCurrency else {
                report(
                    .invalidIdentifier, "`\(name.shortened)` is not a currency", at: entry.name.place,
                    help: "use three capital letters, such as `EUR`")
                continue
            }
            guard name != Self.dollar else {
                report(
                    .invalidValue, "`USD` cannot be given a rate: all money is counted in it", at: entry.name.place,
                    help: "remove it")
                continue
            }
            currencyRates[name] = entry.value.value
        }
    }

    /// What may be spent, in dollars: rounded down, so that a limit is never more than what was written.
    mutating func limit(_ amount: Located<Amount>) -> Money? {
        dollars(amount, dividedBy: 1_000_000, isRoundedUp: false).map { Money(nanoUSD: $0) }
    }

    /// What is charged by the piece, in dollars: rounded up, so that a price is never less than what was written.
    private mutating func price(_ amount: Located<Amount>?) -> Money? {
        guard let amount else { return nil }
        return dollars(amount, dividedBy: 1_000_000, isRoundedUp: true).map { Money(nanoUSD: $0) }
    }

    /// What is charged for a token, given for a million of them: rounded up.
    private mutating func tokenPrice(_ amount: Located<Amount>?) -> TokenPrice? {
        guard let amount else { return nil }
        // Billionths for a million tokens are thousandths of a trillionth for one.
        return dollars(amount, dividedBy: 1_000_000_000, isRoundedUp: true).map { TokenPrice(picoUSDPerToken: $0) }
    }

    mutating func modelPrice(_ syntax: PriceSyntax) -> ModelPrice? {
        let input = tokenPrice(syntax.input)
        let output = tokenPrice(syntax.output)
        let price = ModelPrice(
            input: input ?? .free, output: output ?? .free, cachedInput: tokenPrice(syntax.cachedInput),
            cacheWrite: tokenPrice(syntax.cacheWrite), reasoning: tokenPrice(syntax.reasoning),
            image: price(syntax.image), request: price(syntax.request), batchDiscount: syntax.batchDiscount ?? 0)
        return input == nil || output == nil ? nil : price
    }

    /// A constant of a condition or a test, as a number of the attribute's unit; `nil` for a wrong one, which is reported.
    mutating func number(
        _ operand: Located<String>, of attribute: Attribute, _ unit: AttributeKind.NumberUnit
    ) -> Int64? {
        if unit == .money, let amount = Units.amount(operand.value) {
            return limit(Located(value: amount, place: operand.place))?.nanoUSD
        }
        if let value = unit.parse(operand.value) { return value }
        report(
            .invalidValue, "`\(operand.value.shortened)` is no value of `\(attribute.name)`", at: operand.place,
            help: "write it like `\(unit.example)`")
        return nil
    }

    /// An amount times its currency's rate, in millionths, divided exactly and rounded once; `nil` is reported.
    private mutating func dollars(
        _ amount: Located<Amount>, dividedBy divisor: UInt64, isRoundedUp: Bool
    ) -> Int64? {
        guard let rate = rate(of: amount.value.currency, at: amount.place) else { return nil }
        let product = UInt64(amount.value.nano).multipliedFullWidth(by: UInt64(rate))
        if product.high < divisor {
            let (quotient, remainder) = divisor.dividingFullWidth(product)
            let (sum, overflow) = quotient.addingReportingOverflow(isRoundedUp && remainder > 0 ? 1 : 0)
            if !overflow, let value = Int64(exactly: sum) { return value }
        }
        report(
            .outOfRange, "this is more than 9,223,372,036 US dollars", at: amount.place, help: "write a smaller amount")
        return nil
    }

    /// Millionths of a dollar for one unit of a currency; the first mention of an unknown one is reported.
    private mutating func rate(of currency: String, at place: Place) -> Int64? {
        if currency == Self.dollar { return 1_000_000 }
        // A rate that could not be read has been reported.
        if let rate = currencyRates[currency] { return rate > 0 ? rate : nil }
        guard unknownCurrencies.insert(currency).inserted else { return nil }
        let known = [Self.dollar] + currencyRates.keys.sorted()
        let near = closestMatch(to: currency, among: known).map { "did you mean `\($0)`? " } ?? ""
        report(
            .unknownCurrency, "unknown currency `\(currency)`", at: place,
            help:
                "\(near)Known: \(known.quotedList); declare others under `currencies`, such as `\(currency): 1.25 USD`")
        return nil
    }
}
