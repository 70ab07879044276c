#include "CZlib.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

struct cz_inflater {
    z_stream stream;
};

struct cz_deflater {
    z_stream stream;
};

static uInt clamped(size_t count) { return count > UINT_MAX ? UINT_MAX : (uInt)count; }

static void lend(
    z_stream *stream, const uint8_t *input, size_t input_count, uint8_t *output, size_t output_count) {
    // zlib does not write to its input; its type says so only where ZLIB_CONST is defined.
    stream->next_in = (Bytef *)(uintptr_t)input;
    stream->avail_in = clamped(input_count);
    stream->next_out = output;
    stream->avail_out = clamped(output_count);
}

static cz_step take(z_stream *stream, size_t input_count, size_t output_count, cz_outcome outcome) {
    cz_step step = {
        .consumed = clamped(input_count) - stream->avail_in,
        .produced = clamped(output_count) - stream->avail_out,
        .outcome = outcome,
    };
    stream->next_in = NULL;
    stream->avail_in = 0;
    stream->next_out = NULL;
    stream->avail_out = 0;
    return step;
}

static cz_outcome outcome_of(int result) {
    switch (result) {
    // No progress was possible: the caller looks at what was consumed and produced.
    case Z_OK:
    case Z_BUF_ERROR: return cz_more;
    case Z_STREAM_END: return cz_end;
    case Z_MEM_ERROR: return cz_memory;
    default: return cz_damaged;
    }
}

cz_inflater *cz_inflater_create(void) {
    cz_inflater *inflater = calloc(1, sizeof *inflater);
    if (inflater == NULL) return NULL;
    // Below zero: without a header of zlib's own.
    if (inflateInit2(&inflater->stream, -MAX_WBITS) != Z_OK) {
        free(inflater);
        return NULL;
    }
    return inflater;
}

void cz_inflater_destroy(cz_inflater *inflater) {
    if (inflater == NULL) return;
    inflateEnd(&inflater->stream);
    free(inflater);
}

void cz_inflater_reset(cz_inflater *inflater) { inflateReset(&inflater->stream); }

cz_step cz_inflate(
    cz_inflater *inflater, const uint8_t *input, size_t input_count, uint8_t *output, size_t output_count) {
    z_stream *stream = &inflater->stream;
    lend(stream, input, input_count, output, output_count);
    int result = inflate(stream, Z_NO_FLUSH);
    return take(stream, input_count, output_count, outcome_of(result));
}

cz_deflater *cz_deflater_create(int level, int window_bits, int memory_level) {
    cz_deflater *deflater = calloc(1, sizeof *deflater);
    if (deflater == NULL) return NULL;
    int result =
        deflateInit2(&deflater->stream, level, Z_DEFLATED, -window_bits, memory_level, Z_DEFAULT_STRATEGY);
    if (result != Z_OK) {
        free(deflater);
        return NULL;
    }
    return deflater;
}

void cz_deflater_destroy(cz_deflater *deflater) {
    if (deflater == NULL) return;
    deflateEnd(&deflater->stream);
    free(deflater);
}

cz_step cz_deflate(
    cz_deflater *deflater, const uint8_t *input, size_t input_count, uint8_t *output, size_t output_count,
    int is_last) {
    z_stream *stream = &deflater->stream;
    lend(stream, input, input_count, output, output_count);
    int result = deflate(stream, is_last ? Z_FINISH : Z_NO_FLUSH);
    return take(stream, input_count, output_count, outcome_of(result));
}

uint32_t cz_crc32(uint32_t crc, const uint8_t *bytes, size_t count) {
    return bytes == NULL ? crc : (uint32_t)crc32_z(crc, bytes, count);
}
