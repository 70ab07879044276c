// Byte masks: for 64 bytes, one bit for each byte that equals a given one. Swift's SIMD types are slow at this.
#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdint.h>

#include "CSystemCalls.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__ARM_NEON)
#include <arm_neon.h>
#endif

/// A bit for each of the 64 bytes at `p` that equals `byte`; bit 0 is the first byte.
static inline uint64_t ck_equal_mask(const uint8_t *p, uint8_t byte) {
#if defined(__SSE2__)
    const __m128i wanted = _mm_set1_epi8((char)byte);
    uint64_t mask = 0;
    for (int i = 0; i < 4; i++) {
        const __m128i chunk = _mm_loadu_si128((const __m128i *)(p + 16 * i));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, wanted)) << (16 * i);
    }
    return mask;
#else
    uint64_t mask = 0;
    for (int i = 0; i < 64; i++) mask |= (uint64_t)(p[i] == byte) << i;
    return mask;
#endif
}

/// A bit for each of the 64 bytes at `p` that is not ASCII.
static inline uint64_t ck_high_mask(const uint8_t *p) {
#if defined(__SSE2__)
    uint64_t mask = 0;
    for (int i = 0; i < 4; i++) {
        const __m128i chunk = _mm_loadu_si128((const __m128i *)(p + 16 * i));
        mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(chunk) << (16 * i);
    }
    return mask;
#else
    uint64_t mask = 0;
    for (int i = 0; i < 64; i++) mask |= (uint64_t)(p[i] >> 7) << i;
    return mask;
#endif
}

/// A bit for each of 64 bytes that is not ASCII, that begins a character of two bytes, that goes on with a character, or
/// that is zero.
typedef struct {
    uint64_t high, pairs, following, zeros;
} ck_utf8_masks_t;

/// What the 64 bytes at `p` are in UTF-8.
static inline __attribute__((always_inline)) ck_utf8_masks_t ck_utf8_masks(const uint8_t *p) {
    ck_utf8_masks_t masks = {0, 0, 0, 0};
#if defined(__SSE2__)
    const __m128i zero = _mm_setzero_si128();
    // As signed numbers 0x80...0xBF are -128...-65, and 0xC2...0xDF are -62...-33.
    const __m128i behind = _mm_set1_epi8(-64), before = _mm_set1_epi8(-63), beyond = _mm_set1_epi8(-32);
    for (int i = 0; i < 4; i++) {
        const __m128i chunk = _mm_loadu_si128((const __m128i *)(p + 16 * i));
        const __m128i pair = _mm_and_si128(_mm_cmpgt_epi8(chunk, before), _mm_cmpgt_epi8(beyond, chunk));
        masks.high |= (uint64_t)(uint32_t)_mm_movemask_epi8(chunk) << (16 * i);
        masks.pairs |= (uint64_t)(uint32_t)_mm_movemask_epi8(pair) << (16 * i);
        masks.following |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpgt_epi8(behind, chunk)) << (16 * i);
        masks.zeros |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, zero)) << (16 * i);
    }
#else
    for (int i = 0; i < 64; i++) {
        masks.high |= (uint64_t)(p[i] >= 0x80) << i;
        masks.pairs |= (uint64_t)(p[i] >= 0xC2 && p[i] <= 0xDF) << i;
        masks.following |= (uint64_t)((p[i] & 0xC0) == 0x80) << i;
        masks.zeros |= (uint64_t)(p[i] == 0) << i;
    }
#endif
    return masks;
}

#include "CKCells.h"
#include "CKJSON.h"
#include "CKXML.h"
#include "CSVMasks.h"

#endif
