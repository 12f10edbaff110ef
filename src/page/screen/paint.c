/* What colours mean: each stands beside a sign that says the same. */
#include "page/parts.h"

const struct gri_paint_row gri_paints[GRI_PAINTS] = {
    [GRI_PAINT_BOLD] = {"\033[1m", "= 12.4", "bold", "the name and the result of a worked line"},
    [GRI_PAINT_GIVEN] = {"\033[35m", "= 2 (given)", "magenta", "given, not computed"},
    [GRI_PAINT_RIGHT] = {"\033[32m", "✓", "green", "a number of a page is right"},
    [GRI_PAINT_NEARLY] = {"\033[33m", "≈", "yellow",
                          "the numbers as they are shown do not give just this one"},
    [GRI_PAINT_WRONG] = {"\033[1;31m", "✗", "bold red", "a slip"},
    [GRI_PAINT_READ] = {"\033[36m", "(16)", "cyan", "the last step read this number"},
    [GRI_PAINT_WRITTEN] = {"\033[1;32m", "[12.4]", "bold green", "the last step wrote this number"},
    [GRI_PAINT_DIM] = {"\033[2m", "(epoch 2)", "dim", "said beside the numbers"},
    [GRI_PAINT_NONE] = {"", "", "", ""},
};

void gri_paint(struct gri_screen *screen, enum gri_paint paint, const char *text, size_t length)
{
    bool painted = screen->layout->color && !screen->layout->plain && paint != GRI_PAINT_NONE;
    if (length == 0)
        return;
    if (painted)
        gri_text_add(screen->out, gri_paints[paint].escape);
    gri_text_add_bytes(screen->out, text, length);
    if (painted)
        gri_text_add(screen->out, "\033[0m");
}
