import XMLParsing

/// What the ordered half of `read.sdmx` tells a worker of a part of a message.
struct SDMXPart: Sendable {
    let part: XMLPart
    let place: SDMXMessagePlace
}
