#include "mark/read/read.h"

#include <string.h>

void gri_spelled_init(struct gri_spelled *spelled)
{
    gri_text_init(&spelled->text);
    gri_text_init(&spelled->from);
}

void gri_spelled_clear(struct gri_spelled *spelled)
{
    gri_text_clear(&spelled->text);
    gri_text_clear(&spelled->from);
}

void gri_spelled_reset(struct gri_spelled *spelled)
{
    gri_text_reset(&spelled->text);
    gri_text_reset(&spelled->from);
}

void gri_spelled_add(struct gri_spelled *spelled, const char *text, size_t length, size_t from)
{
    uint32_t place = from < UINT32_MAX ? (uint32_t)from : UINT32_MAX;
    gri_text_add_bytes(&spelled->text, text, length);
    for (size_t n = 0; n < length; n++)
        gri_text_add_bytes(&spelled->from, (const char *)&place, sizeof place);
}

size_t gri_spelled_from(const struct gri_spelled *spelled, size_t at, size_t length)
{
    uint32_t place;
    if (at >= spelled->text.length || (at + 1) * sizeof place > spelled->from.length)
        return length;
    memcpy(&place, spelled->from.at + at * sizeof place, sizeof place);
    return place;
}

void gri_spelled_copy(struct gri_spelled *spelled, const struct gri_spelled *other, size_t at,
                      size_t length)
{
    gri_text_add_bytes(&spelled->text, other->text.at + at, length);
    gri_text_add_bytes(&spelled->from, other->from.at + at * sizeof(uint32_t),
                       length * sizeof(uint32_t));
}

char gri_spelled_last(const struct gri_spelled *spelled)
{
    size_t n = spelled->text.length;
    while (n > 0 && (spelled->text.at[n - 1] == ' ' || spelled->text.at[n - 1] == '\t'))
        n--;
    return n > 0 ? spelled->text.at[n - 1] : '\0';
}
