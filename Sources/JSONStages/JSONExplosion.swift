/// How the elements of an array become records of their own.
struct JSONExplosion: Sendable {
    /// The way to the array from the record.
    var path: JSONPath
    var noElements = JSONNoElements.keep
    /// The most bytes that the rows of one record may hold together: each repeats the fields around the array.
    var limit = 1 << 24

    /// Whether a value at `path` is an element or stands in one.
    func holds(_ path: JSONPath) -> Bool { path.components.starts(with: self.path.components) }
}
