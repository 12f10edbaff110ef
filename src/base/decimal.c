#include "base/decimal.h"

#include <float.h>
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEEN = 15, EXACT = 17, LONGEST = 800 };

const char *const gri_rounding_names[GRI_ROUNDINGS] = {"half-up", "half-even", "truncate"};

/* The powers of ten that are doubles. */
static const double powers[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

/* 0.d1 d2 ... dn * 10^point; the digits are numbers 0 to 9, the first is not 0 and neither is the
 * last; n = 0 is zero. */
struct digits {
    unsigned char at[LONGEST + 1];
    int n;
    int64_t point;
};

static void drop_zeros(struct digits *d)
{
    while (d->n > 0 && d->at[d->n - 1] == 0)
        d->n--;
    if (d->n == 0)
        d->point = 0;
}

/* |x| at `count` significant digits. printf rounds correctly but writes the locale's point: every
 * byte before the `e` that is no digit is skipped. */
static void digits_of(double x, int count, struct digits *d)
{
    char written[64];
    snprintf(written, sizeof written, "%.*e", count - 1, fabs(x));
    const char *p = written;
    d->n = 0;
    for (; *p != 'e'; p++)
        if (*p >= '0' && *p <= '9')
            d->at[d->n++] = (unsigned char)(*p - '0');
    d->point = strtol(p + 1, NULL, 10) + 1;
    drop_zeros(d);
}

/* Digits and an exponent without a point: strtod reads them alike in every locale. */
static double slow_value(const struct digits *d)
{
    char written[LONGEST + 32];
    int64_t exponent = d->point - d->n;
    if (exponent > 100000)
        exponent = 100000;
    if (exponent < -100000)
        exponent = -100000;
    for (int i = 0; i < d->n; i++)
        written[i] = (char)('0' + d->at[i]);
    snprintf(written + d->n, sizeof written - (size_t)d->n, "e%d", (int)exponent);
    return strtod(written, NULL);
}

/* The double nearest to `d`. Up to 15 digits and 10^22 both factors are doubles, and one rounding
 * is correct. */
static double value_of(const struct digits *d)
{
    int64_t exponent = d->point - d->n;
    if (d->n == 0)
        return 0;
    if (d->n > SEEN || exponent > 22 || exponent < -22)
        return slow_value(d);
    int64_t whole = 0;
    for (int i = 0; i < d->n; i++)
        whole = whole * 10 + d->at[i];
    return exponent < 0 ? (double)whole / powers[-exponent] : (double)whole * powers[exponent];
}

/* Is what follows the first `keep` digits to be rounded away from zero? */
static bool goes_up(const struct digits *d, int keep, enum gri_rounding policy)
{
    int next = d->at[keep];
    if (policy == GRI_TRUNCATE || next < 5)
        return false;
    bool tie = next == 5 && keep + 1 == d->n;
    if (policy == GRI_HALF_UP || !tie)
        return true;
    return keep > 0 && d->at[keep - 1] % 2 == 1;
}

/* `d` rounded to `decimals` places. */
static void round_digits(struct digits *d, int decimals, enum gri_rounding policy)
{
    int64_t keep = d->point + decimals;
    if (keep >= d->n)
        return;
    if (keep < 0) {
        d->n = 0;
        d->point = 0;
        return;
    }
    bool up = goes_up(d, (int)keep, policy);
    d->n = (int)keep;
    while (up && d->n > 0 && d->at[d->n - 1] == 9)
        d->n--;
    if (up && d->n > 0) {
        d->at[d->n - 1]++;
    } else if (up) {
        d->at[0] = 1;
        d->n = 1;
        d->point++;
    }
    drop_zeros(d);
}

/* Most numbers are far enough from where rounding turns that y = |x| 10^decimals, which is off by
 * less than y 2^-53, and the 15 digits, by less than y 5e-15, cannot matter. Then the answer is
 * a whole number through a power of ten. */
static bool round_fast(double x, int decimals, enum gri_rounding policy, double *result)
{
    double y = fabs(x) * powers[decimals];
    if (!(y < 1e13))
        return false;
    double down = floor(y), rest = y - down, slack = y * 1e-14;
    double turn = policy == GRI_TRUNCATE ? (rest < 0.5 ? 0 : 1) : 0.5;
    if (fabs(rest - turn) <= slack)
        return false;
    double whole = policy != GRI_TRUNCATE && rest > 0.5 ? down + 1 : down;
    *result = copysign(whole / powers[decimals], x) + 0.0;
    return true;
}

double gri_round(double x, int decimals, enum gri_rounding policy)
{
    double result;
    if (!isfinite(x))
        return x;
    decimals = decimals < 0 ? 0 : decimals > SEEN ? SEEN : decimals;
    if (round_fast(x, decimals, policy, &result))
        return result;
    struct digits d;
    digits_of(x, SEEN, &d);
    round_digits(&d, decimals, policy);
    result = copysign(value_of(&d), x) + 0.0;
    return isfinite(result) ? result : x;
}

static void add_digits(struct gri_text *out, const struct digits *d, int64_t from, int64_t to)
{
    for (int64_t i = from; i < to; i++) {
        char digit = (char)('0' + (i >= 0 && i < d->n ? d->at[i] : 0));
        gri_text_add_bytes(out, &digit, 1);
    }
}

static void add_plain(struct gri_text *out, const struct digits *d)
{
    if (d->point <= 0)
        gri_text_add(out, "0");
    add_digits(out, d, 0, d->point);
    if (d->n <= d->point)
        return;
    gri_text_add(out, ".");
    add_digits(out, d, d->point < 0 ? d->point : 0, 0);
    add_digits(out, d, d->point > 0 ? d->point : 0, d->n);
}

static void add_scientific(struct gri_text *out, const struct digits *d)
{
    add_digits(out, d, 0, 1);
    if (d->n > 1)
        gri_text_add(out, ".");
    add_digits(out, d, 1, d->n);
    gri_text_addf(out, "e%d", (int)d->point - 1);
}

/* What is not finite, and the sign of what is; true when there is nothing more to say. */
static bool add_special(struct gri_text *out, double x)
{
    if (isnan(x)) {
        gri_text_add(out, "nan");
        return true;
    }
    if (signbit(x))
        gri_text_add(out, "-");
    if (isinf(x))
        gri_text_add(out, "inf");
    return isinf(x);
}

void gri_format_shown(struct gri_text *out, double x, int digits)
{
    digits = digits < 0 ? 0 : digits > SEEN ? SEEN : digits;
    if (add_special(out, x == 0 ? 0.0 : x))
        return;
    struct digits seen;
    digits_of(x, SEEN, &seen);
    struct digits d = seen;
    round_digits(&d, digits, GRI_HALF_UP);
    bool vanished = d.n == 0 && seen.n > 0;
    if (!vanished && seen.point <= SEEN) {
        add_plain(out, &d);
        return;
    }
    round_digits(&seen, digits - (int)seen.point + 1, GRI_HALF_UP);
    add_scientific(out, &seen);
}

/* The shortest digits that read back as |x|. 15 digits that do are the shortest, as no two
 * decimals so short share a double; that is true of normal numbers only. */
static void shortest(double x, struct digits *d)
{
    double size = fabs(x);
    for (int count = size < DBL_MIN ? 1 : SEEN; count <= EXACT; count++) {
        digits_of(size, count, d);
        if (value_of(d) == size)
            return;
    }
}

void gri_format_exact(struct gri_text *out, double x)
{
    if (add_special(out, x))
        return;
    struct digits d;
    shortest(x, &d);
    if (d.n == 0 || (d.point > -9 && d.point <= SEEN))
        add_plain(out, &d);
    else
        add_scientific(out, &d);
}

/* How a number is written: where its parts end. `fraction` counts the digits after the point. */
struct spelling {
    size_t used, fraction;
    int64_t exponent;
};

static bool is_digit(const char *text, size_t length, size_t i)
{
    return i < length && text[i] >= '0' && text[i] <= '9';
}

/* e, sign, digits; a value too large to matter stays where it is. */
static void spell_exponent(const char *text, size_t length, struct spelling *s)
{
    size_t i = s->used;
    if (i >= length || (text[i] != 'e' && text[i] != 'E'))
        return;
    i++;
    bool negative = i < length && text[i] == '-';
    if (i < length && (text[i] == '-' || text[i] == '+'))
        i++;
    if (!is_digit(text, length, i))
        return;
    for (; is_digit(text, length, i); i++)
        if (s->exponent < INT64_MAX / 100)
            s->exponent = s->exponent * 10 + (text[i] - '0');
    if (negative)
        s->exponent = -s->exponent;
    s->used = i;
}

static struct spelling spell(const char *text, size_t length)
{
    struct spelling s = {0, 0, 0};
    size_t i = 0, whole;
    while (is_digit(text, length, i))
        i++;
    whole = i;
    if (i < length && text[i] == '.') {
        i++;
        while (is_digit(text, length, i + s.fraction))
            s.fraction++;
    }
    if (whole + s.fraction == 0)
        return s;
    s.used = i + s.fraction;
    spell_exponent(text, length, &s);
    return s;
}

/* The significant digits of a spelled number. Beyond 768 they only break ties, so the last place
 * kept tells whether anything followed. */
static void collect(const char *text, const struct spelling *s, struct digits *d)
{
    bool after_point = false, more = false;
    d->n = 0;
    d->point = s->exponent;
    for (size_t i = 0; i < s->used && text[i] != 'e' && text[i] != 'E'; i++) {
        if (text[i] == '.') {
            after_point = true;
            continue;
        }
        int digit = text[i] - '0';
        bool leading = d->n == 0 && digit == 0;
        if (leading ? after_point : !after_point)
            d->point += leading ? -1 : 1;
        if (!leading && d->n < LONGEST)
            d->at[d->n++] = (unsigned char)digit;
        else if (digit != 0)
            more = true;
    }
    if (more)
        d->at[d->n++] = 1;
    drop_zeros(d);
}

size_t gri_parse_number(const char *text, size_t length, double *value)
{
    struct spelling s = spell(text, length);
    if (s.used == 0)
        return 0;
    struct digits d;
    collect(text, &s, &d);
    *value = value_of(&d);
    return s.used;
}

int gri_decimals_written(const char *text, size_t length)
{
    struct spelling s = spell(text, length);
    int64_t decimals = (int64_t)s.fraction - s.exponent;
    if (decimals < 0)
        return 0;
    return decimals > INT_MAX ? INT_MAX : (int)decimals;
}
