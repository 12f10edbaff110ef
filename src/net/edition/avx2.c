#ifdef __x86_64__
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#else
#pragma GCC target("avx2,fma")
#endif

#include "net/edition/shapes.h"

const struct gri_edition gri_edition_avx2 = {&gri_kernel_avx2, shapes};

#ifdef __clang__
#pragma clang attribute pop
#endif
#endif
