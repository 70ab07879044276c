// The masks that finding the cells of tables needs: 64 bytes at a time. The loops over them are in Swift.
#ifndef CKCELLS_H
#define CKCELLS_H

#include <stdint.h>

#include "CKJSON.h"

/// A bit for each of 64 bytes that separates the values of a PX file, or stands around a text.
typedef struct {
    uint64_t separators, quotes;
} ck_px_masks_t;

/// Where blank, tabulator, carriage return, line feed, `,` and `;` stand among the 64 bytes at `p`, and where `"`.
CK_JSON_INLINE ck_px_masks_t ck_px_masks(const uint8_t *p) {
    ck_px_masks_t masks = {0, 0};
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"'), blank = _mm_set1_epi8(' '), tab = _mm_set1_epi8('\t');
    const __m128i feed = _mm_set1_epi8('\n'), carriage = _mm_set1_epi8('\r');
    const __m128i comma = _mm_set1_epi8(','), semicolon = _mm_set1_epi8(';');
    for (int i = 0; i < 4; i++) {
        const __m128i chunk = _mm_loadu_si128((const __m128i *)(p + 16 * i));
        const __m128i blanks = _mm_or_si128(_mm_cmpeq_epi8(chunk, blank), _mm_cmpeq_epi8(chunk, tab));
        const __m128i ends = _mm_or_si128(_mm_cmpeq_epi8(chunk, feed), _mm_cmpeq_epi8(chunk, carriage));
        const __m128i signs = _mm_or_si128(_mm_cmpeq_epi8(chunk, comma), _mm_cmpeq_epi8(chunk, semicolon));
        const __m128i all = _mm_or_si128(_mm_or_si128(blanks, ends), signs);
        masks.separators |= (uint64_t)(uint32_t)_mm_movemask_epi8(all) << (16 * i);
        masks.quotes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, quote)) << (16 * i);
    }
#elif defined(__ARM_NEON)
    uint8x16_t separators[4], quotes[4];
    for (int i = 0; i < 4; i++) {
        const uint8x16_t chunk = vld1q_u8(p + 16 * i);
        const uint8x16_t blanks = vorrq_u8(vceqq_u8(chunk, vdupq_n_u8(' ')), vceqq_u8(chunk, vdupq_n_u8('\t')));
        const uint8x16_t ends = vorrq_u8(vceqq_u8(chunk, vdupq_n_u8('\n')), vceqq_u8(chunk, vdupq_n_u8('\r')));
        const uint8x16_t signs = vorrq_u8(vceqq_u8(chunk, vdupq_n_u8(',')), vceqq_u8(chunk, vdupq_n_u8(';')));
        separators[i] = vorrq_u8(vorrq_u8(blanks, ends), signs);
        quotes[i] = vceqq_u8(chunk, vdupq_n_u8('"'));
    }
    masks.separators = ck_json_bits(separators[0], separators[1], separators[2], separators[3]);
    masks.quotes = ck_json_bits(quotes[0], quotes[1], quotes[2], quotes[3]);
#else
    for (int i = 0; i < 64; i++) {
        const uint8_t byte = p[i];
        const uint64_t separates =
            byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == ',' || byte == ';';
        masks.separators |= separates << i;
        masks.quotes |= (uint64_t)(byte == '"') << i;
    }
#endif
    return masks;
}

/// A bit for each of 64 bytes that is a quote, a backslash, a comma, or a bracket of any kind.
typedef struct {
    uint64_t quotes, backslashes, commas, brackets;
} ck_json_list_masks_t;

/// The masks of the 64 bytes at `p`. Bit 5 is all that tells `[` from `{` and `]` from `}`, so it is set first.
CK_JSON_INLINE ck_json_list_masks_t ck_json_list_masks(const uint8_t *p) {
    ck_json_list_masks_t masks = {0, 0, 0, 0};
#if defined(__SSE2__)
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), comma = _mm_set1_epi8(',');
    const __m128i bit = _mm_set1_epi8(0x20), open = _mm_set1_epi8('{'), close = _mm_set1_epi8('}');
    for (int i = 0; i < 4; i++) {
        const __m128i chunk = _mm_loadu_si128((const __m128i *)(p + 16 * i));
        const __m128i folded = _mm_or_si128(chunk, bit);
        const __m128i brackets = _mm_or_si128(_mm_cmpeq_epi8(folded, open), _mm_cmpeq_epi8(folded, close));
        masks.quotes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, quote)) << (16 * i);
        masks.backslashes |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, backslash)) << (16 * i);
        masks.commas |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chunk, comma)) << (16 * i);
        masks.brackets |= (uint64_t)(uint32_t)_mm_movemask_epi8(brackets) << (16 * i);
    }
#elif defined(__ARM_NEON)
    const uint8x16_t quote = vdupq_n_u8('"'), backslash = vdupq_n_u8('\\'), comma = vdupq_n_u8(',');
    const uint8x16_t bit = vdupq_n_u8(0x20), open = vdupq_n_u8('{'), close = vdupq_n_u8('}');
    uint8x16_t quotes[4], backslashes[4], commas[4], brackets[4];
    for (int i = 0; i < 4; i++) {
        const uint8x16_t chunk = vld1q_u8(p + 16 * i);
        const uint8x16_t folded = vorrq_u8(chunk, bit);
        quotes[i] = vceqq_u8(chunk, quote);
        backslashes[i] = vceqq_u8(chunk, backslash);
        commas[i] = vceqq_u8(chunk, comma);
        brackets[i] = vorrq_u8(vceqq_u8(folded, open), vceqq_u8(folded, close));
    }
    masks.quotes = ck_json_bits(quotes[0], quotes[1], quotes[2], quotes[3]);
    masks.backslashes = ck_json_bits(backslashes[0], backslashes[1], backslashes[2], backslashes[3]);
    masks.commas = ck_json_bits(commas[0], commas[1], commas[2], commas[3]);
    masks.brackets = ck_json_bits(brackets[0], brackets[1], brackets[2], brackets[3]);
#else
    for (int i = 0; i < 64; i++) {
        const uint8_t byte = p[i], folded = byte | 0x20;
        masks.quotes |= (uint64_t)(byte == '"') << i;
        masks.backslashes |= (uint64_t)(byte == '\\') << i;
        masks.commas |= (uint64_t)(byte == ',') << i;
        masks.brackets |= (uint64_t)(folded == '{' || folded == '}') << i;
    }
#endif
    return masks;
}

#endif
