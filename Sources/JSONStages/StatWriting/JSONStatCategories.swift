import ByteKernels

/// The categories of one dimension, in the order in which records brought them; codes and labels are JSON texts.
struct JSONStatCategories {
    private var codes = ByteDictionary()
    private var labels: [[UInt8]?] = []

    var count: Int { codes.count }

    /// The number of a category; nil when there are more than numbers.
    mutating func take(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt32? {
        let code = try? codes.intern(bytes, from: range.lowerBound, to: range.upperBound)
        if labels.count < codes.count { labels.append(nil) }
        return code
    }

    /// Notes a label; false when the category has another one.
    mutating func label(_ code: UInt32, _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        if let known = labels[Int(code)] {
            return known.count == range.count && known.indices.allSatisfy { known[$0] == bytes[range.lowerBound + $0] }
        }
        labels[Int(code)] = range.map { bytes[$0] }
        return true
    }

    /// The categories in the order of the file.
    func order(isSorted: Bool) -> [UInt32] {
        let all = Array(0..<UInt32(codes.count))
        guard isSorted else { return all }
        return all.sorted { code($0).lexicographicallyPrecedes(code($1)) }
    }

    func code(_ number: UInt32) -> ArraySlice<UInt8> { codes.arena[codes[number]] }

    func label(_ number: UInt32) -> [UInt8]? { labels[Int(number)] }

    var hasLabels: Bool { labels.contains { $0 != nil } }
}
