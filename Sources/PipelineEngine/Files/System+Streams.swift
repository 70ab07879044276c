import CKernels

#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

extension System {
    static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

    /// Writes all the bytes, or as many as the stream takes.
    static func writeIfPossible(_ bytes: Span<UInt8>, to descriptor: Int32) {
        unsafe bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[done...])
                let count = unsafe write_stream(descriptor, rest.baseAddress, rest.count)
                if count > 0 {
                    done += count
                } else if count == 0 || errno != EINTR {
                    return
                }
            }
        }
    }

    /// Opens `/dev/null` where a standard stream is closed, so that no file gets its number.
    static func openClosedStreams() {
        for stream: Int32 in 0...2 where fcntl(stream, F_GETFD) == -1 {
            // The lowest free number is the closed stream itself.
            _ = open_null("/dev/null", O_RDWR)
        }
    }

    static var environment: [String: String] {
        var variables: [String: String] = [:]
        guard var entry = unsafe cs_environment() else { return variables }
        while let text = unsafe entry.pointee {
            let line = unsafe String(cString: text)
            if let equals = line.firstIndex(of: "=") {
                variables[String(line[..<equals])] = String(line[line.index(after: equals)...])
            }
            unsafe entry += 1
        }
        return variables
    }

    /// Waits a moment for a pipe to have bytes or to end; false when it has neither yet.
    static func isReadable(_ file: Descriptor, milliseconds: Int32) -> Bool {
        var request = pollfd(fd: file.number, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&request, 1, milliseconds) != 0
    }

    static func end(_ code: Int32) -> Never { exit(code) }

    /// Ends the process without a look back: for a second signal.
    static func endAtOnce(_ code: Int32) -> Never { _exit(code) }
}

private func write_stream(_ file: Int32, _ buffer: UnsafeRawPointer?, _ count: Int) -> Int {
    unsafe write(file, buffer, count)
}
private func open_null(_ path: String, _ flags: Int32) -> Int32 { unsafe open(path, flags) }
