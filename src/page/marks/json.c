/* A marked page as JSON: one object a tick, one a line. */
#include "page/marks/marks.h"
#include "page/parts.h"

static void add_text(struct gri_text *out, const char *key, const char *text)
{
    gri_text_addf(out, ",\"%s\":", key);
    gri_json_text(out, text);
}

static void write_tick(struct gri_text *out, const char *file, const struct gri_tick *tick)
{
    static const struct gri_cause none = {0};
    const struct gri_cause *cause = tick->cause_count > 0 ? tick->causes : &none;
    gri_text_add(out, "{\"file\":");
    gri_json_text(out, file);
    gri_text_addf(out, ",\"line\":%zu,\"column\":%zu", tick->line, tick->column);
    add_text(out, "name", tick->name);
    gri_text_addf(out, ",\"segment\":%zu", tick->segment);
    add_text(out, "written", tick->written);
    gri_text_add(out, ",\"right\":");
    gri_json_value(out, &tick->right);
    gri_text_add(out, ",\"own\":");
    gri_json_value(out, &tick->own);
    add_text(out, "verdict", tick->verdict);
    add_text(out, "code", cause->code);
    add_text(out, "rule", cause->rule);
    add_text(out, "where", cause->where);
    add_text(out, "message", cause == &none ? tick->message : cause->message);
    gri_text_add(out, ",\"also\":[");
    for (size_t n = 1; n < tick->cause_count; n++) {
        gri_text_add(out, n > 1 ? ",{\"code\":" : "{\"code\":");
        gri_json_text(out, tick->causes[n].code);
        add_text(out, "rule", tick->causes[n].rule);
        add_text(out, "message", tick->causes[n].message);
        gri_text_add(out, "}");
    }
    gri_text_add(out, "]}\n");
}

void gri_marking_json(struct gri_text *out, const struct gri_marking *marking)
{
    for (size_t n = 0; n < marking->count; n++)
        write_tick(out, marking->file, &marking->ticks[n]);
}
