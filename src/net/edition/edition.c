#include "net/edition/edition.h"

#define ROW(name) &gri_edition_##name,
static const struct gri_edition *const editions[] = {GRI_EACH_KERNEL(ROW)};

const struct gri_edition *gri_edition_of(struct gri_means means)
{
    const struct gri_kernel *kernel = means.kernel != NULL ? means.kernel : gri_kernel_at(0);
    size_t n = 0;
    while (editions[n]->kernel != kernel)
        n++;
    return editions[n];
}
