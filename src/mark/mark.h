/* Marking: every `=` of a page judged by itself, slips explained. */
#ifndef GRI_MARK_MARK_H
#define GRI_MARK_MARK_H

#include "mark/sheet.h"
#include "page/marks/marks.h"

enum gri_verdict {
    GRI_RIGHT,     /* agrees with the computation at the digits written */
    GRI_ROUNDED,   /* agrees with what rounding earlier numbers makes of it */
    GRI_TRUNCATED, /* agrees with it truncated */
    GRI_FOLLOWS,   /* not the right number, but right from the page's own earlier ones */
    GRI_SLIP,
    GRI_UNREAD, /* cannot be read: never counted as wrong */
    GRI_VERDICTS
};

/* A row: "right", its sign in the margin, how several of them are counted ("3 slips"), the points
 * of one `=` where no rubric says otherwise, and when it is given. */
struct gri_verdict_row {
    const char *name, *several;
    enum gri_sign sign;
    double points;
    const char *summary;
};
extern const struct gri_verdict_row gri_verdicts[GRI_VERDICTS];

/* One way in which a slip can have come about. */
struct gri_reason {
    const char *code;    /* "missing-bias" */
    const char *rule;    /* of the catalogue: "F1"; or NULL */
    const char *message; /* one sentence */
    const char *where;   /* the operand or place: "h1[3]"; or NULL */
};

/* The judgement of one `=`. */
struct gri_judgement {
    const struct gri_claim *claim;
    size_t segment; /* from 1: the text after the first `=` */
    struct gri_spot spot;
    const char *name;       /* of the quantity, "h1[3]@2"; for a formula as it was written */
    const char *written;    /* the segment's text */
    struct gri_value right; /* by the computation; no rows: none */
    struct gri_value own;   /* from the page's own numbers, where that differs; no rows: does not */
    enum gri_verdict verdict;
    const struct gri_reason *reasons; /* likeliest first; a slip has at least one */
    size_t reason_count;
    const char *remark; /* one sentence on a verdict that is no slip: "follows from h1[3] in line
                           4", "rounded half-even", why it is unread; or NULL */
    size_t finding;     /* index + 1 of the page's finding that explains it; 0: none */
};

/* What explains several lines of a page, said once. */
struct gri_finding {
    const struct gri_reason *reason;
    size_t first; /* index of the first judgement */
    size_t count; /* how many it explains */
};

struct gri_marked {
    const struct gri_sheet *sheet;
    struct gri_judgement *judgements; /* in the order of the page */
    size_t count;
    struct gri_finding *findings;
    size_t finding_count;
    size_t verdicts[GRI_VERDICTS]; /* how many of each */
};

/* Judge a page that was read. All of it lives in the arena. */
enum gr_status gri_mark(struct gri_view *view, struct gri_arena *arena,
                        const struct gri_sheet *sheet, struct gri_marked *marked,
                        struct gr_err *err) GRI_CHECKED;

#endif
