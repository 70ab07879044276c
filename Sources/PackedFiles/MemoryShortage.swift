/// There was no memory to pack or unpack with.
struct MemoryShortage: Error, CustomStringConvertible {
    var description: String { "memory is short" }
}
