/* Settings of how things are shown in class. */
#include "cmd/setting.h"

#include <string.h>

static const char *const displays[] = {"normal", "large"};

const char *gri_display_words(size_t n)
{
    return n < sizeof displays / sizeof *displays ? displays[n] : NULL;
}

enum gr_status gri_display_set(struct gr_session *session, const char *value, struct gr_err *err)
{
    size_t n;
    GRI_TRY(gri_setting_word("display", gri_display_words, value, &n, err));
    session->large = n == 1;
    return GR_OK;
}

void gri_display_get(const struct gr_session *session, struct gri_text *out)
{
    gri_text_add(out, displays[session->large]);
}
