#include "cmd/stop/stops.h"

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t number = args[0].given ? args[0].count : 0;
    if (!gri_stops_delete(session, number) && number > 0)
        return gri_fail_at(err, GR_E_RANGE, args[0].column,
                           "there is no break or watch %zu; `break` lists them", number);
    return GR_OK;
}

const struct gri_command gri_command_delete = {
    .name = "delete",
    .group = GRI_STEPPING,
    .params = {{"N", GRI_COUNT, .optional = true}},
    .summary = "forget break or watch number N, or all",
    .example = "use lottery\nbreak if loss > 1e6\nwatch w5\ndelete 1\nbreak",
    .see = "break watch",
    .run = run,
};
