// System calls that Glibc hides from Swift.
#ifndef CSYSTEMCALLS_H
#define CSYSTEMCALLS_H

#include <stdio.h>
#include <stdlib.h>

#if defined(__GLIBC__)
#include <malloc.h>
#elif defined(__APPLE__)
#include <malloc/malloc.h>
#endif

#if defined(__linux__)
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>
/// Makes a pipe whose two ends no other program inherits.
static inline int cs_pipe(int ends[2]) { return (int)syscall(SYS_pipe2, ends, O_CLOEXEC); }
/// Renames within a folder; fails where `to` exists.
static inline int cs_rename_new(int folder, const char *from, const char *to) {
    return (int)syscall(SYS_renameat2, folder, from, folder, to, 1 /* RENAME_NOREPLACE */);
}
/// Swaps two names of a folder in one step.
static inline int cs_exchange(int folder, const char *one, const char *other) {
    return (int)syscall(SYS_renameat2, folder, one, folder, other, 2 /* RENAME_EXCHANGE */);
}
/// Has the disk begin to take bytes of a file, and does not wait for it. Only a hint: where the file system has no such
/// thing, the sync at the end does all of it.
static inline void cs_begin_sync(int file, long long offset, long long count) {
    (void)syscall(SYS_sync_file_range, file, offset, count, 2u /* SYNC_FILE_RANGE_WRITE */);
}
#elif defined(__APPLE__)
#include <fcntl.h>
#include <unistd.h>
/// There is no such call here.
static inline void cs_begin_sync(int file, long long offset, long long count) {
    (void)file, (void)offset, (void)count;
}
/// Makes a pipe whose two ends no other program inherits, but for one that is started in this very moment.
static inline int cs_pipe(int ends[2]) {
    if (pipe(ends) != 0) return -1;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    return 0;
}
/// Renames within a folder; fails where `to` exists.
static inline int cs_rename_new(int folder, const char *from, const char *to) {
    return renameatx_np(folder, from, folder, to, RENAME_EXCL);
}
/// Swaps two names of a folder in one step.
static inline int cs_exchange(int folder, const char *one, const char *other) {
    return renameatx_np(folder, one, folder, other, RENAME_SWAP);
}
#endif

/// The bytes that this process has asked for and not given back; -1 where nobody counts them.
static inline long long cs_bytes_in_use(void) {
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 33)
    const struct mallinfo2 info = mallinfo2();
    return (long long)(info.uordblks + info.hblkhd);
#elif defined(__APPLE__)
    malloc_statistics_t info;
    malloc_zone_statistics(NULL, &info);
    return (long long)info.size_in_use;
#else
    return -1;
#endif
}

/// The environment of the process; Swift sees the variable itself as shared mutable state.
extern char **environ;
static inline char **cs_environment(void) { return environ; }

#endif
