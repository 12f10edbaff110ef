#include "page/parts.h"

#include <string.h>

const struct gri_writer gri_writers[] = {
    {"text", "for reading on a terminal", NULL, gri_text_write, NULL},
    {"json", "one object a line, full numbers", NULL, gri_json_write, NULL},
    {"csv", "values, worked lines and tables for a spreadsheet", NULL, gri_csv_write, NULL},
    {"html", "a web page, formulas in MathML", gri_html_begin, gri_html_write, gri_html_end},
    {"latex", "an article that compiles", gri_latex_begin, gri_latex_write, gri_latex_end},
};
const size_t gri_writer_count = sizeof gri_writers / sizeof *gri_writers;

const struct gri_writer *gri_writer_find(const char *name)
{
    for (size_t i = 0; i < gri_writer_count; i++)
        if (strcmp(gri_writers[i].name, name) == 0)
            return &gri_writers[i];
    return NULL;
}
