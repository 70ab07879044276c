/// What to do when a field's path meets several values in one record.
package enum RepeatedValue: Sendable, Equatable {
    /// The record is at fault; its row keeps the first value.
    case fault
    case first
    case last
    case join(separator: String)
}
