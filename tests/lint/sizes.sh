# A file is read in ten minutes, a function at once.
. "${srcdir:-.}/tests/tap.sh"

begin 2
find "$top/src" "$top/include" "$top/tests/unit" "$top/tests/mark" -name '*.[ch]' | sort >"$work/files"
xargs wc -l <"$work/files" | awk '$2 != "total" && $1 > 400 { print $2 ": " $1 " lines" }' \
    >"$work/long"
rule "no file is longer than 400 lines" "$work/long"

if ctags --version 2>/dev/null | grep -q '^Universal'; then
    ctags -f - -L "$work/files" --languages=C --langmap=C:.c.h --kinds-C=f --fields=+ne \
        -D 'START_TEST(name)=void name(int i)' -D END_TEST= |
        awk -F '\t' '{
            line = end = 0
            for (i = 4; i <= NF; i++) {
                if ($i ~ /^line:/) line = substr($i, 6)
                if ($i ~ /^end:/) end = substr($i, 5)
            }
            if (end - line + 1 > 60) print $2 ": " $1 " has " end - line + 1 " lines"
        }' >"$work/functions"
    rule "no function is longer than 60 lines" "$work/functions"
else
    skip "no function is longer than 60 lines" "universal-ctags is not installed"
fi
