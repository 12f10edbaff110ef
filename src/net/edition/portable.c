#include "net/edition/shapes.h"

const struct gri_edition gri_edition_portable = {&gri_kernel_portable, shapes};
