/* An expression on a screen is a rectangle: one line, or several where a matrix stands in it. One
 * that is wider than the screen is cut from top to bottom where all of its lines are blank. */
#ifndef GRI_PAGE_DRAWING_H
#define GRI_PAGE_DRAWING_H

#include "page/parts.h"

struct gri_drawing {
    const char **line; /* `count`, of `width` columns or less */
    size_t count, base, width;
};

/* Where the next piece of a drawing begins. */
struct gri_scissors {
    const struct gri_drawing *drawing;
    size_t *at;   /* of each line, the byte */
    size_t depth; /* open brackets before it, on the base line */
};

/* False: no memory, and the screen's text has failed. */
bool gri_draw(struct gri_screen *screen, const struct gri_expr *expr, struct gri_drawing *drawing);

/* Columns of the next piece, `room` of them at most, and the depth where it ends. */
size_t gri_drawing_piece(const struct gri_scissors *cut, size_t room, size_t *depth_after);

/* The bytes that the next `columns` columns take. */
size_t gri_drawing_bytes(const char *text, size_t columns);

/* In the page's arena; NULL: no memory, and the screen's text has failed. */
void *gri_screen_take(struct gri_screen *screen, size_t count, size_t size);

#endif
