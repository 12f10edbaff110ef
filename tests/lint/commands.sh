# A command has a file of its own, a row in the table, an example, and a transcript that shows it.
. "${srcdir:-.}/tests/tap.sh"

begin 4
cd "$top" || exit 99
grep -l 'const struct gri_command gri_command_' src/cmd/*/*.c | sort >"$work/files"
sed -n 's/^const struct gri_command gri_command_\([a-z_]*\) = .*/\1/p' $(cat "$work/files") |
    sort >"$work/commands"
sed -n '/define EACH_COMMAND/,/[^\\]$/p' src/cmd/table.c | grep -o 'X([a-z_]*)' |
    sed 's/X(\(.*\))/\1/' | sed '/^X$/d' | sort >"$work/rows"

sed 's|.*/\(.*\)\.c$|\1|' "$work/files" | sort | diff - "$work/commands" >"$work/elsewhere"
rule "a command stands in a file of its name" "$work/elsewhere"
test -s "$work/commands" || echo "no command found" >"$work/rowless"
diff "$work/commands" "$work/rows" >>"$work/rowless"
rule "every command has a row in src/cmd/table.c" "$work/rowless"

for file in $(cat "$work/files"); do
    case $file in
    */quit.c | */save.c | */source.c) ;;
    *) grep -q '\.example = ".' "$file" || echo "$file" ;;
    esac
done >"$work/bare"
rule "every command has an example" "$work/bare"

for command in $(cat "$work/commands"); do
    typed=$(echo "$command" | tr _ -)
    grep -q -E "^gradus> $typed( |\$)" tests/transcripts/*.md lessons/*.md || echo "$command"
done >"$work/unseen"
rule "every command is shown in a transcript" "$work/unseen"
