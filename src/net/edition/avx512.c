#ifdef __x86_64__
#ifdef __clang__
#pragma clang attribute push(__attribute__((target("avx512f"))), apply_to = function)
#else
#pragma GCC target("avx512f")
#endif

#include "net/edition/shapes.h"

const struct gri_edition gri_edition_avx512 = {&gri_kernel_avx512, shapes};

#ifdef __clang__
#pragma clang attribute pop
#endif
#endif
