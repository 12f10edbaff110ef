/* The sections of the manual page that the tables say, in man(7) macros. */
#include "cmd/command.h"
#include "cmd/mark/catalogue.h"
#include "cmd/setting.h"
#include "cmd/setup/problem.h"
#include "explain/name/notation.h"
#include "net/kind/initializer.h"
#include "page/parts.h"

#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A hyphen, a quote or a caret stands for itself only when it is said so. */
static void add_sign(struct gri_text *out, char sign)
{
    static const struct {
        char sign;
        const char *escaped;
    } signs[] = {{'\\', "\\e"}, {'-', "\\-"}, {'^', "\\(ha"}, {'\'', "\\(aq"}, {'`', "\\(ga"}};
    for (size_t n = 0; n < sizeof signs / sizeof *signs; n++) {
        if (signs[n].sign == sign) {
            gri_text_add(out, signs[n].escaped);
            return;
        }
    }
    gri_text_add_bytes(out, &sign, 1);
}

/* What is typed, sign by sign; no line of it is a macro. */
static void add_literal(struct gri_text *out, const char *text)
{
    for (size_t n = 0; text[n] != '\0'; n++) {
        if (text[n] == '.' && (n == 0 || text[n - 1] == '\n'))
            gri_text_add(out, "\\&");
        add_sign(out, text[n]);
    }
}

/* Prose: `words` are bold, a sentence is a line, and any device can show it. */
static void add_prose(struct gri_text *out, const char *text)
{
    bool bold = false;
    for (size_t n = 0; text[n] != '\0'; n++) {
        bool begins = n > 1 && text[n - 1] == ' ' && text[n - 2] == '.' && !bold;
        if (text[n] == ' ' && n > 0 && text[n - 1] == '.' && !bold)
            continue;
        if (begins)
            gri_text_add(out, "\n");
        if (text[n] == '.' && begins)
            gri_text_add(out, "\\&");
        if (strncmp(text + n, "…", strlen("…")) == 0) {
            gri_text_add(out, "...");
            n += strlen("…") - 1;
        } else if (text[n] == '`') {
            gri_text_add(out, bold ? "\\fP" : "\\fB");
            bold = !bold;
        } else if (text[n] == '\'' && !bold) {
            gri_text_add(out, "'");
        } else {
            add_sign(out, text[n]);
        }
    }
}

static void add_sentence(struct gri_text *out, const char *summary)
{
    char first = summary[0];
    if (first >= 'a' && first <= 'z')
        first = (char)(first - 'a' + 'A');
    add_sign(out, first);
    add_prose(out, summary + 1);
}

/* A synopsis: what is typed as it stands is bold, what stands for something is italic. */
static void add_synopsis(struct gri_text *out, const char *text)
{
    for (size_t n = 0; text[n] != '\0';) {
        size_t length = 0;
        while (is_letter(text[n + length]) || (length > 0 && text[n + length] == '-'))
            length++;
        if (length > 0) {
            gri_text_add(out, text[n] >= 'a' ? "\\fB" : "\\fI");
            for (size_t k = 0; k < length; k++)
                add_sign(out, text[n + k]);
            gri_text_add(out, "\\fP");
        } else {
            add_sign(out, text[n]);
        }
        n += length > 0 ? length : 1;
    }
}

static void add_listing(struct gri_text *out, const char *text)
{
    gri_text_add(out, ".IP\n.EX\n");
    add_literal(out, text);
    gri_text_add(out, "\n.EE\n");
}

static void add_command(struct gri_text *out, const struct gri_command *command)
{
    struct gri_text synopsis;
    gri_text_init(&synopsis);
    gri_command_synopsis(command, &synopsis);
    gri_text_add(out, ".TP\n");
    add_synopsis(out, synopsis.at);
    out->failed |= synopsis.failed;
    gri_text_clear(&synopsis);
    gri_text_add(out, "\n");
    add_sentence(out, command->summary);
    gri_text_add(out, ".\n");
    if (command->help != NULL) {
        add_prose(out, command->help);
        gri_text_add(out, "\n");
    }
    if (command->alias != NULL)
        gri_text_addf(out, "Short: \\fB%s\\fP.\n", command->alias);
    if (command->example != NULL)
        add_listing(out, command->example);
}

static void add_words(struct gri_text *out, const char *(*words)(size_t n))
{
    for (size_t n = 0; words(n) != NULL; n++) {
        gri_text_add(out, n == 0 ? "" : words(n + 1) == NULL ? " or " : ", ");
        gri_text_add(out, "\\fB");
        add_literal(out, words(n));
        gri_text_add(out, "\\fP");
    }
}

static void add_setting(struct gri_text *out, const struct gri_setting *setting)
{
    gri_text_add(out, ".TP\n\\fB");
    add_literal(out, setting->name);
    gri_text_add(out, "\\fP ");
    add_synopsis(out, setting->values);
    gri_text_add(out, "\n");
    add_sentence(out, setting->summary);
    if (strcmp(setting->values, "NAME") == 0 && setting->words != NULL) {
        gri_text_add(out, ":\n");
        add_words(out, setting->words);
    }
    gri_text_add(out, ".\nDefault: \\fB");
    add_literal(out, setting->initial);
    gri_text_add(out, "\\fP.\n");
}

static void add_choice(struct gri_text *out, const char *name, const char *summary)
{
    gri_text_add(out, ".TP\n.B ");
    add_literal(out, name);
    gri_text_add(out, "\n");
    add_literal(out, summary);
    gri_text_add(out, "\n");
}

/* A sign, in ASCII since not every device has it, and "green: what it means". */
static void add_marked(struct gri_text *out, const char *sign, const char *name,
                       const char *meaning)
{
    struct gri_text shown, words;
    gri_text_init(&shown);
    gri_text_init(&words);
    gri_safe_add(&shown, sign, strlen(sign), GRI_SAFE_LINE | GRI_SAFE_ASCII);
    gri_text_addf(&words, "%s: %s", name, meaning);
    add_choice(out, shown.at, words.at);
    out->failed |= shown.failed || words.failed;
    gri_text_clear(&shown);
    gri_text_clear(&words);
}

/* The tables that commands and settings choose from. */
static void add_choices(struct gri_text *out)
{
    gri_text_add(out, ".SH CHOICES\n.SS Activations\n");
    for (size_t n = 0; n < GRI_ACTIVATIONS; n++)
        add_choice(out, gri_activations[n].name, gri_activations[n].summary);
    gri_text_add(out, ".SS Losses\n");
    for (size_t n = 0; n < GRI_LOSSES; n++)
        add_choice(out, gri_losses[n].name, gri_losses[n].summary);
    gri_text_add(out, ".SS Optimizers\n");
    for (size_t n = 0; n < GRI_OPTIMIZERS; n++)
        add_choice(out, gri_optimizers[n].name, gri_optimizers[n].summary);
    gri_text_add(out, ".SS Rules\n");
    for (size_t n = 0; n < GRI_RULES; n++)
        add_choice(out, gri_rules[n].name, gri_rules[n].summary);
    gri_text_add(out, ".SS Methods of init\n");
    for (size_t n = 0; n < GRI_INITIALIZERS; n++)
        add_choice(out, gri_initializers[n].name, gri_initializers[n].summary);
    gri_text_add(out, ".SS Built-in problems\n");
    for (size_t n = 0; n < gri_problem_count; n++)
        add_choice(out, gri_problems[n].name, gri_problems[n].summary);
    gri_text_add(out, ".SS Functions\n");
    for (size_t n = 0; n < gri_function_count; n++)
        add_choice(out, gri_functions[n].name, gri_functions[n].summary);
    gri_text_add(out, ".SS Notations\n");
    for (size_t n = 0; n < gri_notation_count; n++)
        add_choice(out, gri_notations[n]->name, gri_notations[n]->summary);
    gri_text_add(out, ".SS Formats\n");
    for (size_t n = 0; n < gri_writer_count; n++)
        add_choice(out, gri_writers[n].name, gri_writers[n].summary);
    gri_text_add(out, ".SS Signs and colours\n");
    for (size_t n = 0; n < GRI_PAINT_NONE; n++)
        add_marked(out, gri_paints[n].sign, gri_paints[n].color, gri_paints[n].meaning);
}

static void add_example(struct gri_text *out, const struct gri_example *example)
{
    gri_text_add(out, ".br\nIn \\fB");
    add_literal(out, example->problem->name);
    gri_text_add(out, "\\fP:\n");
    add_listing(out, example->page);
}

static void add_mistake(struct gri_text *out, enum gri_mistake mistake)
{
    const struct gri_mistake_row *row = &gri_mistakes[mistake];
    gri_text_add(out, ".TP\n\\fB");
    add_literal(out, row->id);
    gri_text_add(out, " ");
    add_literal(out, row->code);
    gri_text_add(out, "\\fP\n");
    add_literal(out, row->summary);
    if (row->hidden != NULL) {
        gri_text_add(out, "; it cannot show where ");
        add_literal(out, row->hidden);
    }
    gri_text_add(out, ".\nIt is told as \\(lq");
    add_literal(out, row->words);
    gri_text_add(out, "\\(rq.\n");
    add_example(out, &gri_examples[mistake]);
}

static void add_verdicts(struct gri_text *out)
{
    gri_text_add(out, ".SS Verdicts\n");
    for (size_t n = 0; n < GRI_VERDICTS; n++)
        add_marked(out, gri_signs[gri_verdicts[n].sign].text, gri_verdicts[n].name,
                   gri_verdicts[n].summary);
}

/* What slips are called, the catalogue, and the problems of its examples. */
static void add_mistakes(struct gri_text *out)
{
    gri_text_add(out, ".SS Codes of slips\n");
    for (size_t n = 0; n < gri_code_count; n++) {
        add_choice(out, gri_codes[n].name, gri_codes[n].summary);
        if (gri_codes[n].example.problem != NULL)
            add_example(out, &gri_codes[n].example);
    }
    gri_text_add(out, ".SS The catalogue\n");
    for (size_t n = 1; n < GRI_MISTAKES; n++)
        add_mistake(out, (enum gri_mistake)n);
    gri_text_add(out, ".SS Problems of the examples\n");
    for (size_t n = 0; n < gri_example_problem_count; n++) {
        gri_text_add(out, ".TP\n.B ");
        add_literal(out, gri_example_problems[n].name);
        gri_text_add(out, "\n\\&\n");
        add_listing(out, gri_example_problems[n].commands);
    }
}

void gr_session_manual(struct gr_session *session)
{
    struct gri_text out;
    gri_text_init(&out);
    gri_text_add(&out, ".SH COMMANDS\n");
    for (size_t group = 0; group < GRI_GROUPS; group++) {
        gri_text_addf(&out, ".SS %s\n", gri_group_titles[group]);
        for (size_t n = 0; n < gri_command_count; n++)
            if (gri_commands[n]->group == group)
                add_command(&out, gri_commands[n]);
    }
    gri_text_add(&out, ".SH SETTINGS\n");
    for (size_t n = 0; n < gri_setting_count; n++)
        add_setting(&out, &gri_settings[n]);
    add_choices(&out);
    gri_text_add(&out, ".SH VERDICTS AND MISTAKES\n");
    add_verdicts(&out);
    add_mistakes(&out);
    if (!out.failed)
        session->host.write(session->host.user, out.at, out.length);
    gri_text_clear(&out);
}
