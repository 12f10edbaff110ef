/* `set rubric follows 0.5, slip 0`: the points of one `=`, by its verdict. */
#include "cmd/setting.h"

#include <string.h>

static const double most_points = 1000;

/* The verdict of this name; GRI_VERDICTS: none, or one that has no points. */
static size_t verdict_of(const char *word, size_t length)
{
    size_t n = 0;
    while (n < GRI_UNREAD &&
           (strlen(gri_verdicts[n].name) != length || memcmp(gri_verdicts[n].name, word, length)))
        n++;
    return n < GRI_UNREAD ? n : GRI_VERDICTS;
}

static enum gr_status read_pair(const char **at, struct gri_rubric *rubric, struct gr_err *err)
{
    size_t length = strcspn(*at, " \t,="), verdict = verdict_of(*at, length);
    if (verdict == GRI_VERDICTS)
        return gri_fail(err, GR_E_NAME,
                        "\"%.*s\" has no points; right, rounded, truncated, follows and slip have",
                        (int)(length < 40 ? length : 40), *at);
    const char *number = *at + length + strspn(*at + length, " \t=");
    bool minus = *number == '-';
    double points;
    size_t used = gri_parse_number(number + minus, strlen(number + minus), &points);
    const char *next = number + minus + used;
    bool ends = *next == '\0' || strchr(" \t,", *next) != NULL;
    if (used == 0 || !ends || points > most_points)
        return gri_fail(err, GR_E_RANGE,
                        "the points of %s are a number up to %g, as in slip 0, follows 0.5",
                        gri_verdicts[verdict].name, most_points);
    rubric->points[verdict] = minus ? 0 - points : points;
    *at = next + strspn(next, " \t,");
    return GR_OK;
}

static const char usual[] = "usual";

/* A verdict that is not named has its usual points. */
enum gr_status gri_rubric_set(struct gr_session *session, const char *value, struct gr_err *err)
{
    struct gri_rubric rubric = gri_rubric_usual;
    if (strcmp(value, usual) == 0)
        value += strlen(usual);
    while (*value != '\0')
        GRI_TRY(read_pair(&value, &rubric, err));
    session->rubric = rubric;
    return GR_OK;
}

void gri_rubric_get(const struct gr_session *session, struct gri_text *out)
{
    size_t start = out->length;
    for (size_t n = 0; n < GRI_UNREAD; n++) {
        if (session->rubric.points[n] == gri_rubric_usual.points[n])
            continue;
        gri_text_addf(out, "%s%s ", out->length > start ? ", " : "", gri_verdicts[n].name);
        gri_format_exact(out, session->rubric.points[n]);
    }
    gri_text_add(out, out->length == start ? usual : "");
}
