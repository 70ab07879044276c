// The masks that finding the tags of XML needs: 64 bytes at a time. The loop over them is in Swift.
#ifndef CKXML_H
#define CKXML_H

#include <stdint.h>

#include "CKJSON.h"

/// A bit for each of 64 bytes that is a `<`, a `>` or a `/`.
typedef struct {
    uint64_t opens, closes, slashes;
} ck_xml_masks_t;

/// Where `<`, `>` and `/` stand among the 64 bytes at `p`.
static inline __attribute__((always_inline)) ck_xml_masks_t ck_xml_masks(const uint8_t *p) {
    ck_xml_masks_t masks = {0, 0, 0};
#if defined(__SSE2__)
    const __m128i open = _mm_set1_epi8('<'), close = _mm_set1_epi8('>'), slash = _mm_set1_epi8('/');
    for (int i = 0; i < 4; i++) {
        const __m128i chunk = _mm_loadu_si128((const __m128i *)(p + 16 * i));
        masks.opens |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, open)) << (16 * i);
        masks.closes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, close)) << (16 * i);
        masks.slashes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, slash)) << (16 * i);
    }
#elif defined(__ARM_NEON)
    const uint8x16_t open = vdupq_n_u8('<'), close = vdupq_n_u8('>'), slash = vdupq_n_u8('/');
    const uint8x16_t a = vld1q_u8(p), b = vld1q_u8(p + 16), c = vld1q_u8(p + 32), d = vld1q_u8(p + 48);
    masks.opens = ck_json_bits(vceqq_u8(a, open), vceqq_u8(b, open), vceqq_u8(c, open), vceqq_u8(d, open));
    masks.closes = ck_json_bits(vceqq_u8(a, close), vceqq_u8(b, close), vceqq_u8(c, close), vceqq_u8(d, close));
    masks.slashes = ck_json_bits(vceqq_u8(a, slash), vceqq_u8(b, slash), vceqq_u8(c, slash), vceqq_u8(d, slash));
#else
    for (int i = 0; i < 64; i++) {
        masks.opens |= (uint64_t)(p[i] == '<') << i;
        masks.closes |= (uint64_t)(p[i] == '>') << i;
        masks.slashes |= (uint64_t)(p[i] == '/') << i;
    }
#endif
    return masks;
}

#endif
