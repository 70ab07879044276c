// zlib's deflate and inflate without gzip's or zlib's own wrapping, behind opaque types: the checks around them are ours.
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct cz_inflater cz_inflater;
typedef struct cz_deflater cz_deflater;

/// How a step ended.
typedef enum {
    /// It wants more input or more room.
    cz_more = 0,
    /// The deflated data is whole; what was not consumed does not belong to it.
    cz_end = 1,
    /// The bytes are no deflated data.
    cz_damaged = 2,
    /// Memory is short.
    cz_memory = 3,
} cz_outcome;

/// What a step did.
typedef struct {
    size_t consumed;
    size_t produced;
    cz_outcome outcome;
} cz_step;

/// NULL when memory is short.
cz_inflater *_Nullable cz_inflater_create(void);
void cz_inflater_destroy(cz_inflater *_Nullable inflater);
/// Makes ready for another piece of deflated data.
void cz_inflater_reset(cz_inflater *_Nonnull inflater);
cz_step cz_inflate(
    cz_inflater *_Nonnull inflater, const uint8_t *_Nullable input, size_t input_count, uint8_t *_Nullable output,
    size_t output_count);

/// NULL when memory is short. `window_bits` (9 to 15) and `memory_level` (1 to 9) are zlib's.
cz_deflater *_Nullable cz_deflater_create(int level, int window_bits, int memory_level);
void cz_deflater_destroy(cz_deflater *_Nullable deflater);
/// With `is_last` it is called until the outcome is `cz_end`.
cz_step cz_deflate(
    cz_deflater *_Nonnull deflater, const uint8_t *_Nullable input, size_t input_count, uint8_t *_Nullable output,
    size_t output_count, int is_last);

/// The CRC-32 of bytes behind others with the checksum `crc`; 0 for none.
uint32_t cz_crc32(uint32_t crc, const uint8_t *_Nullable bytes, size_t count);
