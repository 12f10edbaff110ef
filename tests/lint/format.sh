# .clang-format decides; another version of the tool would decide otherwise.
. "${srcdir:-.}/tests/tap.sh"

begin 1
if clang-format --version 2>/dev/null | grep -q 'version 14\.'; then
    find "$top/src" "$top/include" "$top/tests/unit" "$top/tests/mark" -name '*.[ch]' | sort |
        xargs clang-format --dry-run --style=file 2>&1 | grep 'warning:' >"$work/format"
    rule "clang-format would change nothing" "$work/format"
else
    skip "clang-format would change nothing" "clang-format 14 is not installed"
fi
