import SluseCommand
import StandardStages

Sluse.main(stages: standardStages)
