/* The sections of the manual page that the tables say. */
#include "cmd/command.h"
#include "cmd/setting.h"

#include <string.h>

/* Text as man(7) wants it: no line begins with a dot or quote, hyphens and backslashes escaped. */
static void add_escaped(struct gri_text *out, const char *text)
{
    for (size_t n = 0; text[n] != '\0'; n++) {
        bool begins = n == 0 || text[n - 1] == '\n';
        if (begins && (text[n] == '.' || text[n] == '\''))
            gri_text_add(out, "\\&");
        if (text[n] == '\\')
            gri_text_add(out, "\\e");
        else if (text[n] == '-')
            gri_text_add(out, "\\-");
        else if (text[n] == '^')
            gri_text_add(out, "\\(ha");
        else
            gri_text_add_bytes(out, text + n, 1);
    }
}

static void add_command(struct gri_text *out, const struct gri_command *command)
{
    struct gri_text synopsis;
    gri_text_init(&synopsis);
    gri_command_synopsis(command, &synopsis);
    gri_text_add(out, ".TP\n.B ");
    add_escaped(out, synopsis.at);
    gri_text_clear(&synopsis);
    gri_text_addf(out, "\n%c", command->summary[0] - 'a' + 'A');
    add_escaped(out, command->summary + 1);
    gri_text_add(out, ".");
    if (command->help != NULL) {
        gri_text_add(out, "\n");
        add_escaped(out, command->help);
    }
    if (command->alias != NULL)
        gri_text_addf(out, "\nShort: %s.", command->alias);
    if (command->example != NULL) {
        gri_text_add(out, "\n.IP\n.EX\n");
        add_escaped(out, command->example);
        gri_text_add(out, "\n.EE");
    }
    gri_text_add(out, "\n");
}

static void add_setting(struct gri_text *out, const struct gri_setting *setting)
{
    gri_text_add(out, ".TP\n.B ");
    add_escaped(out, setting->name);
    gri_text_add(out, " ");
    add_escaped(out, setting->values);
    gri_text_addf(out, "\n%c", setting->summary[0] - 'a' + 'A');
    add_escaped(out, setting->summary + 1);
    gri_text_add(out, " (at first ");
    add_escaped(out, setting->initial);
    gri_text_add(out, ").\n");
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
    if (!out.failed)
        session->host.write(session->host.user, out.at, out.length);
    gri_text_clear(&out);
}
