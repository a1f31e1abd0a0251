import CAllocationCounter

/// Whether the counter tells exactly the allocations of Swift arrays: one for each, none for an empty loop.
///
/// Counting stands on symbol lookup at link time, which a linker flag could undo without a word; so every run asks.
func allocationsAreCountedExactly() -> Bool {
    guard allocation_counting_works() else { return false }
    // The first array of a type makes the runtime build the type's metadata: that is no part of the count.
    _ = allocations(ofArrays: 1)
    return [0, 1, 5, 100].allSatisfy { allocations(ofArrays: $0) == UInt64($0) }
}

private func allocations(ofArrays count: Int) -> UInt64 {
    let before = allocation_count()
    for length in 0..<count { keep([Int](repeating: length, count: 32)) }
    return allocation_count() &- before
}

/// Takes an array in a way that the optimizer cannot see through, so that it cannot leave the array out.
@inline(never) @_optimize(none)
private func keep(_ array: [Int]) { withExtendedLifetime(array) {} }
