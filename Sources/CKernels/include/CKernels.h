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

#include "CKCells.h"
#include "CKJSON.h"
#include "CKXML.h"
#include "CSVMasks.h"

#endif
