#include "base/text.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What `at` is while nothing was added: capacity 0 says that it must not be written. */
static const char nothing[1] = "";

void gri_text_init(struct gri_text *text)
{
    *text = (struct gri_text){.at = (char *)(uintptr_t)nothing};
}

void gri_text_clear(struct gri_text *text)
{
    if (text->capacity > 0)
        free(text->at);
    gri_text_init(text);
}

void gri_text_cut(struct gri_text *text, size_t length)
{
    if (length >= text->length)
        return;
    text->length = length;
    text->at[length] = '\0';
}

void gri_text_reset(struct gri_text *text)
{
    gri_text_cut(text, 0);
    text->failed = false;
}

/* Room for `more` bytes and the NUL; false when the text has failed, now or before. */
static bool reserve(struct gri_text *text, size_t more)
{
    if (text->failed)
        return false;
    if (more < text->capacity - text->length)
        return true;
    size_t wanted = text->capacity < 32 ? 64 : text->capacity * 2;
    if (more < SIZE_MAX / 4 && text->capacity < SIZE_MAX / 4) {
        if (wanted <= text->length + more)
            wanted = text->length + more + 1;
        char *at = realloc(text->capacity > 0 ? text->at : NULL, wanted);
        if (at != NULL) {
            at[text->length] = '\0';
            text->at = at;
            text->capacity = wanted;
            return true;
        }
    }
    text->failed = true;
    return false;
}

void gri_text_add_bytes(struct gri_text *text, const char *bytes, size_t length)
{
    if (length == 0 || !reserve(text, length))
        return;
    memcpy(text->at + text->length, bytes, length);
    text->length += length;
    text->at[text->length] = '\0';
}

void gri_text_add(struct gri_text *text, const char *string)
{
    gri_text_add_bytes(text, string, strlen(string));
}

void gri_text_add_repeated(struct gri_text *text, const char *string, size_t times)
{
    size_t length = strlen(string);
    if (length == 0 || times == 0)
        return;
    if (!reserve(text, times > SIZE_MAX / length ? SIZE_MAX : length * times))
        return;
    for (size_t i = 0; i < times; i++)
        gri_text_add_bytes(text, string, length);
}

void gri_text_add_rune(struct gri_text *text, uint32_t rune)
{
    char bytes[4];
    gri_text_add_bytes(text, bytes, gri_utf8_encode(rune, bytes));
}

void gri_text_addf(struct gri_text *text, const char *format, ...)
{
    if (!reserve(text, 0))
        return;
    va_list values, again;
    va_start(values, format);
    va_copy(again, values);
    size_t room = text->capacity - text->length;
    int length = vsnprintf(text->at + text->length, room, format, values);
    if (length < 0) {
        text->failed = true;
    } else if ((size_t)length >= room && reserve(text, (size_t)length)) {
        room = text->capacity - text->length;
        length = vsnprintf(text->at + text->length, room, format, again);
    }
    va_end(again);
    va_end(values);
    if (!text->failed)
        text->length += (size_t)length;
    text->at[text->length] = '\0';
}
