/* Did you mean: the word that the fewest typing slips lead to. */
#include "cmd/command.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST = 24 };

void gri_nearest_init(struct gri_nearest *nearest, const char *word, size_t length)
{
    *nearest = (struct gri_nearest){word, length, "", length / 3 + 1};
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
static size_t distance(const char *a, size_t n, const char *b, size_t m)
{
    size_t d[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= n; i++)
        d[i][0] = i;
    for (size_t j = 0; j <= m; j++)
        d[0][j] = j;
    for (size_t i = 1; i <= n; i++)
        for (size_t j = 1; j <= m; j++) {
            size_t other = a[i - 1] != b[j - 1];
            d[i][j] = least(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + other);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                d[i - 2][j - 2] + 1 < d[i][j])
                d[i][j] = d[i - 2][j - 2] + 1;
        }
    return d[n][m];
}

void gri_nearest_try(void *user, const char *candidate)
{
    struct gri_nearest *nearest = user;
    size_t length = strlen(candidate);
    if (nearest->length > LONGEST || length > LONGEST)
        return;
    size_t d = distance(nearest->word, nearest->length, candidate, length);
    bool begins = nearest->length > 0 && candidate[0] == nearest->word[0],
         tied = d == nearest->distance && begins && nearest->best[0] != '\0' &&
                nearest->best[0] != nearest->word[0]; /* the first letter is seldom wrong */
    if ((d < nearest->distance || tied) && d < length) {
        nearest->distance = d;
        snprintf(nearest->best, sizeof nearest->best, "%s", candidate);
    }
}

const char *gri_nearest_hint(const struct gri_nearest *nearest, char *room, size_t size)
{
    room[0] = '\0';
    if (nearest->best[0] != '\0')
        snprintf(room, size, "; did you mean %s?", nearest->best);
    return room;
}
