/* A marked page as CSV: a row a tick; the columns are named once for all pages. */
#include "base/decimal.h"
#include "page/marks/marks.h"
#include "page/parts.h"

#include <math.h>
#include <string.h>

static const char names[] = "file,line,column,name,segment,written,right,own,verdict,code,rule,"
                            "where,message,also,author,points\n";

static void add_text(struct gri_text *out, const char *text)
{
    gri_text_add(out, ",");
    if (text != NULL)
        gri_csv_field(out, text, strlen(text));
}

/* 12.4, or [12.4 5.2; 1 2]. */
static void add_value(struct gri_text *out, const struct gri_value *value)
{
    bool matrix = value->rows * value->cols > 1;
    gri_text_add(out, matrix ? ",[" : ",");
    for (size_t n = 0; n < value->rows * value->cols; n++) {
        gri_text_add(out, n == 0 ? "" : n % value->cols == 0 ? "; " : " ");
        gri_format_exact(out, value->at[n] + 0.0); /* -0 is 0 */
    }
    gri_text_add(out, matrix ? "]" : "");
}

/* The other causes, as "arithmetic: 8.4 + 4 is 12.4; sign: …". */
static void add_others(struct gri_text *out, const struct gri_tick *tick)
{
    struct gri_text others;
    gri_text_init(&others);
    for (size_t n = 1; n < tick->cause_count; n++)
        gri_text_addf(&others, "%s%s: %s", n > 1 ? "; " : "", tick->causes[n].code,
                      tick->causes[n].message);
    add_text(out, others.at);
    out->failed |= others.failed;
    gri_text_clear(&others);
}

static void write_tick(struct gri_text *out, const struct gri_marking *marking,
                       const struct gri_tick *tick)
{
    static const struct gri_cause none = {0};
    const struct gri_cause *cause = tick->cause_count > 0 ? tick->causes : &none;
    gri_csv_field(out, marking->file, strlen(marking->file));
    gri_text_addf(out, ",%zu,%zu", tick->line, tick->column);
    add_text(out, tick->name);
    gri_text_addf(out, ",%zu", tick->segment);
    add_text(out, tick->written);
    add_value(out, &tick->right);
    add_value(out, &tick->own);
    add_text(out, tick->verdict);
    add_text(out, cause->code);
    add_text(out, cause->rule);
    add_text(out, cause->where);
    add_text(out, cause == &none ? tick->message : cause->message);
    add_others(out, tick);
    add_text(out, marking->author);
    gri_text_add(out, ",");
    if (!isnan(tick->points))
        gri_format_exact(out, tick->points);
    gri_text_add(out, "\n");
}

void gri_marking_csv(struct gri_text *out, const struct gri_marking *marking, bool *named)
{
    if (named == NULL || !*named)
        gri_text_add(out, names);
    if (named != NULL)
        *named = true;
    for (size_t n = 0; n < marking->count; n++)
        write_tick(out, marking, &marking->ticks[n]);
}
