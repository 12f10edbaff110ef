/* A page of hand work that was marked, as plain data: its lines as they were written, a tick at
 * each place that was judged, and what is said about it. */
#ifndef GRI_PAGE_MARKS_MARKS_H
#define GRI_PAGE_MARKS_MARKS_H

#include "page/page.h"

/* The lightest first: where a line has several ticks the heaviest stands in its margin. */
enum gri_sign {
    GRI_SIGN_RIGHT,
    GRI_SIGN_NEARLY,
    GRI_SIGN_UNREAD,
    GRI_SIGN_FOLLOWS,
    GRI_SIGN_WRONG,
    GRI_SIGNS
};

struct gri_sign_row {
    const char *text, *latex;
    const char *style; /* its class in HTML */
};
extern const struct gri_sign_row gri_signs[GRI_SIGNS];

/* One way in which what is wrong can have come about. */
struct gri_cause {
    const char *code;
    const char *rule;  /* or NULL */
    const char *where; /* or NULL */
    const char *message;
};

struct gri_tick {
    enum gri_sign sign;
    const char *verdict; /* in a word */
    size_t line, column; /* of `written` on the page: characters, from 1 */
    size_t segment;
    const char *name, *written;
    struct gri_value right, own;    /* no rows: none */
    const struct gri_cause *causes; /* likeliest first */
    size_t cause_count;
    const char *message; /* where there is no cause; or NULL */
    double points;       /* not a number: it does not count */
    size_t caret, width; /* characters of the line to point at; 0: none */
    const char **said;   /* sentences below the line */
    size_t said_count;
};

struct gri_marking {
    const char *file, *author; /* author NULL: it names none */
    const char *text;          /* the page; NULL: a line just typed, which is not shown again */
    size_t length;
    struct gri_tick *ticks; /* in the order of the page */
    size_t count;
};

/* Append it; it is borrowed. */
void gri_page_marking(struct gri_page *page, const struct gri_marking *marking);

/* A line of the page as writers want it: without its end, and its ticks. */
struct gri_marked_line {
    const char *at;
    size_t length, number; /* number: from 1 */
    const struct gri_tick *ticks;
    size_t count;
};

/* The next line, false after the last; begin with `*line` all zero. Empty lines at the end of the
 * page are left out. */
bool gri_marking_next(const struct gri_marking *marking, struct gri_marked_line *line);

/* The heaviest sign of a line that has ticks. */
const struct gri_tick *gri_line_tick(const struct gri_marked_line *line);

/* Bytes of the line before character `column`, from 1; all of it where it has not so many. */
size_t gri_line_offset(const struct gri_marked_line *line, size_t column);

/* Append the beginning of a line as it is shown: safe, `how` as for gri_safe_add, and tabs as
 * blanks up to the next multiple of eight columns. */
void gri_line_show(struct gri_text *out, const char *line, size_t length, unsigned how);

#endif
