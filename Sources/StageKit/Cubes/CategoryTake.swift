/// What of the categories of a dimension becomes fields: the code, the label, or a field for each.
public enum CategoryTake: String, OptionChoice {
    /// The field has the dimension's name and holds codes.
    case code
    /// The field has the dimension's name and holds labels.
    case label
    /// `NAME` holds codes and `NAME_label` labels.
    case both
}
