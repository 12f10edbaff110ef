#include "base/error.h"

#include "base/utf8.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static bool is_control(uint32_t rune)
{
    return rune < 0x20 || (rune >= 0x7f && rune < 0xa0);
}

/* A message is one line of UTF-8 whatever was quoted in it: control characters become spaces,
 * invalid bytes question marks. `clipped`: a character cut in two at the end is dropped. */
static void copy_line(char *to, const char *from, bool clipped)
{
    size_t length = strlen(from);
    for (size_t i = 0, used; i < length; i += used) {
        uint32_t rune = gri_utf8_decode(from + i, length - i, &used);
        if (rune == GRI_RUNE_BAD && clipped && length - i < 4 && (from[i] & 0xc0) == 0xc0)
            break;
        if (rune == GRI_RUNE_BAD) {
            *to++ = '?';
        } else if (is_control(rune)) {
            *to++ = ' ';
        } else {
            memcpy(to, from + i, used);
            to += used;
        }
    }
    *to = '\0';
}

void gri_say(struct gr_err *err, enum gr_status status, size_t column, const char *format, ...)
{
    if (err == NULL)
        return;
    char words[sizeof err->message] = "";
    va_list values;
    va_start(values, format); /* they may quote the old words of `err` */
    int length = vsnprintf(words, sizeof words, format, values);
    va_end(values);
    *err = (struct gr_err){.status = status, .column = column};
    copy_line(err->message, words, length >= (int)sizeof words);
}
