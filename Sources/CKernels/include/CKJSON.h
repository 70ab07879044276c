// The loops over bytes that reading JSON needs. Each reads and writes only inside the room it is given.
#ifndef CKJSON_H
#define CKJSON_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

// Small enough that the call would cost as much as the work.
#define CK_JSON_INLINE static inline __attribute__((always_inline))

/// A bit for each of 64 bytes that is a quote, a backslash, an opening or a closing bracket of either kind.
typedef struct {
    uint64_t quotes, backslashes, opens, closes;
} ck_json_masks_t;

#if !defined(__SSE2__) && defined(__ARM_NEON)
/// The 64 bytes of four comparisons as 64 bits: each byte keeps the bit of its place, and neighbours are added up.
static inline uint64_t ck_json_bits(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d) {
    static const uint8_t places[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    const uint8x16_t place = vld1q_u8(places);
    const uint8x16_t low = vpaddq_u8(vandq_u8(a, place), vandq_u8(b, place));
    const uint8x16_t high = vpaddq_u8(vandq_u8(c, place), vandq_u8(d, place));
    const uint8x16_t all = vpaddq_u8(low, high);
    return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(all, all)), 0);
}
#endif

/// The masks of the 64 bytes at `p`. Bit 5 is all that tells `[` from `{` and `]` from `}`, so it is set first.
CK_JSON_INLINE ck_json_masks_t ck_json_masks(const uint8_t *p) {
    ck_json_masks_t masks = {0, 0, 0, 0};
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), bit = _mm_set1_epi8(0x20);
    const __m128i open = _mm_set1_epi8('{'), close = _mm_set1_epi8('}');
    for (int i = 0; i < 4; i++) {
        const __m128i chunk = _mm_loadu_si128((const __m128i *)(p + 16 * i));
        const __m128i folded = _mm_or_si128(chunk, bit);
        masks.quotes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, quote)) << (16 * i);
        masks.backslashes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, backslash)) << (16 * i);
        masks.opens |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(folded, open)) << (16 * i);
        masks.closes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(folded, close)) << (16 * i);
    }
#elif defined(__ARM_NEON)
    const uint8x16_t quote = vdupq_n_u8('"'), backslash = vdupq_n_u8('\\'), bit = vdupq_n_u8(0x20);
    const uint8x16_t open = vdupq_n_u8('{'), close = vdupq_n_u8('}');
    const uint8x16_t a = vld1q_u8(p), b = vld1q_u8(p + 16), c = vld1q_u8(p + 32), d = vld1q_u8(p + 48);
    const uint8x16_t fa = vorrq_u8(a, bit), fb = vorrq_u8(b, bit), fc = vorrq_u8(c, bit), fd = vorrq_u8(d, bit);
    masks.quotes = ck_json_bits(vceqq_u8(a, quote), vceqq_u8(b, quote), vceqq_u8(c, quote), vceqq_u8(d, quote));
    masks.backslashes =
        ck_json_bits(vceqq_u8(a, backslash), vceqq_u8(b, backslash), vceqq_u8(c, backslash), vceqq_u8(d, backslash));
    masks.opens = ck_json_bits(vceqq_u8(fa, open), vceqq_u8(fb, open), vceqq_u8(fc, open), vceqq_u8(fd, open));
    masks.closes = ck_json_bits(vceqq_u8(fa, close), vceqq_u8(fb, close), vceqq_u8(fc, close), vceqq_u8(fd, close));
#else
    for (int i = 0; i < 64; i++) {
        masks.quotes |= (uint64_t)(p[i] == '"') << i;
        masks.backslashes |= (uint64_t)(p[i] == '\\') << i;
        masks.opens |= (uint64_t)((p[i] | 0x20) == '{') << i;
        masks.closes |= (uint64_t)((p[i] | 0x20) == '}') << i;
    }
#endif
    return masks;
}

/// How many of the `n` bytes at `p` stand as they are in a JSON string: ASCII, no quote, backslash or control
/// character.
CK_JSON_INLINE size_t ck_json_plain_run(const uint8_t *p, size_t n) {
    size_t i = 0;
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), space = _mm_set1_epi8(0x20);
    for (; n - i >= 16; i += 16) {
        const __m128i chunk = _mm_loadu_si128((const __m128i *)(p + i));
        // Bytes above ASCII are negative here, so one signed comparison finds them and the control characters.
        const __m128i stops = _mm_or_si128(
            _mm_cmplt_epi8(chunk, space), _mm_or_si128(_mm_cmpeq_epi8(chunk, quote), _mm_cmpeq_epi8(chunk, backslash)));
        const unsigned mask = (unsigned)_mm_movemask_epi8(stops);
        if (mask != 0) return i + (size_t)__builtin_ctz(mask);
    }
#elif defined(__ARM_NEON)
    const uint8x16_t quote = vdupq_n_u8('"'), backslash = vdupq_n_u8('\\');
    const int8x16_t space = vdupq_n_s8(0x20);
    for (; n - i >= 16; i += 16) {
        const uint8x16_t chunk = vld1q_u8(p + i);
        const uint8x16_t stops = vorrq_u8(
            vcltq_s8(vreinterpretq_s8_u8(chunk), space), vorrq_u8(vceqq_u8(chunk, quote), vceqq_u8(chunk, backslash)));
        // Four bits for each byte: the narrow shift is the cheapest mask that NEON has.
        const uint8x8_t nibbles = vshrn_n_u16(vreinterpretq_u16_u8(stops), 4);
        const uint64_t mask = vget_lane_u64(vreinterpret_u64_u8(nibbles), 0);
        if (mask != 0) return i + (size_t)__builtin_ctzll(mask) / 4;
    }
#endif
    for (; i < n; i++) {
        if (p[i] < 0x20 || p[i] >= 0x80 || p[i] == '"' || p[i] == '\\') break;
    }
    return i;
}

/// Whether the `n` bytes at `a` and `b` are the same; the rooms say how many bytes may be read at each.
CK_JSON_INLINE int ck_json_same(const uint8_t *a, size_t a_room, const uint8_t *b, size_t b_room, size_t n) {
#if defined(__SSE2__)
    if (n <= 16 && a_room >= 16 && b_room >= 16) {
        const __m128i same = _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)a), _mm_loadu_si128((const __m128i *)b));
        const unsigned wanted = (1u << n) - 1;
        return ((unsigned)_mm_movemask_epi8(same) & wanted) == wanted;
    }
#endif
    (void)a_room;
    (void)b_room;
    return memcmp(a, b, n) == 0;
}

/// How many of the first `n` bytes at `a` and `b` are the same, up to the first that differs.
static inline size_t ck_json_common(const uint8_t *a, const uint8_t *b, size_t n) {
    size_t i = 0;
#if defined(__SSE2__)
    for (; n - i >= 16; i += 16) {
        const __m128i same =
            _mm_cmpeq_epi8(_mm_loadu_si128((const __m128i *)(a + i)), _mm_loadu_si128((const __m128i *)(b + i)));
        const unsigned differ = (unsigned)_mm_movemask_epi8(same) ^ 0xFFFF;
        if (differ != 0) return i + (size_t)__builtin_ctz(differ);
    }
#elif defined(__ARM_NEON)
    for (; n - i >= 16; i += 16) {
        if (vminvq_u8(vceqq_u8(vld1q_u8(a + i), vld1q_u8(b + i))) != 0xFF) break;
    }
#endif
    while (i < n && a[i] == b[i]) i++;
    return i;
}

/// Copies `n` bytes; up to 16 go in one load and store where both rooms allow it, which writes past them.
CK_JSON_INLINE void ck_json_copy(uint8_t *to, size_t to_room, const uint8_t *from, size_t from_room, size_t n) {
#if defined(__SSE2__)
    if (n <= 16 && to_room >= 16 && from_room >= 16) {
        _mm_storeu_si128((__m128i *)to, _mm_loadu_si128((const __m128i *)from));
        return;
    }
#endif
    (void)to_room;
    (void)from_room;
    memcpy(to, from, n);
}

/// The place of the first `byte` among the `n` bytes at `p`; `n` when there is none.
static inline size_t ck_json_find(const uint8_t *p, size_t n, uint8_t byte) {
    const uint8_t *found = (const uint8_t *)memchr(p, byte, n);
    return found == NULL ? n : (size_t)(found - p);
}

/// How many of the `n` bytes at `p` are `byte`.
static inline size_t ck_json_count(const uint8_t *p, size_t n, uint8_t byte) {
    size_t i = 0, count = 0;
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8((char)byte), zero = _mm_setzero_si128();
    for (; n - i >= 64; i += 64) {
        // A hit is -1, so subtracting counts it; at most four in each lane before the lanes are added up.
        __m128i hits = zero;
        for (int j = 0; j < 4; j++) {
            const __m128i chunk = _mm_loadu_si128((const __m128i *)(p + i + 16 * (size_t)j));
            hits = _mm_sub_epi8(hits, _mm_cmpeq_epi8(chunk, wanted));
        }
        const __m128i sums = _mm_sad_epu8(hits, zero);
        count += (size_t)_mm_cvtsi128_si32(sums) + (size_t)_mm_extract_epi16(sums, 4);
    }
#endif
    for (; i < n; i++) count += p[i] == byte;
    return count;
}

#endif
