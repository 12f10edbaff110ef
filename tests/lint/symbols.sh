# What leaves the library, what the program uses of it, and what may change while it runs.
. "${srcdir:-.}/tests/tap.sh"

begin 3
if test -f .libs/libgradus.so; then
    ${NM:-nm} -D --defined-only .libs/libgradus.so | awk '$3 !~ /^gr_/' >"$work/exported"
    rule "only gr_ leaves the shared object" "$work/exported"
else
    skip "only gr_ leaves the shared object" "no shared object was built"
fi

find src/repl -name '*.o' -exec ${NM:-nm} -A -u {} + | grep ' gri_' >"$work/inside"
rule "the program calls only what is public" "$work/inside"

# Constants with addresses in them are .data.rel.ro: written by the loader only.
for room in .libs/libgri_*.a; do
    ${OBJDUMP:-objdump} -t "$room" | awk -v room="$room" '
        / \.data\.rel\.ro/ || / [dF] +\./ || / df / { next }
        / (\.data|\.bss|\.tdata|\.tbss|\*COM\*)/ && $NF !~ /^(\.|__|_?DW)/ { print room ": " $NF }'
done >"$work/globals"
if ${NM:-nm} -A .libs/libgri_base.a 2>/dev/null | grep -Eq '__(asan|gcov)_'; then
    skip "the library has no mutable globals" "sanitizers and coverage add their own"
else
    rule "the library has no mutable globals" "$work/globals"
fi
