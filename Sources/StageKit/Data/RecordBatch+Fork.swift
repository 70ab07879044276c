extension RecordBatch {
    /// A batch of its own with the same rows, for an output that reshapes them. Buffers are shared until one is changed.
    /// Its faults begin anew.
    public func fork() -> RecordBatch {
        let copy = RecordBatch()
        copy.fileName = fileName
        copy.fileIndex = fileIndex
        copy.firstLine = firstLine
        copy.blockOffset = blockOffset
        copy.encoding = encoding
        copy.quote = quote
        copy.block = block
        copy.blockCount = blockCount
        copy.cellArena = cellArena
        copy.cellsAreInArena = cellsAreInArena
        copy.table = table
        copy.stride = stride
        copy.deliveredNames = deliveredNames
        copy.recordCount = recordCount
        copy.lines = lines
        copy.recordStarts = recordStarts
        copy.recordEnds = recordEnds
        copy.rowCount = rowCount
        copy.sourceRows = sourceRows
        copy.fates = fates
        copy.columns = columns.map { $0.copy() }
        return copy
    }
}

extension Column {
    fileprivate func copy() -> Column {
        let copy = Column()
        copy.form = form
        copy.source = source
        copy.cells = cells
        copy.states = states
        copy.integers = integers
        copy.scales = scales
        copy.arena = arena
        copy.offsets = offsets
        copy.codes = codes
        copy.dictionary = dictionary
        return copy
    }
}
