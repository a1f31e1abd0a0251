import TurnoutCore
import TurnoutPolicy

@testable import TurnoutEngine

/// A permit as the guard stage would make it, for tests of what comes after the guard.
func permitForTests(
    _ text: String = "a question that nobody else may read",
    to name: TargetName = TargetName(provider: "fake", model: "small")
) -> DispatchPermit {
    let target = Target(
        name: name,
        kind: .custom,
        endpoint: nil,
        modelID: name.model,
        locality: .local,
        data: .home
    )
    return DispatchPermit(
        target: target, request: ModelRequest(text), dropped: [], policyDigest: "digest", screening: AnswerScreening())
}
