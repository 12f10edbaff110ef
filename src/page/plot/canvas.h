/* A drawing made of characters: dots in braille or, in ASCII, in thirds of a line; text on top. */
#ifndef GRI_PAGE_PLOT_CANVAS_H
#define GRI_PAGE_PLOT_CANVAS_H

#include "page/parts.h"

struct gri_ink;

struct gri_canvas {
    size_t cols, rows;
    bool ascii;
    struct gri_ink *ink;
};

/* Empty, in the arena; false: no memory. */
bool gri_canvas_init(struct gri_canvas *canvas, struct gri_arena *arena, size_t cols, size_t rows,
                     bool ascii);

/* A line between places from 0 to 1, from the lower left; nothing when an end is outside. */
void gri_canvas_line(struct gri_canvas *canvas, const double *from, const double *to);

/* The character at a place; false: it is outside. */
bool gri_canvas_cell(const struct gri_canvas *canvas, double x, double y, size_t *col, size_t *row);

/* Text from a character on (rows count from the top), cut at the edge. Is the place, with a blank
 * on each side, still without text? */
void gri_canvas_text(struct gri_canvas *canvas, size_t col, size_t row, const char *text,
                     enum gri_paint paint);
bool gri_canvas_vacant(const struct gri_canvas *canvas, size_t col, size_t row, size_t width);

void gri_canvas_row(const struct gri_canvas *canvas, size_t row, struct gri_row *out);

/* For the files of this folder: pictures on a screen, and said in lines. */
void gri_screen_curves(struct gri_screen *screen, const struct gri_plot *plot);
void gri_screen_diagram(struct gri_screen *screen, const struct gri_plot *plot);
void gri_screen_spoken(struct gri_screen *screen, const struct gri_plot *plot);

/* Columns and rows that a picture may take. */
size_t gri_plot_width(const struct gri_screen *screen);
size_t gri_plot_rows(const struct gri_screen *screen);

#endif
