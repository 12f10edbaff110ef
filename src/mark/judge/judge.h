/* Judging, from inside: the state of a page that is being judged. */
#ifndef GRI_MARK_JUDGE_JUDGE_H
#define GRI_MARK_JUDGE_JUDGE_H

#include "mark/judge/working.h"
#include "mark/mark.h"

/* One number of the left side. */
struct gri_element {
    struct gri_frame *frame;
    struct gri_node node;
    bool any; /* is it a number that the page may have said something of? */
    double truth;
    struct gri_range own; /* from the page's own numbers */
};

struct gri_judge {
    struct gri_course course;
    struct gri_view *view;
    struct gri_arena *arena;
    const struct gri_sheet *sheet;
    struct gri_marked *marked;
    bool epochs;      /* the page is about several: names carry theirs */
    double page_unit; /* that its numbers are written to */
    bool truncated;   /* some of them agree only when they were truncated */
    size_t searched;  /* numbers that were looked at for one that is the same */
    struct gr_err *err;

    /* The claim at hand. */
    const struct gri_claim *claim;
    struct gri_element *elements;
    size_t rows, cols;
    struct gri_knowns knowns;
};

/* The numbers that the claim's left side names, with what they are and what they follow to be from
 * the page; else what its formula comes to. */
enum gr_status gri_left_read(struct gri_judge *judge) GRI_CHECKED;

/* A written number, behind a working that comes to `before` (or NULL; `wrong`: it was not right).
 */
enum gri_verdict gri_number_verdict(struct gri_judge *judge, const struct gri_element *element,
                                    double value, double unit, const struct gri_range *before,
                                    bool wrong);

/* A working that comes to `range`, and with the right numbers for its names to `right` (or NULL).
 */
enum gri_verdict gri_working_verdict(struct gri_judge *judge, const struct gri_element *element,
                                     const struct gri_working *working, struct gri_range range,
                                     const struct gri_range *right, const struct gri_range *before,
                                     bool wrong);

/* Note what the page said of an element: a range, or a written number behind a working that comes
 * to `before` (or NULL). */
enum gr_status gri_said_note(struct gri_judge *judge, const struct gri_element *element,
                             double value, double unit, struct gri_range range,
                             size_t judgement) GRI_CHECKED;
enum gr_status gri_said_number(struct gri_judge *judge, const struct gri_element *element,
                               double value, double unit, const struct gri_range *before,
                               enum gri_verdict verdict, size_t judgement) GRI_CHECKED;

/* What the page said before of the same number, where it is the same again; or NULL. That, and what
 * may have been copied, is looked for as long as `searched` says that this is a page of hand work.
 */
enum { GRI_SEARCHED_MOST = 5000000 };
const struct gri_own *gri_said_before(struct gri_judge *judge, const struct gri_element *element,
                                      double value, double unit);

/* Remarks on what follows: "follows from h1[3] in line 4"; "as in line 43", from itself. */
enum gr_status gri_said_source(struct gri_judge *judge,
                               struct gri_judgement *judgement) GRI_CHECKED;
enum gr_status gri_said_again(struct gri_judge *judge, const struct gri_own *said,
                              struct gri_judgement *judgement) GRI_CHECKED;

/* Judge every `=` of a claim. */
enum gr_status gri_judge_claim(struct gri_judge *judge, const struct gri_claim *claim) GRI_CHECKED;

/* What is suspected of an element: a written number, or a working. */
struct gri_suspect {
    const struct gri_element *element;
    double lo, hi;               /* what it may have been meant to be */
    double value, unit;          /* as written; unit 0: it is a working */
    struct gri_working *working; /* the working itself, or the one that the number is the value of;
                                    or NULL */
    size_t cell;                 /* which number of its matrix */
};

/* Reasons as they are found. */
struct gri_reasons {
    struct gri_reason *at;
    struct gri_likely {
        double weight;      /* the smaller, the likelier */
        size_t cells, last; /* numbers of a matrix that it explains; the last of them */
    } * likely;
    size_t count, room;
    size_t cell, slips; /* the number at hand; how many of them are slips */
    bool written;       /* the working at hand is the formula of a mistake */
};

/* Find all that fit; at least one comes out. */
enum gr_status gri_reasons_find(struct gri_judge *judge, const struct gri_suspect *suspect,
                                struct gri_reasons *reasons) GRI_CHECKED;

/* Add one, if that code and rule is not among them; `format` makes the sentence. */
enum gr_status gri_reason_add(struct gri_judge *judge, struct gri_reasons *reasons, double weight,
                              const char *code, enum gri_mistake rule, const char *where,
                              const char *format, ...) GRI_PRINTF(7, 8) GRI_CHECKED;

/* The likeliest first; what only chance brings is left out. */
void gri_reasons_sort(struct gri_reasons *reasons);

/* Is the working of a suspect the formula that a mistake makes of its number? */
enum gri_sameness {
    GRI_DIFFERENT,
    GRI_SAME_CLOSE_BY,  /* with the signs that its numbers have */
    GRI_SAME,           /* whatever its numbers are */
    GRI_SAME_WITH_STEPS /* and its factors 0 and 1 are slopes where the mistake has some */
};
enum gr_status gri_formula_compare(struct gri_judge *judge, const struct gri_suspect *suspect,
                                   const struct gri_broken *broken,
                                   enum gri_sameness *out) GRI_CHECKED;

/* `ruled`: a mistake of the catalogue fits; then what may be chance is not looked for.
 * Parts of it: the mistakes of the catalogue, at the number itself and in what it is made of; the
 * operands of a working; digits, signs and copies. */
enum gr_status gri_reasons_of_rules(struct gri_judge *judge, const struct gri_suspect *suspect,
                                    struct gri_reasons *reasons) GRI_CHECKED;
enum gr_status gri_reasons_inside(struct gri_judge *judge, const struct gri_suspect *suspect,
                                  struct gri_reasons *reasons) GRI_CHECKED;
enum gr_status gri_reasons_of_operands(struct gri_judge *judge, const struct gri_suspect *suspect,
                                       bool ruled, struct gri_reasons *reasons) GRI_CHECKED;
enum gr_status gri_reasons_of_digits(struct gri_judge *judge, const struct gri_suspect *suspect,
                                     bool ruled, struct gri_reasons *reasons) GRI_CHECKED;

/* How two ways of writing a number differ. */
enum gri_likeness {
    GRI_UNLIKE,
    GRI_DIGIT_CHANGED,
    GRI_DIGITS_EXCHANGED,
    GRI_DIGIT_MISSING,
    GRI_POINT_MOVED,
    GRI_SIGN_TURNED
};

/* Of a number as written (its unit) and the one that was expected. */
enum gri_likeness gri_likeness(double written, double unit, double expected);

/* Significant figures of a number as written. */
int gri_figures(double value, double unit);

/* In the page's arena; NULL: no memory. */
const char *gri_judge_name(struct gri_judge *judge, const struct gri_frame *frame,
                           const struct gri_node *node);
const char *gri_judge_number(struct gri_judge *judge, double number, double unit);

/* What a written number may have been, by how the page rounds. */
struct gri_range gri_judge_written(const struct gri_judge *judge, double value, double unit);

/* Does a number agree with what was written: rounded or truncated? */
enum gri_agreement { GRI_DISAGREES, GRI_AGREES, GRI_AGREES_TRUNCATED };
enum gri_agreement gri_agreement(struct gri_range range, double value, double unit);

/* Findings: reasons that several lines share; then the likeliest first in each line. */
enum gr_status gri_findings(struct gri_judge *judge) GRI_CHECKED;

#endif
