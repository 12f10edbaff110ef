/* Numbers as a person writes them: decimals, rounded by a policy. */
#ifndef GRADUS_TEST_MARK_WRITTEN_H
#define GRADUS_TEST_MARK_WRITTEN_H

#include <stdbool.h>

enum habit { HALF_UP, HALF_EVEN, TRUNCATE, HABITS };

struct policy {
    int decimals;
    enum habit habit;
    bool in_full; /* goes on with the number that was computed, not with the one written */
    bool trimmed; /* writes 0.5 for 0.5000 */
    bool pointed; /* writes .5 for 0.5 */
};

enum { WRITTEN = 48 };

/* The number's text, and what it says: the number at 15 significant digits, rounded. */
double write_number(const struct policy *policy, double number, char text[WRITTEN]);

/* The unit of a text's last digit. */
double written_unit(const char *text);

/* A number that was given, as short as it can be written. */
void write_given(double number, char text[WRITTEN]);

#endif
