#include "expr/value.h"

#include <stdbool.h>
#include <stdint.h>

enum gr_status gri_value_matrix(struct gri_arena *arena, size_t rows, size_t cols,
                                struct gri_value *value, struct gr_err *err)
{
    bool fits = rows == 0 || cols <= SIZE_MAX / sizeof(double) / rows;
    double *at = fits ? gri_arena_take(arena, rows * cols, sizeof *at) : NULL;
    if (at == NULL)
        return gri_fail(err, GR_E_MEMORY, "not enough memory for a matrix of (%zu, %zu)", rows,
                        cols);
    *value = (struct gri_value){rows, cols, at};
    return GR_OK;
}

enum gr_status gri_value_number(struct gri_arena *arena, double number, struct gri_value *value,
                                struct gr_err *err)
{
    GRI_TRY(gri_value_matrix(arena, 1, 1, value, err));
    value->at[0] = number;
    return GR_OK;
}
