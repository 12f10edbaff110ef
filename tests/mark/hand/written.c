#include "hand/written.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One more in the last place. */
static void increase(char *digits)
{
    for (size_t n = strlen(digits); n-- > 0;) {
        if (digits[n] == '.')
            continue;
        if (digits[n] != '9') {
            digits[n]++;
            return;
        }
        digits[n] = '0';
    }
    memmove(digits + 1, digits, strlen(digits) + 1);
    digits[0] = '1';
}

/* The sign of what is cut off, less half a unit. */
static int against_half(const char *rest)
{
    if (rest[0] != '5')
        return rest[0] < '5' ? -1 : 1;
    return strspn(rest + 1, "0") == strlen(rest + 1) ? 0 : 1;
}

static void trim(char *text)
{
    size_t length = strlen(text);
    while (strchr(text, '.') != NULL && (text[length - 1] == '0' || text[length - 1] == '.')) {
        bool point = text[length - 1] == '.';
        text[--length] = '\0';
        if (point)
            break;
    }
}

/* The number without its sign, at 15 significant digits: "0.00123000", zeros enough behind it. */
static void write_plain(double number, char *plain, size_t decimals)
{
    enum { DIGITS = 15 };
    char seen[WRITTEN], digits[DIGITS + 1] = {0};
    snprintf(seen, sizeof seen, "%.*e", DIGITS - 1, fabs(number));
    digits[0] = seen[0];
    memcpy(digits + 1, seen + 2, DIGITS - 1);
    int power = atoi(strchr(seen, 'e') + 1);
    size_t n = 0;
    for (int place = power > 0 ? power : 0; place >= -(int)decimals - DIGITS; place--) {
        int at = power - place;
        plain[n++] = at >= 0 && at < DIGITS ? digits[at] : '0';
        if (place == 0)
            plain[n++] = '.';
    }
    /* What is smaller still is more than nothing. */
    plain[n - 1] = power < -(int)decimals - DIGITS && number != 0 ? '1' : plain[n - 1];
    plain[n] = '\0';
}

double write_number(const struct policy *policy, double number, char text[WRITTEN])
{
    char plain[400];
    write_plain(number, plain, (size_t)policy->decimals);
    size_t cut = strcspn(plain, ".") + 1 + (size_t)policy->decimals;
    int half = against_half(plain + cut);
    char last = plain[cut - 1] == '.' ? plain[cut - 2] : plain[cut - 1];
    plain[cut] = '\0';
    if (policy->habit != TRUNCATE &&
        (half > 0 || (half == 0 && (policy->habit == HALF_UP || (last - '0') % 2 == 1))))
        increase(plain);
    if (policy->trimmed)
        trim(plain);
    bool zero = strspn(plain, "0.") == strlen(plain);
    const char *digits = plain[0] == '0' && plain[1] == '.' && policy->pointed && !zero ? plain + 1
                                                                                        : plain;
    snprintf(text, WRITTEN, "%s%.40s", number < 0 && !zero ? "-" : "", digits);
    return strtod(text, NULL);
}

double written_unit(const char *text)
{
    const char *point = strchr(text, '.');
    return point == NULL ? 1 : pow(10, -(double)strspn(point + 1, "0123456789"));
}

void write_given(double number, char text[WRITTEN])
{
    snprintf(text, WRITTEN, "%.10g", number);
}
