@main struct TurnoutMain { static func main() async {} }
