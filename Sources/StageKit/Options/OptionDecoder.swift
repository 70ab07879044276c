/// Hands each property of an option group what was read for it; the other half of the synthesized `Decodable`.
struct OptionGroupDecoder: Decoder {
    let properties: [(name: String, property: any OptionProperty)]

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(OptionContainer<Key>(group: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw notAnOption }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw notAnOption }
}

/// Hands over one property.
struct OptionDecoder: Decoder {
    let property: any OptionProperty

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> { throw notAnOption }
    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw notAnOption }
    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw notAnOption }
}

private let notAnOption = Mistakes("a stored property is no @Option", at: nil)

private struct OptionContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let group: OptionGroupDecoder

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { group.properties.compactMap { Key(stringValue: $0.name) } }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws -> Bool { false }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        let name = snakeCase(key.stringValue)
        guard let property = group.properties.first(where: { $0.name == name })?.property else { throw notAnOption }
        return try T(from: OptionDecoder(property: property))
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> { throw notAnOption }
    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { throw notAnOption }
    func superDecoder() throws -> any Decoder { throw notAnOption }
    func superDecoder(forKey key: Key) throws -> any Decoder { throw notAnOption }
}
