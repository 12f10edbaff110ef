/* Contour lines: which heights, and where they run. */
#include "page/plot/scale.h"

#include <math.h>

/* To the digits that tell it from a neighbour so far away. */
static double rounded(double number, double apart)
{
    double power = pow(10, floor(log10(apart)));
    double result = round(number / power) * power;
    return isfinite(result) && power > 0 ? result : number;
}

void gri_level_write(double level, struct gri_text *out)
{
    static const int digits = 6;
    double size = fabs(level);
    int exponent = size > 0 ? (int)floor(log10(size) + 1e-9) : 0;
    if (exponent >= digits || exponent < -4) {
        double power = pow(10, exponent);
        gri_format_shown(out, power > 0 ? level / power : level, digits - 1);
        gri_text_addf(out, "e%d", exponent);
    } else {
        gri_format_shown(out, level, digits - 1 - (exponent < 0 ? 0 : exponent));
    }
}

/* The square of even steps above the lowest: lines of a bowl then stand evenly. */
size_t gri_field_levels(const struct gri_field *field, size_t most, double *levels)
{
    struct gri_scale scale;
    size_t count = 0;
    gri_scale_begin(&scale);
    for (size_t n = 0; n < field->cols * field->rows; n++)
        gri_scale_see(&scale, field->at[n]);
    if (scale.seen == 0 || !(scale.high > scale.low))
        return 0;
    bool decades = scale.positive && scale.high / 1e6 > scale.low;
    for (size_t n = 1; n <= most; n++) {
        double part = (double)n / (double)(most + 1);
        double raw = decades ? pow(10, log10(scale.low) * (1 - part) + log10(scale.high) * part)
                             : scale.low * (1 - part * part) + scale.high * part * part;
        double apart = decades ? raw : (scale.high - scale.low) / (double)(most * most);
        double level = rounded(raw, apart);
        if (level > scale.low && level < scale.high && (count == 0 || level > levels[count - 1]))
            levels[count++] = level;
    }
    return count;
}

/* Where between two heights the level is; false: not between them. */
static bool crossing(double a, double b, double level, double *part)
{
    if (!isfinite(a) || !isfinite(b) || (a < level) == (b < level))
        return false;
    *part = (level / 2 - a / 2) / (b / 2 - a / 2);
    return true;
}

/* Marching squares: the sides of a cell that the level crosses are joined two by two. */
void gri_field_contour(const struct gri_field *field, double level,
                       void (*piece)(void *user, const double *from, const double *to), void *user)
{
    static const size_t corner[4][2] = {{0, 0}, {1, 0}, {1, 1}, {0, 1}};
    double wide = field->cols > 1 ? (double)(field->cols - 1) : 1;
    double high = field->rows > 1 ? (double)(field->rows - 1) : 1;
    for (size_t row = 0; row + 1 < field->rows; row++)
        for (size_t col = 0; col + 1 < field->cols; col++) {
            double ends[4][2], part;
            size_t found = 0;
            for (size_t side = 0; side < 4; side++) {
                const size_t *a = corner[side], *b = corner[(side + 1) % 4];
                if (!crossing(field->at[(row + a[1]) * field->cols + col + a[0]],
                              field->at[(row + b[1]) * field->cols + col + b[0]], level, &part))
                    continue;
                ends[found][0] = ((double)(col + a[0]) + part * ((double)b[0] - (double)a[0])) /
                                 wide;
                ends[found++][1] = ((double)(row + a[1]) + part * ((double)b[1] - (double)a[1])) /
                                   high;
            }
            for (size_t n = 0; n + 1 < found; n += 2)
                piece(user, ends[n], ends[n + 1]);
        }
}
