import StageKit

/// The folder that a run replaces whole, and what stands beside it: lock, folder being built, version before.
///
/// The exchange is the commit. Until then the published folder is untouched; a run that dies leaves a folder that the
/// next run removes.
final class PublishFolder {
    /// The folder, absolute, links resolved.
    let path: String
    /// The folder being built.
    let next: String
    private let parent: String
    private let name: String
    private let mode: UInt32
    private let lock: Descriptor

    /// Takes the lock, removes what dead runs left, and makes the folder to build in.
    /// - Throws: `RunFailure.locked`, `.refused` or `.output`.
    init(path wanted: String, pipeline: String, run: String, fileMode: UInt32) throws {
        mode = Folders.mode(forFiles: fileMode)
        name = Paths.name(of: wanted)
        guard !name.isEmpty, name != ".", name != ".." else {
            throw RunFailure.refused("'\(wanted)' is no folder that can be replaced", hint: "name a folder of its own")
        }
        do throws(SystemFault) {
            let above = Paths.parent(of: wanted)
            try Folders.makeWhole(above, mode: mode)
            guard let resolved = System.resolve(above) else {
                throw SystemFault(operation: "cannot open", path: above, code: System.notFound)
            }
            parent = resolved
        } catch {
            throw RunFailure.output(error, hint: nil)
        }
        path = Paths.join(parent, name)
        next = Paths.join(parent, ".\(name).next-\(run)")
        do {
            guard let held = try System.lock(Paths.join(parent, ".\(name).lock")) else {
                throw RunFailure.locked(path)
            }
            lock = held
        } catch let error as SystemFault {
            throw RunFailure.output(error, hint: nil)
        }
        try refuseForeignFolder(pipeline: pipeline)
        do throws(SystemFault) {
            try removeLeftovers()
            try System.makeFolder(next, mode: mode)
        } catch {
            throw RunFailure.output(error, hint: nil)
        }
        try refuseFileSystemWithoutExchange(run: run)
    }

    private var previous: String { Paths.join(parent, ".\(name).previous") }

    /// Removes what dead runs left. One that died just after the exchange left the version before under its own name.
    private func removeLeftovers() throws(SystemFault) {
        let opening = ".\(name).next-"
        for leftover in try System.names(in: parent) where leftover.hasPrefix(opening) {
            let path = Paths.join(parent, leftover)
            let run = Manifest.names(in: Paths.join(path, "manifest.json"))?.run
            if let run, run != leftover.dropFirst(opening.count) {
                try System.remove(previous)
                try System.move(path, to: previous)
            } else {
                try System.remove(path)
            }
        }
    }

    /// Tries the exchange on two empty folders, before anything is read.
    private func refuseFileSystemWithoutExchange(run: String) throws {
        let probe = ".\(name).next-\(run)-probe"
        do {
            let folder = try System.openFolder(parent)
            try System.makeFolder(Paths.join(parent, probe), mode: mode)
            defer { try? System.remove(Paths.join(parent, probe)) }
            try System.exchange(in: folder, probe, Paths.name(of: next), path: path)
        } catch {
            try? discard()
            throw RunFailure.refused(
                "the file system of '\(parent)' cannot exchange two folders in one step",
                hint: "publish to a local file system such as ext4, xfs, btrfs or APFS"
            )
        }
    }

    /// A folder that this pipeline did not publish is not replaced.
    private func refuseForeignFolder(pipeline: String) throws {
        var above = parent
        while above != "/" {
            if Manifest.names(in: Paths.join(above, "manifest.json")) != nil {
                throw RunFailure.refused(
                    "'\(path)' lies in '\(above)', which another pipeline publishes",
                    hint: "publish beside it"
                )
            }
            above = Paths.parent(of: above)
        }
        do {
            guard let status = try System.status(of: path) else { return }
            guard status.kind == .folder else {
                throw RunFailure.refused("'\(path)' is no folder", hint: "move it away, or change 'publish:'")
            }
            if let above = try System.status(of: parent), above.device != status.device {
                throw RunFailure.refused("'\(path)' is a mount point", hint: "publish to a folder inside it")
            }
            let names = try System.names(in: path)
            guard !names.isEmpty else { return }
            guard Manifest.names(in: Paths.join(path, "manifest.json"))?.pipeline == pipeline else {
                throw RunFailure.refused(
                    "'\(path)' holds files that the pipeline '\(pipeline)' did not publish",
                    hint: "move them away, or change 'publish:'"
                )
            }
            for name in names where name != "manifest.json" {
                guard Manifest.names(in: Paths.join(path, name + "/manifest.json")) != nil else { continue }
                throw RunFailure.refused(
                    "'\(path)' holds '\(name)', which another pipeline publishes",
                    hint: "publish beside it"
                )
            }
        } catch let error as SystemFault {
            throw RunFailure.output(error, hint: nil)
        }
    }

    /// Puts the folder that was built in place of the published one; the version before stays beside it.
    func publish() throws(SystemFault) {
        try Self.syncTree(next)
        let folder = try System.openFolder(parent)
        let nextName = Paths.name(of: next)
        if try System.status(of: path) == nil {
            try System.renameNew(in: folder, nextName, to: name, path: path)
        } else {
            try System.exchange(in: folder, nextName, name, path: path)
            try System.remove(previous)
            try System.move(next, to: previous)
        }
        try System.sync(folder, path: parent)
    }

    /// Removes what was built; the published folder stays as it is.
    func discard() throws(SystemFault) { try System.remove(next) }

    /// Syncs a folder and those in it; their files are synced when they are finished.
    private static func syncTree(_ path: String) throws(SystemFault) {
        for name in try System.names(in: path) where try System.status(of: Paths.join(path, name))?.kind == .folder {
            try syncTree(Paths.join(path, name))
        }
        try System.syncFolder(path)
    }
}
