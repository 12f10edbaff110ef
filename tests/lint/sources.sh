# Every file that is compiled is named in a local.mk, and none is named for what it is not.
. "${srcdir:-.}/tests/tap.sh"

begin 2
cat "$top"/Makefile.am $(find "$top/src" "$top/tests" -name local.mk) | tr -s ' \t\\=' '\n' |
    sed 's|^\(tests/unit/.*/test_[a-z0-9_]*\)$|\1.c|' | sort -u >"$work/listed"
(cd "$top" && find src include tests/unit tests/mark -name '*.[ch]') | sort >"$work/there"
comm -13 "$work/listed" "$work/there" >"$work/forgotten"
rule "every source is named in a local.mk" "$work/forgotten"

grep -E '(^|[/_-])(util|utils|misc|common|helper|helpers)([._/-]|$)' "$work/there" >"$work/stems"
rule "no file is called util, misc, common or helpers" "$work/stems"
