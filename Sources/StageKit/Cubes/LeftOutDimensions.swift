/// What happens to dimensions with several categories that `fields` does not name: their cells would look alike.
public enum LeftOutDimensions: String, OptionChoice {
    /// The file is refused.
    case refuse
    /// The cells are read all the same.
    case ignore
}
