/* How the parts that numbers have in a step are shown: a sign always, colour where there is any. */
#include "page/parts.h"

const struct gri_role_row gri_roles[GRI_ROLES] = {
    [GRI_ROLE_NONE] = {"", "", "", "", "", GRI_PAINT_NONE},
    [GRI_ROLE_READ] = {"read", "(", ")", "(", ")", GRI_PAINT_READ},
    [GRI_ROLE_WRITTEN] = {"written", "[", "]", "\\boxed{", "}", GRI_PAINT_WRITTEN},
};
