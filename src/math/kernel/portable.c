#include "math/kernel/blocks.h"
#include "math/kernel/curve.h"
#include "math/kernel/each.h"

static bool runs_here(void)
{
    return true;
}

const struct gri_kernel gri_kernel_portable = {"portable", runs_here, ROWS,  WIDE, product, descend,
                                               CURVES,     add,       times, less, false};
