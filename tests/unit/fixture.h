/* The tables below tests/fixtures: lines of fields between tabs. */
#ifndef GRADUS_TEST_NET_FIXTURE_H
#define GRADUS_TEST_NET_FIXTURE_H

#include "suite.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { MOST_FIELDS = 200 };

struct fixture {
    FILE *file;
    char line[8192];
    char *field[MOST_FIELDS];
    size_t fields;
};

static inline void fixture_open(struct fixture *fixture, const char *name)
{
    const char *top = getenv("srcdir");
    char path[4096];
    snprintf(path, sizeof path, "%s/tests/fixtures/%s", top != NULL ? top : ".", name);
    fixture->file = fopen(path, "r");
    ck_assert_msg(fixture->file != NULL, "cannot read %s", path);
}

/* The next line that is no comment, cut into its fields; false at the end. */
static inline bool fixture_next(struct fixture *fixture)
{
    do {
        if (fgets(fixture->line, sizeof fixture->line, fixture->file) == NULL) {
            fclose(fixture->file);
            return false;
        }
        ck_assert_ptr_nonnull(strchr(fixture->line, '\n'));
    } while (fixture->line[0] == '#');
    char *rest = fixture->line;
    fixture->fields = 0;
    rest[strcspn(rest, "\n")] = '\0';
    for (char *field = strsep(&rest, "\t"); field != NULL; field = strsep(&rest, "\t")) {
        ck_assert_uint_lt(fixture->fields, MOST_FIELDS);
        fixture->field[fixture->fields++] = field;
    }
    return true;
}

/* The next line: it is `name` and so many numbers. */
static inline void fixture_numbers(struct fixture *fixture, const char *name, double *numbers,
                                   size_t count)
{
    ck_assert(fixture_next(fixture));
    ck_assert_str_eq(fixture->field[0], name);
    ck_assert_uint_eq(fixture->fields, count + 1);
    for (size_t n = 0; n < count; n++)
        numbers[n] = strtod(fixture->field[n + 1], NULL);
}

#endif
