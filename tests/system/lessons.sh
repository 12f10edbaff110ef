# Every lesson gives what its transcripts say.
. "${srcdir:-.}/tests/tap.sh"

set -- "$top"/lessons/*.md
begin $#
for lesson; do
    "$GRADUS" --check "$lesson" >"$work/said" 2>&1 </dev/null
    status=$?
    test $status = 0 && : >"$work/said" || echo "exit status $status" >>"$work/said"
    rule "lessons/$(basename "$lesson") is true" "$work/said"
done
