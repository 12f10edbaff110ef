/* What the files that read a page share.
 *
 * A line goes through three spellings, each a copy that knows where its bytes came from: signs and
 * LaTeX become the signs of the language of expressions, names become its names, sums get their
 * brackets. Then it is cut at its `=`, and the parser reads the parts. */
#ifndef GRI_MARK_READ_H
#define GRI_MARK_READ_H

#include "expr/parser.h"
#include "mark/sheet.h"

#include <stdint.h>

/* Text, and for each byte of it the byte of the line that it stands for. */
struct gri_spelled {
    struct gri_text text;
    struct gri_text from; /* uint32_t each */
};

void gri_spelled_init(struct gri_spelled *spelled);
void gri_spelled_clear(struct gri_spelled *spelled);
void gri_spelled_reset(struct gri_spelled *spelled);
void gri_spelled_add(struct gri_spelled *spelled, const char *text, size_t length, size_t from);
void gri_spelled_copy(struct gri_spelled *spelled, const struct gri_spelled *other, size_t at,
                      size_t length);
/* The byte of the line; at the end of the text: `length`, that of the line. */
size_t gri_spelled_from(const struct gri_spelled *spelled, size_t at, size_t length);
/* The last byte that is no blank, or NUL. */
char gri_spelled_last(const struct gri_spelled *spelled);

/* Where in the run a bare name stands, from 1; 0: unknown. */
struct gri_where {
    size_t epoch, iteration, sample;
};

/* What stands where in a line that was spelled. */
enum gri_extent { GRI_OUTSIDE, GRI_IN_SUM, GRI_OF_BATCH };

/* What the word "Error" was last seen to mean. */
enum gri_error_word { GRI_ERROR_UNKNOWN, GRI_ERROR_PLAIN, GRI_ERROR_SQUARE, GRI_ERROR_HALF };

/* A byte of the page, and where it stands. */
struct gri_place_of {
    size_t at;
    struct gri_spot spot;
};

struct gri_table_header;

struct gri_reading {
    struct gri_view view; /* a copy: the page may open with a notation */
    struct gri_arena *arena;
    struct gri_arena scratch; /* for names that are only tried */
    struct gri_sheet *sheet;
    struct gri_where place;
    size_t bare_sample; /* the cursor's */

    /* The part of a line that is at hand: page bytes [start, start + length). */
    size_t start, length;
    size_t line, line_start; /* of the page, where the part begins */
    struct gri_spelled signs, names, plain;
    struct gri_text extents; /* for each byte of `plain` an enum gri_extent */
    struct gri_text depths;  /* for each byte how many pairs of brackets it is in, at most 100 */
    struct gri_text opened;  /* uint32_t each: brackets that are not closed yet */
    const char *kept;        /* `plain` in the arena; NULL: not yet */
    const char *parsed;      /* the text that the parser has */
    bool refused;            /* a name was recognised but does not exist */

    struct gri_claim *last; /* of the sheet */
    struct gri_claim *open; /* may go on with the next `=`; of the sheet once it has segments */
    enum gri_error_word error_word;
    struct gri_table_header *header;
    struct gri_place_of ahead, behind; /* the last two that were asked for */
};

/* The text is one line, blanks and control characters included; `out` is added to. */
void gri_spell_signs(const char *text, size_t length, struct gri_spelled *out);
void gri_spell_names(struct gri_reading *reading, const struct gri_spelled *in,
                     struct gri_spelled *out);
void gri_spell_sums(struct gri_reading *reading, const struct gri_spelled *in,
                    struct gri_spelled *out);

/* All three of them, for page bytes [start, start + length) of a line: into reading->plain. */
enum gr_status gri_spell_part(struct gri_reading *reading, size_t start, size_t length,
                              struct gr_err *err) GRI_CHECKED;

/* Is all of this text one name? */
bool gri_reading_name(struct gri_reading *reading, const char *text, size_t length,
                      struct gri_symbol *symbol);
/* Is this word neither a name nor a function? */
bool gri_reading_prose(struct gri_reading *reading, const char *word, size_t length);

/* The names of the view, with the address of the place where they stand. */
struct gri_scope gri_placed_scope(struct gri_reading *reading);

/* Bytes [from, to) of the part at hand, spelled, as an expression. NULL in *expr: it cannot be
 * read, `err` says why; only the end of memory is a failure. */
enum gr_status gri_reading_parse(struct gri_reading *reading, const char *text, size_t from,
                                 size_t to, const struct gri_expr **expr,
                                 struct gr_err *err) GRI_CHECKED;

/* `plain` as claims and segments keep it; NULL: no memory. */
const char *gri_reading_kept(struct gri_reading *reading);

/* Where a page byte stands. */
struct gri_spot gri_reading_spot(struct gri_reading *reading, size_t at);
/* The same for a byte of `plain`. */
struct gri_spot gri_plain_spot(struct gri_reading *reading, size_t at);
/* As typed what bytes [from, to) of `plain` are, and where it begins; NULL: no memory. */
const char *gri_plain_written(struct gri_reading *reading, size_t from, size_t to,
                              struct gri_spot *spot);

/* A new claim, not yet of the sheet; make it so; a segment at its end. NULL: no memory. */
struct gri_claim *gri_reading_claim(struct gri_reading *reading);
void gri_reading_keep(struct gri_reading *reading, struct gri_claim *claim);
struct gri_segment *gri_reading_segment(struct gri_reading *reading, struct gri_claim *claim);

/* Heading words at the beginning of a line: the place they say is taken. Bytes used; 0: none. */
size_t gri_read_heading(struct gri_reading *reading, const char *text, size_t length);

/* The claims of the part that was spelled. */
enum gr_status gri_read_statements(struct gri_reading *reading, struct gr_err *err) GRI_CHECKED;

/* What stands before the first `=`, bytes [from, to) of `plain`: NULL in *claim when it is prose.
 * `*lead`: words stood before it. */
enum gr_status gri_read_left(struct gri_reading *reading, size_t from, size_t to,
                             struct gri_claim **claim, bool *lead, struct gr_err *err) GRI_CHECKED;

/* Page bytes [start, start + length), a line without `=`: `*read` when it is a table's. */
enum gr_status gri_read_table_line(struct gri_reading *reading, size_t start, size_t length,
                                   bool *read, struct gr_err *err) GRI_CHECKED;

#endif
