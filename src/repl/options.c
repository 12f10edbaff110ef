#include "repl/options.h"

#include "repl/program.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { KIND_COMMAND, KIND_MARK, KIND_FLAG, KIND_SETTING, KIND_COLOR, KIND_RECORD };

struct row {
    char letter; /* 0: none */
    enum kind kind;
    size_t flag; /* where a KIND_FLAG stands in struct options */
    const char *name, *value, *help;
};

#define FLAG(member) KIND_FLAG, offsetof(struct options, member)

static const struct row rows[] = {
    {'e', KIND_COMMAND, 0, "command", "CMD",
     "run a command line (repeatable, in order with files)"},
    {'i', FLAG(interactive), "interactive", NULL, "prompt afterwards; lessons pause at each block"},
    {0, FLAG(check), "check", NULL, "run lessons, compare with their transcripts"},
    {0, FLAG(update), "update", NULL, "with --check: rewrite the transcripts in place"},
    {0, KIND_MARK, 0, "mark", "PAGE", "mark a page of hand work, after commands and files"},
    {0, KIND_SETTING, 0, "format", "NAME", "output as text, json, csv, html or latex"},
    {0, KIND_SETTING, 0, "digits", "N", "decimals to show"},
    {0, KIND_SETTING, 0, "notation", "NAME", "how quantities are named"},
    {0, KIND_SETTING, 0, "threads", "N", "threads to use"},
    {0, KIND_SETTING, 0, "seed", "N", "where random numbers begin"},
    {0, KIND_RECORD, 0, "record", "FILE", "keep what is run as the draft of a lesson"},
    {0, FLAG(plain), "plain", NULL, "ASCII, no colour, one fact a line"},
    {0, KIND_COLOR, 0, "color", "WHEN", "auto, always or never"},
    {'k', FLAG(keep_going), "keep-going", NULL, "do not stop a script at its first error"},
    {0, FLAG(allow_write), "allow-write", NULL, "let lessons and scripts write files"},
    {0, FLAG(version), "version", NULL, "say which version this is"},
    {0, FLAG(help), "help", NULL, "say this"},
};

enum { ROWS = sizeof rows / sizeof rows[0], FIRST_KEY = 1000 };

void options_help(void)
{
    fputs("Usage: gradus [OPTION...] [FILE...]\n"
          "The step debugger for backpropagation.\n\n",
          stdout);
    for (const struct row *row = rows; row < rows + ROWS; row++) {
        char names[32];
        snprintf(names, sizeof names, "--%s%s%s", row->name, row->value ? "=" : "",
                 row->value ? row->value : "");
        if (row->letter)
            printf("  -%c, %-18s  %s\n", row->letter, names, row->help);
        else
            printf("      %-18s  %s\n", names, row->help);
    }
    fputs("\nA FILE ending in .md is a lesson, any other a script; - is standard input.\n"
          "Without FILE, -e and --mark: the prompt, or a script from standard input.\n",
          stdout);
}

/* What getopt_long wants to know, from the rows. A row's key is FIRST_KEY and its number. */
static void describe(struct option *longs, char *shorts)
{
    *shorts++ = '-'; /* files come in order, as option 1 */
    *shorts++ = ':'; /* a missing value is a ':' */
    for (int i = 0; i < ROWS; i++) {
        int value = rows[i].value ? required_argument : no_argument;
        longs[i] = (struct option){rows[i].name, value, NULL, FIRST_KEY + i};
        if (!rows[i].letter)
            continue;
        *shorts++ = rows[i].letter;
        if (rows[i].value)
            *shorts++ = ':';
    }
    longs[ROWS] = (struct option){0};
    *shorts = '\0';
}

static const struct row *row_of(int key)
{
    if (key >= FIRST_KEY)
        return &rows[key - FIRST_KEY];
    for (const struct row *row = rows; row < rows + ROWS; row++) {
        if (row->letter && row->letter == key)
            return row;
    }
    return NULL;
}

static void add_item(struct options *options, bool is_command, const char *text)
{
    options->items[options->item_count++] = (struct item){is_command, text};
}

static bool read_color(const char *when, enum color *color)
{
    static const char *const names[] = {"auto", "always", "never"};
    for (int i = COLOR_AUTO; i <= COLOR_NEVER; i++) {
        if (strcmp(when, names[i]) == 0) {
            *color = (enum color)i;
            return true;
        }
    }
    report_usage("--color=%s is none of auto, always, never", when);
    return false;
}

static bool take(struct options *options, const struct row *row, const char *value)
{
    switch (row->kind) {
    case KIND_COMMAND:
        add_item(options, true, value);
        return true;
    case KIND_MARK:
        options->marks[options->mark_count++] = value;
        return true;
    case KIND_FLAG:
        *(bool *)((char *)options + row->flag) = true;
        return true;
    case KIND_SETTING:
        options->settings[options->setting_count++] = (struct setting){row->name, value};
        return true;
    case KIND_RECORD:
        options->record = value;
        return true;
    case KIND_COLOR:
        return read_color(value, &options->color);
    }
    return false;
}

/* getopt_long says '?' for all of these. `word` is the argument it stood in. */
static void refuse(const char *word, int key)
{
    const struct row *row = row_of(key);
    size_t length = strcspn(word, "=");
    int same = 0;
    for (int i = 0; i < ROWS && length > 2 && word[1] == '-'; i++)
        same += strncmp(rows[i].name, word + 2, length - 2) == 0;
    if (row != NULL && word[length] == '=')
        report_usage("option --%s takes no value", row->name);
    else if (same > 1)
        report_usage("option %s could be several", word);
    else if (word[1] == '-')
        report_usage("unknown option %.*s", (int)length, word);
    else
        report_usage("unknown option -%c", key);
}

static bool fits(const struct options *options)
{
    if (options->update && !options->check) {
        report_usage("--update goes with --check");
        return false;
    }
    if (!options->check)
        return true;
    if (options->mark_count != 0) {
        report_usage("--check compares lessons, it marks no page");
        return false;
    }
    if (options->record != NULL) {
        report_usage("--record keeps what is run, --check runs what is kept");
        return false;
    }
    for (size_t i = 0; i < options->item_count; i++) {
        if (options->items[i].is_command) {
            report_usage("--check compares lessons, it runs no -e");
            return false;
        }
    }
    if (options->item_count == 0)
        report_usage("--check needs the lessons to compare");
    return options->item_count != 0;
}

bool options_read(struct options *options, int argc, char **argv)
{
    struct option longs[ROWS + 1];
    char shorts[2 * ROWS + 3];
    describe(longs, shorts);
    *options = (struct options){.color = COLOR_AUTO};
    options->items = must(calloc((size_t)argc + 1, sizeof options->items[0]));
    options->marks = must(calloc((size_t)argc + 1, sizeof options->marks[0]));
    options->settings = must(calloc((size_t)argc + 1, sizeof options->settings[0]));
    int key;
    while ((key = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
        if (key == 1) {
            add_item(options, false, optarg);
        } else if (key == ':') {
            const struct row *row = row_of(optopt);
            report_usage("option --%s needs a value", row ? row->name : "?");
            return false;
        } else if (key == '?') {
            refuse(argv[optind - 1], optopt);
            return false;
        } else {
            const struct row *row = row_of(key);
            if (row == NULL || !take(options, row, optarg))
                return false;
        }
    }
    while (optind < argc)
        add_item(options, false, argv[optind++]);
    return options->help || options->version || fits(options);
}

void options_clear(struct options *options)
{
    free(options->items);
    free(options->settings);
    free(options->marks);
}
