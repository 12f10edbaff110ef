/* Reasons of a working that is made of the wrong numbers: what the files about them share. */
#ifndef GRI_MARK_JUDGE_REASON_OPERAND_H
#define GRI_MARK_JUDGE_REASON_OPERAND_H

#include "mark/judge/judge.h"

/* Would this number be no slip? */
bool gri_suspect_cleared(const struct gri_suspect *suspect, struct gri_range range);

/* `literal` should be `wanted`: its digits, its point, how it came about. */
enum gr_status gri_operand_say(struct gri_judge *judge, const struct gri_literal *literal,
                               const struct gri_known *wanted, double weight,
                               struct gri_reasons *reasons) GRI_CHECKED;

/* Whole matrices. */
enum gr_status gri_reasons_of_blocks(struct gri_judge *judge, const struct gri_suspect *suspect,
                                     struct gri_reasons *reasons) GRI_CHECKED;

#endif
