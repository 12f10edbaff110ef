# What the scripts share: begin PLAN, then rule "SENTENCE" FILE-OF-OFFENCES for each rule.
# A rule holds when the file is empty; what stands in it is shown.
set -u
LC_ALL=C
export LC_ALL
top=${srcdir:-.}
work=$(mktemp -d) || exit 99
trap 'rm -rf "$work"' EXIT
number=0

begin()
{
    echo "1..$1"
}

rule()
{
    number=$((number + 1))
    if test -s "$2"; then
        echo "not ok $number - $1"
        sed 's/^/# /' "$2"
    else
        echo "ok $number - $1"
    fi
}

skip()
{
    number=$((number + 1))
    echo "ok $number - $1 # SKIP $2"
}

have()
{
    command -v "$1" >/dev/null 2>&1
}
