/* What the line that was shown last reads and what it writes, for tables and diagrams to mark. */
#ifndef GRI_EXPLAIN_MARKS_H
#define GRI_EXPLAIN_MARKS_H

#include "explain/view.h"
#include "page/page.h"

/* A number that takes part; `each`: that of every sample of the batch. */
struct gri_mark {
    struct gri_asked asked;
    bool each;
};

struct gri_marks {
    struct gri_mark *read;
    size_t count;
    struct gri_mark written;
    bool any, seen; /* is there a line to mark; was a part of it asked for */
};

/* Those of the cursor's line, in the arena; none unless that line was just stepped to. */
enum gr_status gri_marks_here(struct gri_view *view, struct gri_arena *arena,
                              struct gri_marks *marks, struct gr_err *err) GRI_CHECKED;

/* The part that a number has in the line; `sample` (from 1) for one that every sample has. */
enum gri_role gri_marks_role(struct gri_marks *marks, const struct gri_asked *asked, size_t sample);

/* Below what was marked: what the signs say. Nothing where there are none. */
void gri_marks_legend(const struct gri_marks *marks, struct gri_page *page);

#endif
