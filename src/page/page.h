/* A page: what a command has to say, before it is known how it will be written.
 *
 * A command appends blocks; a writer turns the page into terminal text, ASCII, HTML, LaTeX, JSON or
 * CSV. A page lives in the arena of the line. Failure sticks: append freely, the writer reports it.
 */
#ifndef GRI_PAGE_PAGE_H
#define GRI_PAGE_PAGE_H

#include "base/arena.h"
#include "base/decimal.h"
#include "expr/scope.h"

enum gri_block_kind {
    GRI_HEADING,  /* text, level 1 to 3 */
    GRI_PROSE,    /* plain sentences, to be filled to the width */
    GRI_REMARK,   /* the same, as an aside: divergence, "3 samples, 2 inputs" */
    GRI_MARKDOWN, /* a piece of a lesson, as its author wrote it */
    GRI_LISTING,  /* lines as they are: code, a session script */
    GRI_WORKED,   /* name = formula = numbers = value */
    GRI_VALUE,    /* what an expression is worth, alone */
    GRI_TABLE,
    GRI_PLOT,    /* a picture: page/plot/plot.h */
    GRI_MARKING, /* a page of hand work, marked: page/marks/marks.h */
    GRI_BLOCKS
};

/* One step of a worked line: "= (16)(0.5) + (4)(0.1) + 4"; `nearly`: the numbers shown before it do
 * not give this value as it is shown, so ≈ stands before it instead of =. */
struct gri_step {
    const struct gri_expr *expr;
    bool nearly;
    struct gri_step *next;
};

struct gri_worked {
    const struct gri_expr *name;   /* left of the first = */
    struct gri_step *first, *last; /* formula …, numbers, value; NULL: to be filled in */
    const char *note;              /* "sample 2", said beside the name; or NULL */
    const struct gri_value *value; /* the full number, for writers that give it */
    bool rounded;                  /* the value was rounded, so, when it was written */
    int decimals;
    enum gri_rounding policy;
};

/* The part a number has in the step that was taken last. */
enum gri_role { GRI_ROLE_NONE, GRI_ROLE_READ, GRI_ROLE_WRITTEN, GRI_ROLES };

enum gri_cell_kind { GRI_CELL_EMPTY, GRI_CELL_TEXT, GRI_CELL_NUMBER, GRI_CELL_EXPR };

struct gri_cell {
    enum gri_cell_kind kind;
    enum gri_shown shown;
    double number;
    const char *text;
    const struct gri_expr *expr;
    bool nearly; /* not used in arithmetic: shown dimmed where colour is on */
    enum gri_role role;
};

struct gri_table {
    const char *title; /* or NULL */
    size_t columns, rows;
    struct gri_cell *header; /* `columns` cells */
    struct gri_cell **row;   /* each `columns` cells */
    size_t room;             /* rows allocated */
    size_t totals;           /* so many of the last rows sum up: a rule stands above them */
    struct gri_cell spare;   /* stands in for cells that memory did not suffice for */
};

struct gri_plot;
struct gri_marking;

struct gri_block {
    enum gri_block_kind kind;
    unsigned level;   /* heading: 1 to 3; worked, prose, table: depth of indentation from 0 */
    const char *text; /* heading, prose, remark, markdown, listing */
    struct gri_worked *worked;
    struct gri_table *table;
    struct gri_plot *plot;
    const struct gri_marking *marking;
    const struct gri_expr *expr; /* value: what was asked, or NULL */
    struct gri_value value;
    bool written; /* value: a person wrote it, so all of it is shown */
    bool aside;   /* for readers, not data: JSON and CSV leave it out */
    struct gri_block *next;
};

struct gri_page {
    struct gri_arena *arena;
    const struct gri_scope *scope; /* spells the names */
    int digits;                    /* of computed numbers */
    struct gri_block *first, *last;
    bool failed;
    bool aside;                     /* blocks appended now are asides */
    struct gri_worked spare_worked; /* the dummies that are handed out where memory ended */
    struct gri_table spare_table;
};

void gri_page_init(struct gri_page *page, struct gri_arena *arena, const struct gri_scope *scope,
                   int digits);

void gri_page_heading(struct gri_page *page, unsigned level, const char *format, ...)
    GRI_PRINTF(3, 4);
void gri_page_prose(struct gri_page *page, const char *format, ...) GRI_PRINTF(2, 3);
void gri_page_remark(struct gri_page *page, const char *format, ...) GRI_PRINTF(2, 3);
void gri_page_markdown(struct gri_page *page, const char *source, size_t length);
void gri_page_listing(struct gri_page *page, const char *text, size_t length);
void gri_page_value(struct gri_page *page, const struct gri_expr *expr, struct gri_value value);

/* Append what is on another page of the same arena, which is then not to be used. */
void gri_page_join(struct gri_page *page, const struct gri_page *other);

/* An expression of NULL, which is what builders give where memory ended, fails the page: except for
 * what gri_page_value was asked, which may be NULL.
 *
 * A worked line; then its steps in order; without any it is a blank for the reader to fill in.
 * Where memory ended the result is a dummy that may be filled and is not written. `level` indents.
 */
struct gri_worked *gri_page_worked(struct gri_page *page, unsigned level,
                                   const struct gri_expr *name);
void gri_worked_step(struct gri_page *page, struct gri_worked *worked, const struct gri_expr *expr);

/* A table with this many columns; then its header and rows, cell by cell, in order. */
struct gri_table *gri_page_table(struct gri_page *page, size_t columns);
void gri_table_header(struct gri_page *page, struct gri_table *table, size_t column,
                      const struct gri_expr *expr, const char *text); /* expr or text */
size_t gri_table_row(struct gri_page *page, struct gri_table *table); /* its index; cells empty */
struct gri_cell *gri_table_cell(struct gri_table *table, size_t row, size_t column);
void gri_cell_number(struct gri_cell *cell, double number, enum gri_shown shown);
void gri_cell_text(struct gri_page *page, struct gri_cell *cell, const char *format, ...)
    GRI_PRINTF(3, 4);
void gri_cell_expr(struct gri_cell *cell, const struct gri_expr *expr);

/* After the steps are in: mark with ≈ each step that the shown numbers of the step before do not
 * give, compared as values are shown. A step is evaluated only if it is made of numbers alone. */
void gri_worked_mark(struct gri_page *page, struct gri_worked *worked);

#endif
