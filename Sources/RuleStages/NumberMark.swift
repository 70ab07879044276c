import ByteKernels
public import StageKit

/// The mark before the decimals, as it is written in a pipeline file.
public enum NumberMark: String, OptionChoice {
    case comma
    case point

    var mark: DecimalMark { self == .comma ? .comma : .point }
}
