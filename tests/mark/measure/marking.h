/* A page marked by the library, and what came of each of its statements. */
#ifndef GRADUS_TEST_MARK_MARKING_H
#define GRADUS_TEST_MARK_MARKING_H

#include "typed/page.h"

#include "mark/mark.h"

struct verdict {
    size_t verdicts[GRI_VERDICTS]; /* of its segments */
    size_t judged;
    const struct gri_judgement *slip; /* its first */
};

struct marking {
    struct setting setting;
    struct gri_arena arena;
    struct gri_sheet sheet;
    struct gri_marked marked;
    struct verdict of[MOST_SAID]; /* of each statement that was typed */
    size_t strange;               /* slips in statements that were not typed */
};

void marking_open(struct marking *marking);
void marking_close(struct marking *marking);

/* Mark the page. The library must be able to. */
void marking_run(struct marking *marking, const struct task *task, const struct page *page);
void marking_done(struct marking *marking);

/* Read and mark any bytes. */
void marking_bytes(struct marking *marking, const struct task *task, const char *text,
                   size_t length);

/* What was said of the page, for a person. */
void marking_tell(struct gri_text *out, const struct marking *marking);

#endif
