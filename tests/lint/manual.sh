# The manual pages say nothing to the one who formats them.
. "${srcdir:-.}/tests/tap.sh"

begin 1
if have groff; then
    for page in "$top"/man/*.[15]; do
        test -f "$page" || continue
        groff -man -ww -z -K utf8 "$page" 2>&1 | sed "s|^|$page: |"
    done >"$work/pages"
    rule "the manual pages are silent under groff -man -ww -z" "$work/pages"
else
    skip "the manual pages are silent under groff -man -ww -z" "groff is not installed"
fi
