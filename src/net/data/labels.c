#include "net/data/labels.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

bool gri_is_label(const char *text, size_t length)
{
    unsigned char c = length > 0 ? (unsigned char)text[0] : 0;
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

bool gri_is_missing(const char *text, size_t length)
{
    static const char words[][5] = {"nan", "NaN", "NAN", "NA", "N/A", "n/a", "null", "NULL"};
    for (size_t n = 0; n < sizeof words / sizeof *words; n++)
        if (strlen(words[n]) == length && memcmp(words[n], text, length) == 0)
            return true;
    return false;
}

size_t gri_labels_number(struct gri_labels *labels, const char *word, size_t length)
{
    for (size_t n = 0; n < labels->count; n++)
        if (strncmp(labels->word[n], word, length) == 0 && labels->word[n][length] == '\0')
            return n;
    char *copy = labels->count < GRI_LABEL_LIMIT ? malloc(length + 1) : NULL;
    if (copy == NULL)
        return SIZE_MAX;
    memcpy(copy, word, length);
    copy[length] = '\0';
    labels->word[labels->count] = copy;
    return labels->count++;
}

void gri_labels_free(struct gri_labels *labels)
{
    if (labels == NULL)
        return;
    for (size_t n = 0; n < labels->count; n++)
        free(labels->word[n]);
    free(labels);
}
