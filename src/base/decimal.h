/* Decimal numbers as people write and round them. Nothing here depends on the locale. */
#ifndef GRI_BASE_DECIMAL_H
#define GRI_BASE_DECIMAL_H

#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>

enum gri_rounding { GRI_HALF_UP, GRI_HALF_EVEN, GRI_TRUNCATE, GRI_ROUNDINGS };

/* "half-up", "half-even", "truncate". */
extern const char *const gri_rounding_names[GRI_ROUNDINGS];

/* `x` rounded to `decimals` (0 to 15) places: decimal, on the number that a person would see, the
 * double at 15 significant digits; the result is the double nearest to that decimal. Halves go away
 * from zero, to the even digit, or (truncate) everything goes towards zero. Not finite: itself. The
 * result is never -0. */
double gri_round(double x, int decimals, enum gri_rounding policy);

/* At most `digits` decimals, rounded half-up as gri_round does, trailing zeros dropped; a number
 * that is not zero never shows as 0 but goes scientific ("3.2e-7", `digits` decimals of the
 * mantissa at most, at least one significant digit); so does |x| >= 1e15. "-" is ASCII; infinities
 * and NaN are "inf", "-inf", "nan"; -0 is "0". */
void gri_format_shown(struct gri_text *out, double x, int digits);

/* The shortest decimal that reads back as exactly `x`: "0.1", "1e-7", "-341.65". Plain notation
 * between 1e-9 and 1e15. */
void gri_format_exact(struct gri_text *out, double x);

/* Read a number at the beginning of `text`: digits with an optional point, and an exponent (`e` or
 * `E`, sign, digits) when one follows at once; "." alone is none. No sign, no hex, no "inf".
 * Returns the bytes used, 0 when no number begins here. Overflow gives infinity. Correctly
 * rounded. */
size_t gri_parse_number(const char *text, size_t length, double *value);

/* The decimals written in such a number: 2 for "2.50", 0 for "7"; "1.5e-3" has 4. */
int gri_decimals_written(const char *text, size_t length);

#endif
