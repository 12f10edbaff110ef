# Every header can be included first, and the public ones in C++ as well.
. "${srcdir:-.}/tests/tap.sh"
flags="-Wall -Wextra -Werror -fsyntax-only -I$top/include -I$top/src ${CPPFLAGS:-}"

# compile HEADER COMPILER...: says what is wrong with the header alone.
compile()
{
    header=$1
    shift
    echo "#include \"$header\"" | "$@" $flags - 2>&1
}

begin 2
(cd "$top/include" && find . -name '*.h') | sed 's|^\./||' | sort >"$work/public"
(cd "$top/src" && find . -name '*.h') | sed 's|^\./||' | sort >"$work/internal"
for header in $(cat "$work/public" "$work/internal"); do
    compile "$header" ${CC:-cc} -std=c11 -x c
done >"$work/c"
rule "every header compiles alone as C11" "$work/c"

if have "${CXX:-c++}"; then
    for header in $(cat "$work/public"); do
        compile "$header" "${CXX:-c++}" -std=c++11 -x c++
    done >"$work/cxx"
    rule "every public header compiles alone as C++" "$work/cxx"
else
    skip "every public header compiles alone as C++" "no C++ compiler"
fi
