import CSVStages
import CleaningStages
import HealthStages
import JSONStages
import ProcessStages
import RuleStages
import SDMXStages
public import StageKit
import XMLStages

/// Every stage that the command `sluse` knows, in the order of the reference.
public let standardStages = StageCatalog([
    CSVReader.self,
    FixedWidthReader.self,
    JSONReader.self,
    JSONLinesReader.self,
    XMLReader.self,
    SDMXReader.self,

    BooleanNormalizer.self,
    CaseNormalizer.self,
    CodeNormalizer.self,
    FieldJoiner.self,
    ConstantFieldMaker.self,
    DateNormalizer.self,
    DecimalNormalizer.self,
    DownFiller.self,
    IntegerNormalizer.self,
    ValueMapper.self,
    MissingNormalizer.self,
    NumberNormalizer.self,
    FieldRenamer.self,
    FieldSelector.self,
    FieldSplitter.self,
    TextTrimmer.self,
    TypesNormalizer.self,
    UnicodeNormalizer.self,
    UnpivotNormalizer.self,

    CodeListValidator.self,
    CompareValidator.self,
    IntervalValidator.self,
    LengthValidator.self,
    PatternValidator.self,
    RangeValidator.self,
    RequiredValidator.self,
    RowsValidator.self,
    TypeValidator.self,
    UniqueValidator.self,

    FieldLookup.self,

    RowFilter.self,

    CSVWriter.self,
    JSONWriter.self,
    JSONLinesWriter.self,
])
.reading(StageFileReader.read)
