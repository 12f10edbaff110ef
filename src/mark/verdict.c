#include "mark/mark.h"

const struct gri_verdict_row gri_verdicts[] = {
    [GRI_RIGHT] = {"right", "right", GRI_SIGN_RIGHT, 1},
    [GRI_ROUNDED] = {"rounded", "rounded", GRI_SIGN_NEARLY, 1},
    [GRI_TRUNCATED] = {"truncated", "truncated", GRI_SIGN_NEARLY, 1},
    [GRI_FOLLOWS] = {"follows", "follow", GRI_SIGN_FOLLOWS, 1},
    [GRI_SLIP] = {"slip", "slips", GRI_SIGN_WRONG, 0},
    [GRI_UNREAD] = {"unread", "unread", GRI_SIGN_UNREAD, 0},
};
_Static_assert(sizeof gri_verdicts / sizeof *gri_verdicts == GRI_VERDICTS, "a row for each");
