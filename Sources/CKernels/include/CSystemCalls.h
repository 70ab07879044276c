// System calls that Glibc hides from Swift.
#ifndef CSYSTEMCALLS_H
#define CSYSTEMCALLS_H

#include <stdio.h>

#if defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
/// Renames within a folder; fails where `to` exists.
static inline int cs_rename_new(int folder, const char *from, const char *to) {
    return (int)syscall(SYS_renameat2, folder, from, folder, to, 1 /* RENAME_NOREPLACE */);
}
/// Swaps two names of a folder in one step.
static inline int cs_exchange(int folder, const char *one, const char *other) {
    return (int)syscall(SYS_renameat2, folder, one, folder, other, 2 /* RENAME_EXCHANGE */);
}
#elif defined(__APPLE__)
/// Renames within a folder; fails where `to` exists.
static inline int cs_rename_new(int folder, const char *from, const char *to) {
    return renameatx_np(folder, from, folder, to, RENAME_EXCL);
}
/// Swaps two names of a folder in one step.
static inline int cs_exchange(int folder, const char *one, const char *other) {
    return renameatx_np(folder, one, folder, other, RENAME_SWAP);
}
#endif

/// The environment of the process; Swift sees the variable itself as shared mutable state.
extern char **environ;
static inline char **cs_environment(void) { return environ; }

#endif
