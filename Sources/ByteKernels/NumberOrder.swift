/// How two numbers stand to each other.
public enum NumberOrder: Int8, Sendable {
    case less = -1
    case equal = 0
    case greater = 1
}
