/// By what the dimensions of a cube are called.
public enum DimensionNaming: String, OptionChoice {
    /// The name that programs use: `Tid`, `ContentsCode`.
    case id
    /// The name that people read: `tid`, `statistikvariabel`.
    case label
}
