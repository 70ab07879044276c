/// What the encoders of a writer of XML need to know, the same in every worker.
struct XMLWritingPlan: Sendable {
    let element: XMLElementPlan
    let missing: XMLMissing
    /// Blanks for each level.
    let indent: Int
}
