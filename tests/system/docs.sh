# What the documents say is what the program does.
. "${srcdir:-.}/tests/tap.sh"
page=$top/man/gradus.1 completion=$top/completions/gradus.bash

# true_page SENTENCE FILE: its transcripts give what they show, and there are some.
true_page()
{
    grep -q '^gradus> ' "$2" || echo "no transcript" >"$work/page"
    "$GRADUS" --check "$2" >>"$work/page" 2>&1 </dev/null || echo "exit status $?" >>"$work/page"
    rule "$1" "$work/page"
    rm -f "$work/page"
}

# same SENTENCE THIS THAT: two files, line by line.
same()
{
    diff "$2" "$3" >"$work/difference"
    test -s "$2" || echo "nothing to compare" >>"$work/difference"
    rule "$1" "$work/difference"
}

words()
{
    tr -s ' ,' '\n\n' | sed '/^$/d' | sort -u
}

# values SETTING: what it may be, as its error says; offered: what the completion knows.
values()
{
    "$GRADUS" -e "set $1 ?" 2>&1 | sed -n "s/.*error: $1 is one of \(.*\); .*/\1/p" | words
}
offered()
{
    sed -n "s/.*--$1) .*-W '\([^']*\)'.*/\1/p" "$completion" | words
}

begin 9
true_page "the transcript of the README is true" "$top/README.md"

sed -n '/^\.EX$/,/^\.EE$/p' "$top/man/gradus-lesson.5" |
    sed -e '/^\.E[XE]$/d' -e 's/^\\&//' -e 's/\\-/-/g' >"$work/lesson.md"
true_page "the example of gradus-lesson(5) is true" "$work/lesson.md"

man/generate <"$top/man/gradus.1.in" >"$work/manual"
same "gradus.1 is what make update-manual writes" "$work/manual" "$page"

"$GRADUS" --help | grep -o -E -e '--[a-z-]+' | grep -v -x -e --check: | sort -u >"$work/options"
sed -n '/^\.SH OPTIONS/,/^\.SH LANGUAGE/p' "$page" | sed 's/\\-/-/g' |
    grep -A 1 '^\.TP' | grep -o -E -e '--[a-z-]+' | sort -u >"$work/described"
same "the manual has every option" "$work/options" "$work/described"
sed -n "/-W '-e/,/'/p" "$completion" | grep -o -E -e '--[a-z-]+' | sort -u >"$work/completed"
same "the completion has every option" "$work/options" "$work/completed"

for setting in format notation; do
    values $setting >"$work/values"
    offered $setting >"$work/offered"
    same "the completion has every $setting" "$work/values" "$work/offered"
done

version=$("$GRADUS" --version | sed -n '1s/^\(gradus [^ ]*\).*/\1/p')
grep -L "^\.TH .*\"$version\"" "$page" "$top/man/gradus-lesson.5" >"$work/old"
grep -q "^## \[${version#gradus }\]" "$top/CHANGELOG.md" || echo CHANGELOG.md >>"$work/old"
rule "manual and changelog are of $version" "$work/old"

grep -h -o -E '(src|tests|include|lessons|bench)/[a-z_/.-]*[a-z]' "$top/CONTRIBUTING.md" \
    "$top/README.md" | sort -u | while read -r path; do
    test -e "$top/$path" || echo "$path"
done >"$work/nowhere"
rule "the files that README and CONTRIBUTING name are there" "$work/nowhere"
