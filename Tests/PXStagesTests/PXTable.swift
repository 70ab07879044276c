/// A small table in PX: three municipalities, two years, invented figures.
struct PXTable {
    var head = "CHARSET=\"ANSI\";\nCODEPAGE=\"utf-8\";\n"
    var stub = "STUB=\"område\";\n"
    var heading = "HEADING=\"tid\";\n"
    var areas = "VALUES(\"område\")=\"Læsø\",\"Samsø\";\nCODES(\"område\")=\"825\",\"741\";\n"
    var years = "VALUES(\"tid\")=\"1888\",\"1889\";\n"
    var more = ""
    var data = "1 2\n3 4;"

    /// The file.
    var text: String { head + stub + heading + areas + years + more + "DATA=\n" + data }
}
