import StageKit
import StageTesting
import Testing

@testable import SDMXStages

@Suite struct SDMXReaderTests {}
