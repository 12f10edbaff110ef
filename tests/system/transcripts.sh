# Sessions typed once give today what they gave then.
. "${srcdir:-.}/tests/tap.sh"

cd "$top/tests/transcripts" || exit 99
set -- *.md
begin $#
for transcript; do
    "$GRADUS" --check "$transcript" >"$work/said" 2>&1 </dev/null
    status=$?
    test $status = 0 && : >"$work/said" || echo "exit status $status" >>"$work/said"
    rule "tests/transcripts/$transcript is true" "$work/said"
done
