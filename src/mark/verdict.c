#include "mark/mark.h"

const struct gri_verdict_row gri_verdicts[] = {
    [GRI_RIGHT] = {"right", "right", GRI_SIGN_RIGHT, 1,
                   "it agrees with the computation, at the digits written"},
    [GRI_ROUNDED] = {"rounded", "rounded", GRI_SIGN_NEARLY, 1,
                     "it agrees once earlier numbers were rounded, in any usual way"},
    [GRI_TRUNCATED] = {"truncated", "truncated", GRI_SIGN_NEARLY, 1,
                       "it agrees cut off instead of rounded"},
    [GRI_FOLLOWS] = {"follows", "follow", GRI_SIGN_FOLLOWS, 1,
                     "not the right number, but right from earlier ones of the page"},
    [GRI_SLIP] = {"slip", "slips", GRI_SIGN_WRONG, 0,
                  "wrong: what may have happened stands below the line"},
    [GRI_UNREAD] = {"unread", "unread", GRI_SIGN_UNREAD, 0,
                    "it cannot be read; never counted as wrong"},
};
_Static_assert(sizeof gri_verdicts / sizeof *gri_verdicts == GRI_VERDICTS, "a row for each");
