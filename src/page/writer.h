/* Writers: one row for each way a page can be written. */
#ifndef GRI_PAGE_WRITER_H
#define GRI_PAGE_WRITER_H

#include "page/page.h"

struct gri_layout {
    size_t width; /* columns to fill; 0: do not fold */
    bool plain;   /* ASCII, no colour, no drawing, one fact a line */
    bool utf8;    /* the terminal shows UTF-8 */
    bool color;
    bool large;  /* text only: spaced, for a projector, one quantity at a time */
    bool staged; /* a worked line is shown in stages */
    /* Text only: called where the reader may think first, with what was written so far: between the
     * stages of a worked line, in large print between quantities. NULL: write all at once. */
    void (*reveal)(void *user, struct gri_text *so_far);
    void *user;
    /* Text only: what stands above the page, for the blank lines between pages of one command: 0 at
     * the top, then as the writer left it. NULL: nothing does. */
    int *above;
    /* CSV only: the columns of marked pages are named already. NULL: they are named each time. */
    bool *named;
};

struct gri_writer {
    const char *name; /* "text", "json", "csv", "html", "latex" */
    const char *summary;
    /* What stands once before the first page and once after the last; may be NULL. */
    void (*begin)(const struct gri_layout *layout, struct gri_text *out);
    void (*write)(const struct gri_page *page, const struct gri_layout *layout,
                  struct gri_text *out);
    void (*end)(const struct gri_layout *layout, struct gri_text *out);
};

/* How something may be painted on a screen, NONE last. */
enum gri_paint {
    GRI_PAINT_BOLD,
    GRI_PAINT_GIVEN,
    GRI_PAINT_RIGHT,
    GRI_PAINT_NEARLY,
    GRI_PAINT_WRONG,
    GRI_PAINT_READ,
    GRI_PAINT_WRITTEN,
    GRI_PAINT_DIM,
    GRI_PAINT_NONE,
    GRI_PAINTS
};
struct gri_paint_row {
    const char *escape, *sign, *color, *meaning;
};
extern const struct gri_paint_row gri_paints[GRI_PAINTS];

extern const struct gri_writer gri_writers[];
extern const size_t gri_writer_count;
const struct gri_writer *gri_writer_find(const char *name); /* NULL: none */

#endif
