// libxml2's push parser behind an opaque type: no header of libxml2 is seen from Swift (SPEED.md says why).
#pragma once
#include <stddef.h>
#include <stdint.h>

typedef struct cx_parser cx_parser;

/// A place in the UTF-8 that was fed: bytes before it, and lines counted from 1.
typedef struct {
    uint64_t offset;
    uint64_t line;
} cx_place;

/// What the parser calls, with the caller's context first. Names and URIs are interned: equal pointers, equal names.
typedef struct {
    /// libxml2's own form: five pointers for each attribute (name, prefix, URI, value, end of the value).
    void (*_Nonnull start)(
        void *_Nullable context, const uint8_t *_Nullable name, const uint8_t *_Nullable prefix,
        const uint8_t *_Nullable uri, int namespace_count, const uint8_t *_Nullable *_Nullable namespaces,
        int attribute_count, int defaulted_count, const uint8_t *_Nullable *_Nullable attributes);
    void (*_Nonnull end)(
        void *_Nullable context, const uint8_t *_Nullable name, const uint8_t *_Nullable prefix,
        const uint8_t *_Nullable uri);
    /// Called for text, for CDATA, and for white space between elements.
    void (*_Nonnull text)(void *_Nullable context, const uint8_t *_Nullable bytes, int count);
    /// A DOCTYPE begins.
    void (*_Nonnull doctype)(
        void *_Nullable context, const uint8_t *_Nullable name, const uint8_t *_Nullable public_id,
        const uint8_t *_Nullable system_id);
    /// An entity without a known text stands in the content.
    void (*_Nonnull reference)(void *_Nullable context, const uint8_t *_Nullable name);
} cx_handlers;

/// The first error: libxml2's number, its place, and the element it is in (empty outside the root).
typedef struct {
    int code;
    cx_place place;
    char element[64];
    /// What was fed from the place on: characters, and those among them that take four bytes.
    uint64_t characters_behind;
    uint64_t wide_characters_behind;
} cx_error;

/// NULL when memory is short. `context` must outlive the parser.
cx_parser *_Nullable cx_create(cx_handlers handlers, void *_Nullable context);
void cx_destroy(cx_parser *_Nullable parser);

/// Parses the next bytes of the document, UTF-8 without a byte order mark. Returns 0, or 1 after an error.
int cx_feed(cx_parser *_Nonnull parser, const uint8_t *_Nullable bytes, int count);
/// Says that the document is complete. Returns 0, or 1 after an error.
int cx_finish(cx_parser *_Nonnull parser);
/// Ends parsing; may be called from every handler.
void cx_stop(cx_parser *_Nonnull parser);

/// The error after which the parser stopped; its code is 0 when there was none.
cx_error cx_first_error(const cx_parser *_Nonnull parser);

/// Where the start tag begins that is being reported; only inside `start`.
cx_place cx_tag_place(const cx_parser *_Nonnull parser);
/// Where the DOCTYPE begins that is being reported; only inside `doctype`.
cx_place cx_doctype_place(const cx_parser *_Nonnull parser);
/// Where libxml2 stands.
cx_place cx_cursor(const cx_parser *_Nonnull parser);
/// Where the bytes end that were fed.
cx_place cx_end_place(const cx_parser *_Nonnull parser);
/// The fed bytes from `offset` that libxml2 still holds; NULL when it holds none of them.
const uint8_t *_Nullable cx_held(const cx_parser *_Nonnull parser, uint64_t offset, size_t *_Nonnull count);
/// Whether all fed bytes are done with, and what comes next is content of an element.
int cx_is_between(const cx_parser *_Nonnull parser);
/// The name of the innermost open element; NULL outside the root.
const char *_Nullable cx_open_element(const cx_parser *_Nonnull parser);
