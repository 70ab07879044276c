import StageKit

extension Rejection {
    static let sdmxRepeated = Rejection(
        "sdmx.repeated",
        en: "has several values in one observation, where one is expected",
        da: "har flere værdier i én observation, hvor der ventes én"
    )
    static let sdmxDelete = Rejection(
        "sdmx.delete",
        en: "asks that an observation be deleted, and gives none",
        da: "beder om, at en observation slettes, og indeholder ingen"
    )
    static let sdmxCells = Rejection(
        "sdmx.cells",
        en: "has not as many cells as the header",
        da: "har ikke lige så mange celler som overskriften"
    )
}
