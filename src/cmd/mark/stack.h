/* Marking pages of hand work: one, or a stack of them with a summary. */
#ifndef GRI_CMD_MARK_STACK_H
#define GRI_CMD_MARK_STACK_H

#include "cmd/command.h"

/* How often something went wrong, and on how many pages. */
struct gri_tally_row {
    const char *what;
    size_t slips, pages, last; /* last: the page that counted last */
    struct gri_tally_row *next;
};

/* A page that was marked. */
struct gri_tally_page {
    const char *file, *author; /* author "" where it names none */
    size_t verdicts[GRI_VERDICTS];
    struct gri_points points;
    struct gri_tally_page *next;
};

/* What a stack of pages had. */
struct gri_tally {
    struct gri_arena arena;
    struct gri_tally_row *codes, *quantities;
    struct gri_tally_page *first, *last;
    size_t pages, slips;
};

void gri_tally_init(struct gri_tally *tally);
void gri_tally_clear(struct gri_tally *tally);
enum gr_status gri_tally_add(struct gri_tally *tally, const struct gri_marked *marked,
                             const struct gri_rubric *rubric, struct gr_err *err) GRI_CHECKED;

/* Slips by code, by quantity and by page, as asides. */
void gri_tally_say(const struct gri_tally *tally, struct gri_page *page);

/* Mark these pages and write each as soon as it is marked; of several a summary at the end. One
 * that cannot be marked does not stop the others: the first error is returned, all are told to the
 * host if it listens. */
enum gr_status gri_stack_mark(struct gr_session *session, const char *const *paths, size_t count,
                              size_t *slips, struct gr_err *err) GRI_CHECKED;

/* Mark one page that was typed. */
enum gr_status gri_page_mark(struct gr_session *session, const char *text, size_t length,
                             size_t *slips, struct gr_err *err) GRI_CHECKED;

/* Lines at the top of a page say what it is worked on: `problem: lottery`, `worksheet: 7` of the
 * network there is, of that problem's, or of the one that `worksheet network:` and `worksheet
 * setting:` lines above it say. A session of its own with that problem, to be freed with
 * gr_session_free; NULL: the page says nothing of the kind. */
enum gr_status gri_page_session(const struct gr_session *session, const char *text, size_t length,
                                struct gr_session **own, struct gr_err *err) GRI_CHECKED;

#endif
