#include "gradus/session.h"

#ifndef PACKAGE_VERSION
#define PACKAGE_VERSION "unknown"
#endif
#ifdef _OPENMP
#define PARALLEL "with OpenMP"
#else
#define PARALLEL "without OpenMP"
#endif

const char *gr_version(void)
{
    return "gradus " PACKAGE_VERSION " (C compiler " __VERSION__ ", " PARALLEL ")";
}
