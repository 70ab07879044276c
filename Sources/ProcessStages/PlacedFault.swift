/// What a program did wrong, and with which row of the batch.
struct PlacedFault: Error {
    var fault: ProgramFault
    var row: Int?
}
