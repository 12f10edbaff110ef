/* A number is the wanted one bit by bit, and its spelling character by character. */
#ifndef GRADUS_TEST_BASE_SAME_H
#define GRADUS_TEST_BASE_SAME_H

#include "base/decimal.h"

#include <check.h>
#include <string.h>

static inline void assert_same(double got, double want, const char *what, double x, int places)
{
    ck_assert_msg(memcmp(&got, &want, sizeof got) == 0, "%s of %.17g at %d is %.17g, not %.17g",
                  what, x, places, got, want);
}

static inline void assert_shown(double x, int digits, const char *want)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_format_shown(&text, x, digits);
    ck_assert_msg(strcmp(text.at, want) == 0, "%.17g at %d shows as %s, not %s", x, digits, text.at,
                  want);
    gri_text_clear(&text);
}

#endif
