import RegionStages
import SluseCommand
import StageKit
import StandardStages

Sluse.main(stages: standardStages + regionStages)
