#include "CLibXML2.h"

#include <libxml/catalog.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct cx_parser {
    xmlParserCtxtPtr xml;
    cx_error error;
    /// The number of bytes fed.
    uint64_t fed;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void initialize(void) {
    xmlInitParser();
    // A document must not name catalogues that are then read.
    xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE);
}

static uint64_t line_feeds(const xmlChar *from, const xmlChar *to) {
    uint64_t count = 0;
    while (from < to && (from = memchr(from, '\n', (size_t)(to - from))) != NULL) {
        count++;
        from++;
    }
    return count;
}

/// The last `<` before libxml2's cursor: a start tag holds no other, neither in its names nor in its values.
static const xmlChar *tag_start(const xmlParserInput *input) {
    const xmlChar *at = input->cur;
    while (at > input->base && *at != '<') at--;
    return at;
}

static cx_place place_before(const xmlParserInput *input, const xmlChar *at) {
    cx_place place = {
        .offset = input->consumed + (uint64_t)(at - input->base),
        .line = (uint64_t)input->line - line_feeds(at, input->cur),
    };
    return place;
}

cx_place cx_cursor(const cx_parser *parser) {
    cx_place none = {0, 1};
    const xmlParserInput *input = parser->xml->input;
    return input == NULL ? none : place_before(input, input->cur);
}

cx_place cx_tag_place(const cx_parser *parser) {
    cx_place none = {0, 1};
    const xmlParserInput *input = parser->xml->input;
    return input == NULL ? none : place_before(input, tag_start(input));
}

cx_place cx_end_place(const cx_parser *parser) {
    cx_place place = cx_cursor(parser);
    const xmlParserInput *input = parser->xml->input;
    if (input != NULL) {
        place.offset += (uint64_t)(input->end - input->cur);
        place.line += line_feeds(input->cur, input->end);
    }
    return place;
}

const uint8_t *cx_held(const cx_parser *parser, uint64_t offset, size_t *count) {
    const xmlParserInput *input = parser->xml->input;
    *count = 0;
    if (input == NULL || offset < input->consumed) return NULL;
    uint64_t held = (uint64_t)(input->end - input->base);
    if (offset - input->consumed >= held) return NULL;
    *count = (size_t)(held - (offset - input->consumed));
    return input->base + (offset - input->consumed);
}

/// Notes how much of what was fed stands behind a place: libxml2 lets go of it when it stops.
static void count_held(cx_parser *parser, uint64_t offset) {
    size_t count = 0;
    const uint8_t *bytes = cx_held(parser, offset, &count);
    // It takes the carriage return that a piece ends with when it has read the rest.
    const xmlParserInput *input = parser->xml->input;
    if (input != NULL) {
        uint64_t taken = input->consumed + (uint64_t)(input->end - input->base);
        if (parser->fed > taken) parser->error.characters_behind += parser->fed - taken;
    }
    for (size_t i = 0; i < count; i++) {
        parser->error.characters_behind += (bytes[i] & 0xC0) != 0x80;
        parser->error.wide_characters_behind += bytes[i] >= 0xF0;
    }
}

static void remember(cx_parser *parser, int code, cx_place place) {
    if (parser->error.code != 0) return;
    parser->error.code = code;
    parser->error.place = place;
    count_held(parser, place.offset);
    const xmlChar *name = parser->xml->name;
    if (name == NULL) return;
    size_t length = strlen((const char *)name);
    size_t room = sizeof parser->error.element - 1;
    if (length > room) {
        length = room;
        while (length > 0 && (name[length] & 0xC0) == 0x80) length--;
    }
    memcpy(parser->error.element, name, length);
}

static int is_ours_to_refuse(const xmlError *error) {
    // An entity that may be declared in a file we do not read is but a warning; its text would be missing.
    return error->level >= XML_ERR_ERROR || error->code == XML_WAR_UNDECLARED_ENTITY;
}

static void on_error(void *context, const xmlError *error) {
    // The SAX error call gets the user data of the parser, which is Swift's; the parser itself comes with the error.
    xmlParserCtxtPtr xml = error->ctxt;
    (void)context;
    if (xml == NULL || !is_ours_to_refuse(error)) return;
    cx_parser *parser = xml->_private;
    int code = error->code;
    // It looks for the ';' of a bare '&' in all that follows, until that is too much.
    if (code == XML_ERR_INTERNAL_ERROR && xml->input != NULL && *xml->input->cur == '&') {
        code = XML_ERR_ENTITYREF_SEMICOL_MISSING;
    }
    remember(parser, code, cx_cursor(parser));
    // Stopping here would free what libxml2 is still reading. This ends all calls, also after the namespace errors
    // that it takes lightly; cx_feed does the rest.
    xml->wellFormed = 0;
    xml->disableSAX = 1;
}

cx_place cx_doctype_place(const cx_parser *parser) {
    cx_place none = {0, 1};
    const xmlParserInput *input = parser->xml->input;
    if (input == NULL) return none;
    const xmlChar *at = input->cur;
    while (at > input->base && strncmp((const char *)at, "<!DOCTYPE", 9) != 0) at--;
    return place_before(input, at);
}

cx_parser *cx_create(cx_handlers handlers, void *context) {
    pthread_once(&once, initialize);
    cx_parser *parser = calloc(1, sizeof *parser);
    if (parser == NULL) return NULL;
    xmlSAXHandler sax;
    memset(&sax, 0, sizeof sax);
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = handlers.start;
    sax.endElementNs = handlers.end;
    // Two different calls for text would make libxml2 guess which white space can be ignored.
    sax.characters = handlers.text;
    sax.ignorableWhitespace = handlers.text;
    sax.cdataBlock = handlers.text;
    sax.internalSubset = handlers.doctype;
    sax.reference = handlers.reference;
    sax.serror = (xmlStructuredErrorFunc)on_error;
    // No handler declares, finds or loads an entity, and the user data is not libxml2's own context, which keeps it
    // from looking them up by itself: only the five predefined ones have a text.
    parser->xml = xmlCreatePushParserCtxt(&sax, context, NULL, 0, NULL);
    if (parser->xml == NULL) {
        free(parser);
        return NULL;
    }
    parser->xml->_private = parser;
    // Without NOENT an '&' in an attribute would come as "&#38;", for a tree that is not built here. There is no entity
    // to expand: none is declared to anybody.
    xmlCtxtUseOptions(parser->xml, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
    // The caller has settled the encoding; libxml2 shall not look for marks of others.
    xmlSwitchEncoding(parser->xml, XML_CHAR_ENCODING_UTF8);
    return parser;
}

void cx_destroy(cx_parser *parser) {
    if (parser == NULL) return;
    // With an internal DTD libxml2 makes a document for the entities it is not allowed to use.
    if (parser->xml->myDoc != NULL) xmlFreeDoc(parser->xml->myDoc);
    parser->xml->myDoc = NULL;
    xmlFreeParserCtxt(parser->xml);
    free(parser);
}

static void on_error_without_parser(void *context, const xmlError *error) {
    (void)context;
    (void)error;
}

static int parse(cx_parser *parser, const uint8_t *bytes, int count, int is_last) {
    // What libxml2 says of declarations of entities it says to no parser, and would print. The setting is the thread's.
    xmlSetStructuredErrorFunc(NULL, (xmlStructuredErrorFunc)on_error_without_parser);
    parser->fed += (uint64_t)count;
    int code = xmlParseChunk(parser->xml, (const char *)bytes, count, is_last);
    // Lack of memory does not always come with an error call.
    if (code == XML_ERR_NO_MEMORY) remember(parser, code, cx_cursor(parser));
    return parser->error.code != 0;
}

int cx_feed(cx_parser *parser, const uint8_t *bytes, int count) {
    if (parser->error.code != 0) return 1;
    return parse(parser, bytes, count, 0);
}

int cx_finish(cx_parser *parser) {
    if (parser->error.code != 0) return 1;
    return parse(parser, NULL, 0, 1);
}

void cx_stop(cx_parser *parser) { xmlStopParser(parser->xml); }

cx_error cx_first_error(const cx_parser *parser) { return parser->error; }

int cx_is_between(const cx_parser *parser) {
    const xmlParserInput *input = parser->xml->input;
    return input != NULL && parser->error.code == 0 && parser->xml->instate == XML_PARSER_CONTENT
        && parser->xml->nameNr > 0 && input->cur == input->end;
}

const char *cx_open_element(const cx_parser *parser) { return (const char *)parser->xml->name; }
