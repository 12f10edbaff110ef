#include "page/plot/scale.h"

#include <float.h>
#include <math.h>

void gri_scale_begin(struct gri_scale *scale)
{
    *scale = (struct gri_scale){.low = INFINITY, .high = -INFINITY, .positive = true};
}

void gri_scale_see(struct gri_scale *scale, double number)
{
    if (!isfinite(number))
        return;
    scale->low = number < scale->low ? number : scale->low;
    scale->high = number > scale->high ? number : scale->high;
    scale->positive = scale->positive && number > 0;
    scale->seen++;
}

static double within_doubles(double number)
{
    return number > DBL_MAX ? DBL_MAX : number < -DBL_MAX ? -DBL_MAX : number;
}

void gri_scale_end(struct gri_scale *scale, bool decades)
{
    static const double three_decades = 1000;
    if (scale->seen == 0) {
        scale->low = 0;
        scale->high = 1;
    }
    if (decades && scale->seen > 0 && scale->positive && scale->high / three_decades > scale->low) {
        scale->log = true;
        scale->low = log10(scale->low);
        scale->high = log10(scale->high);
    } else if (!(scale->high / 2 - scale->low / 2 > fabs(scale->high) * 1e-13)) {
        double around = scale->low == 0 || scale->whole ? 1 : fabs(scale->low) / 2;
        scale->low = within_doubles(scale->low - around);
        scale->high = within_doubles(scale->high + around);
    }
}

/* By halves: the distance of two doubles may be more than a double holds. */
double gri_scale_at(const struct gri_scale *scale, double number)
{
    if (!isfinite(number) || (scale->log && number <= 0))
        return NAN;
    double at = scale->log ? log10(number) : number;
    return (at / 2 - scale->low / 2) / (scale->high / 2 - scale->low / 2);
}

/* 1, 2 or 5 times a power of ten, such that at most `most` multiples of it are on the scale. */
static double step_of(const struct gri_scale *scale, size_t most)
{
    double parts = most > 2 ? (double)(most - 1) : 1;
    double raw = scale->high / parts - scale->low / parts;
    double power = pow(10, floor(log10(raw)));
    double digit = raw / power;
    double step = (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * power;
    return (scale->log || scale->whole) && step < 1 ? 1 : step;
}

size_t gri_scale_ticks(const struct gri_scale *scale, size_t most, double *ticks)
{
    double step = step_of(scale, most), slack = 1e-9;
    size_t count = 0;
    if (isfinite(step) && step > 0) {
        double first = ceil(scale->low / step - slack), last = floor(scale->high / step + slack);
        for (double k = first; k <= last && count < most; k++) {
            double tick = scale->log ? pow(10, k * step) : k * step;
            if (count == 0 || tick > ticks[count - 1])
                ticks[count++] = tick;
        }
    }
    return count;
}

static void write_scientific(double number, int exponent, int digits, struct gri_text *out)
{
    double power = pow(10, exponent);
    gri_format_shown(out, power > 0 ? number / power : number, digits > 15 ? 15 : digits);
    gri_text_addf(out, "e%d", exponent);
}

void gri_scale_write(const struct gri_scale *scale, size_t most, double tick, struct gri_text *out)
{
    static const int smallest = -5, largest = 6;
    double step = step_of(scale, most), size = fmax(fabs(scale->low), fabs(scale->high));
    if (scale->log) {
        int exponent = (int)lround(log10(tick));
        if (exponent < smallest || exponent > largest)
            gri_text_addf(out, "1e%d", exponent);
        else
            gri_format_exact(out, tick);
        return;
    }
    int unit = step > 0 ? (int)floor(log10(step) + 1e-9) : 0;
    int exponent = size > 0 ? (int)floor(log10(size)) : 0;
    if (fabs(tick) < step / 2)
        gri_text_add(out, "0");
    else if (unit < smallest || exponent > largest)
        write_scientific(tick, exponent, exponent > unit ? exponent - unit : 0, out);
    else
        gri_format_shown(out, tick, unit < 0 ? -unit : 0);
}

size_t gri_plot_scales(const struct gri_plot *plot, struct gri_scale *x, struct gri_scale *y)
{
    size_t lost = 0;
    gri_scale_begin(x);
    gri_scale_begin(y);
    x->whole = plot->whole;
    for (const struct gri_curve *curve = plot->curves; curve != NULL; curve = curve->next)
        for (size_t n = 0; n < curve->count; n++) {
            bool finite = isfinite(curve->x[n]) && isfinite(curve->y[n]);
            lost += finite ? 0 : 1;
            if (finite && plot->field == NULL) {
                gri_scale_see(x, curve->x[n]);
                gri_scale_see(y, curve->y[n]);
            }
        }
    if (plot->field != NULL) {
        gri_scale_see(x, plot->field->x_low);
        gri_scale_see(x, plot->field->x_high);
        gri_scale_see(y, plot->field->y_low);
        gri_scale_see(y, plot->field->y_high);
    }
    gri_scale_end(x, false);
    gri_scale_end(y, plot->decades);
    return lost;
}

void gri_scale_label(const struct gri_scale *scale, const char *label, struct gri_text *out)
{
    gri_text_addf(out, "%s%s", label, scale->log ? " (logarithmic)" : "");
}
