#include "gradus/session.h"
#include "math/kernel/each.h"

#include <string.h>

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "unknown"
#endif
#ifdef _OPENMP
#define PARALLEL "with OpenMP"
#else
#define PARALLEL "without OpenMP"
#endif

#ifdef HAVE_CBLAS
#define LAST_BITS ": last bits are not promised"
#else
#define LAST_BITS ""
#endif

#define ROW(kernel)                                                                                \
    {#kernel, "gradus " PACKAGE_VERSION " (C compiler " __VERSION__ ", " PARALLEL                  \
              ", matrix product " #kernel LAST_BITS ")"},
static const struct {
    const char *kernel, *version;
} versions[] = {GRI_EACH_KERNEL(ROW)};

const char *gr_version(void)
{
    size_t n = 0;
    while (strcmp(versions[n].kernel, gri_kernel_at(0)->name) != 0)
        n++;
    return versions[n].version;
}
