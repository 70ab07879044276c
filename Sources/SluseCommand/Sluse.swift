public import StageKit

/// The command, for whoever builds one with stages of their own.
public enum Sluse {
    public static func main(stages: StageCatalog) {}
}
