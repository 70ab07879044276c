import Foundation

/// Programs in shell, which is there on every machine.
enum Programs {
    /// A program that answers each record with what `answer` prints; `$n` is its number, `$line` all of it.
    static func shell(_ answer: String) -> String {
        """
        #!/bin/sh
        IFS= read -r head
        while IFS= read -r line; do
          [ -z "$line" ] && continue
          n=${line#*\\"_n\\":}; n=${n%%[,\\}]*}
        \(answer)
        done
        """
    }

    /// Keeps each record as it is.
    static let keep = #"  echo "{\"_n\":$n}""#

    /// Does something else with one record.
    static func keeping(butAt number: Int, _ answer: String) -> String {
        shell("  if [ \"$n\" = \(number) ]; then\n    \(answer)\n  else\n  \(keep)\n  fi")
    }

    static let hasPython: Bool =
        ["/usr/bin/python3", "/usr/local/bin/python3"].contains {
            FileManager.default.isExecutableFile(atPath: $0)
        } || pathHasPython

    private static var pathHasPython: Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: $0 + "/python3")
        }
    }
}
