/* The address of a bare name: where on the page it stands. */
#include "explain/name/notation.h"
#include "mark/read/read.h"

static enum gri_extent extent_at(const struct gri_reading *reading, const char *text)
{
    size_t at = reading->parsed == reading->plain.text.at ? (size_t)(text - reading->parsed)
                                                          : reading->extents.length;
    return at < reading->extents.length ? (enum gri_extent)reading->extents.at[at] : GRI_OUTSIDE;
}

/* The gradient of the batch is one for all samples, and so is the loss, unless ∂MSE_i says which.
 */
static bool of_batch(const struct gri_symbol *symbol, enum gri_extent extent)
{
    const struct gri_asked *asked = &symbol->asked;
    return asked->of.what == GRI_Q_LOSS &&
           (!asked->derivative || gri_quantity_is_parameter(&asked->by)) &&
           (!symbol->each_row || extent == GRI_OF_BATCH);
}

static void address(const struct gri_reading *reading, struct gri_symbol *symbol,
                    enum gri_extent extent)
{
    struct gri_quantity *of = &symbol->asked.of;
    bool sampled = symbol->asked.derivative || of->what == GRI_Q_LOSS ||
                   gri_quantity_per_sample(of);
    if (of->epoch == 0) {
        of->epoch = reading->place.epoch;
        of->iteration = reading->place.iteration;
    }
    if (of_batch(symbol, extent))
        symbol->each_row = false;
    else if (extent != GRI_IN_SUM && sampled && !of->whole && of->sample == 0) {
        of->sample = reading->place.sample;
        symbol->each_row = false;
    }
}

static enum gr_status resolve(void *user, struct gri_arena *arena, const char *text, size_t length,
                              const struct gri_symbol **symbol, size_t *used, struct gr_err *err)
{
    struct gri_reading *reading = user;
    const struct gri_symbol *found = NULL;
    enum gr_status status = gri_name_resolve(&reading->view, arena, text, length, &found, used,
                                             err);
    reading->refused = reading->refused || (status != GR_OK && status != GR_E_MEMORY);
    if (status != GR_OK || *used == 0)
        return status;
    struct gri_symbol *placed = gri_arena_take(arena, 1, sizeof *placed);
    if (placed == NULL)
        return gri_fail_memory(err, "a name");
    *placed = *found;
    address(reading, placed, extent_at(reading, text));
    *symbol = placed;
    if (reading->view.data != NULL && placed->asked.of.sample > reading->view.data->rows) {
        reading->refused = true;
        return gri_fail_at(err, GR_E_RANGE, 1, "there is no sample %zu; the data have %zu",
                           placed->asked.of.sample, reading->view.data->rows);
    }
    return GR_OK;
}

struct gri_scope gri_placed_scope(struct gri_reading *reading)
{
    return (struct gri_scope){.user = reading, .resolve = resolve};
}
