// Masks and copies for delimited text. Everything here looks at one group of bytes; the loops are in Swift.
#ifndef CSVMASKS_H
#define CSVMASKS_H

#include <stdint.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>
#endif

/// Where separators and quotes stand among 64 bytes; bit 0 is the first byte.
typedef struct {
    uint64_t delimiters;
    uint64_t newlines;
    uint64_t quotes;
} ck_csv_masks;

#if defined(__ARM_NEON) && defined(__aarch64__)
/// A bit for each byte of the four vectors, which hold 0x00 or 0xFF everywhere.
static inline uint64_t ck_neon_bits(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
    const uint8x16_t weights = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t ab = vpaddq_u8(vandq_u8(a, weights), vandq_u8(b, weights));
    const uint8x16_t cd = vpaddq_u8(vandq_u8(c, weights), vandq_u8(d, weights));
    const uint8x16_t abcd = vpaddq_u8(ab, cd);
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(abcd, abcd)), 0);
}
#endif

/// The masks of delimiter, line feed and quote for the 64 bytes at `p`.
static inline ck_csv_masks ck_find_csv(const uint8_t *p, uint8_t delimiter, uint8_t quote) {
    ck_csv_masks masks = {0, 0, 0};
#if defined(__SSE2__)
    const __m128i d = _mm_set1_epi8((char)delimiter);
    const __m128i n = _mm_set1_epi8('\n');
    const __m128i q = _mm_set1_epi8((char)quote);
    for (int i = 0; i < 4; i++) {
        const __m128i chunk = _mm_loadu_si128((const __m128i *)(p + 16 * i));
        masks.delimiters |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, d)) << (16 * i);
        masks.newlines |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, n)) << (16 * i);
        masks.quotes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, q)) << (16 * i);
    }
#elif defined(__ARM_NEON) && defined(__aarch64__)
    const uint8x16_t d = vdupq_n_u8(delimiter), n = vdupq_n_u8('\n'), q = vdupq_n_u8(quote);
    const uint8x16_t a = vld1q_u8(p), b = vld1q_u8(p + 16), c = vld1q_u8(p + 32), e = vld1q_u8(p + 48);
    masks.delimiters = ck_neon_bits(vceqq_u8(a, d), vceqq_u8(b, d), vceqq_u8(c, d), vceqq_u8(e, d));
    masks.newlines = ck_neon_bits(vceqq_u8(a, n), vceqq_u8(b, n), vceqq_u8(c, n), vceqq_u8(e, n));
    masks.quotes = ck_neon_bits(vceqq_u8(a, q), vceqq_u8(b, q), vceqq_u8(c, q), vceqq_u8(e, q));
#else
    for (int i = 0; i < 64; i++) {
        masks.delimiters |= (uint64_t)(p[i] == delimiter) << i;
        masks.newlines |= (uint64_t)(p[i] == '\n') << i;
        masks.quotes |= (uint64_t)(p[i] == quote) << i;
    }
#endif
    return masks;
}

/// Writes `first` + the number of each bit that is set, in order.
///
/// Eight entries are always written, needed or not: a loop whose length changes from word to word is guessed
/// wrongly by the processor about once a word, which costs more than the stores.
static inline void ck_write_places(uint32_t *out, uint64_t bits, uint32_t first) {
    const uint64_t guard = (uint64_t)1 << 63;  // keeps the count of trailing zeros defined when no bit is left
    for (int i = 0; i < 8; i++) {
        out[i] = first + (uint32_t)__builtin_ctzll(bits | guard);
        bits &= bits - 1;
    }
    while (__builtin_expect(bits != 0, 0)) {
        out += 8;
        for (int i = 0; i < 8; i++) {
            out[i] = first + (uint32_t)__builtin_ctzll(bits | guard);
            bits &= bits - 1;
        }
    }
}

/// The place of the first `byte` among `count` bytes, or `count`.
static inline int64_t ck_find_byte(const uint8_t *p, uint8_t byte, int64_t count) {
    const uint8_t *found = (const uint8_t *)__builtin_memchr(p, byte, (__SIZE_TYPE__)count);
    return found ? (int64_t)(found - p) : count;
}

/// What is among 16 bytes; bit 0 is the first byte.
typedef struct {
    uint32_t special;
    uint32_t high;
} ck_chunk_masks;

/// Copies 16 bytes and says which are one of `a`, `b`, CR, LF (`special`) and which are not ASCII (`high`).
static inline ck_chunk_masks ck_copy_csv(uint8_t *out, const uint8_t *p, uint8_t a, uint8_t b) {
    ck_chunk_masks masks = {0, 0};
#if defined(__SSE2__)
    const __m128i chunk = _mm_loadu_si128((const __m128i *)p);
    _mm_storeu_si128((__m128i *)out, chunk);
    const __m128i one = _mm_or_si128(
        _mm_cmpeq_epi8(chunk, _mm_set1_epi8((char)a)), _mm_cmpeq_epi8(chunk, _mm_set1_epi8((char)b)));
    const __m128i two = _mm_or_si128(
        _mm_cmpeq_epi8(chunk, _mm_set1_epi8('\r')), _mm_cmpeq_epi8(chunk, _mm_set1_epi8('\n')));
    masks.special = (uint32_t)_mm_movemask_epi8(_mm_or_si128(one, two));
    masks.high = (uint32_t)_mm_movemask_epi8(chunk);
#else
    uint8_t chunk[16];
    __builtin_memcpy(chunk, p, 16);
    __builtin_memcpy(out, chunk, 16);
    for (int i = 0; i < 16; i++) {
        const uint8_t byte = chunk[i];
        masks.special |= (uint32_t)(byte == a || byte == b || byte == '\r' || byte == '\n') << i;
        masks.high |= (uint32_t)(byte >> 7) << i;
    }
#endif
    return masks;
}

/// As `ck_copy_csv` for the last bytes of a block: reads `count` (below 16) and takes the rest to be zero.
static inline ck_chunk_masks ck_copy_csv_tail(uint8_t *out, const uint8_t *p, int64_t count, uint8_t a, uint8_t b) {
    uint8_t chunk[16] = {0};
    __builtin_memcpy(chunk, p, (__SIZE_TYPE__)count);
    return ck_copy_csv(out, chunk, a, b);
}

/// Copies 16 bytes and says which must be escaped in a JSON string (`special`) and which are not ASCII (`high`).
static inline ck_chunk_masks ck_copy_json(uint8_t *out, const uint8_t *p) {
    ck_chunk_masks masks = {0, 0};
#if defined(__SSE2__)
    const __m128i chunk = _mm_loadu_si128((const __m128i *)p);
    _mm_storeu_si128((__m128i *)out, chunk);
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(chunk, _mm_set1_epi8(0x1F)), chunk);
    const __m128i marks = _mm_or_si128(
        _mm_cmpeq_epi8(chunk, _mm_set1_epi8('"')), _mm_cmpeq_epi8(chunk, _mm_set1_epi8('\\')));
    masks.special = (uint32_t)_mm_movemask_epi8(_mm_or_si128(control, marks));
    masks.high = (uint32_t)_mm_movemask_epi8(chunk);
#else
    uint8_t chunk[16];
    __builtin_memcpy(chunk, p, 16);
    __builtin_memcpy(out, chunk, 16);
    for (int i = 0; i < 16; i++) {
        const uint8_t byte = chunk[i];
        masks.special |= (uint32_t)(byte < 0x20 || byte == '"' || byte == '\\') << i;
        masks.high |= (uint32_t)(byte >> 7) << i;
    }
#endif
    return masks;
}

/// As `ck_copy_json` for the last bytes of a block: reads `count` (below 16) and takes the rest to be zero.
static inline ck_chunk_masks ck_copy_json_tail(uint8_t *out, const uint8_t *p, int64_t count) {
    uint8_t chunk[16] = {0};
    __builtin_memcpy(chunk, p, (__SIZE_TYPE__)count);
    return ck_copy_json(out, chunk);
}

#endif
