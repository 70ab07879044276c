public import StageKit

/// What becomes of several categories that have labels and no index: the members of a JSON object have no order.
public enum UnindexedCategories: String, OptionChoice {
    /// The file is refused.
    case refuse
    /// They are taken in the order in which their labels stand; the report counts such dimensions.
    case labelOrder = "label_order"
}
