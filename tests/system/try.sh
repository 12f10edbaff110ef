# For scripts that run the program as a person at a shell does: sets up a folder to work in, and
# `try` and `given`.
unset NO_COLOR COLUMNS
cd "$work" || exit 99
touch nothing

# try SENTENCE STATUS OUTPUT ERROR [ARGUMENT...]: run the program on the file `in`, if there is one.
# OUTPUT is all of it, or ~PATTERN for a line of it; ERROR a pattern for the first line, '' for none.
try()
{
    sentence=$1 wanted=$2 output=$3 error=$4
    shift 4
    input=nothing
    test -f in && input=in
    "$GRADUS" "$@" <$input >out 2>err
    status=$?
    {
        test $status = "$wanted" || echo "exit status $status instead of $wanted"
        case $output in
        '~'*) grep -q -e "${output#?}" out || echo "no line of the output is like '${output#?}'" ;;
        *) test "$(cat out)" = "$output" || echo "the output is not '$output'" ;;
        esac
        if test -n "$error"; then
            head -n 1 err | grep -q -e "$error" || echo "the error is not like '$error'"
            test "$(grep -c 'error: ' err)" = 1 || echo "it is not one error line"
        else
            test ! -s err || echo "there is an error"
        fi
    } >said
    test ! -s said || { head -c 1000 out; head -c 1000 err; } >>said
    rule "$sentence" said
    rm -f in
}

# given LINE...: what standard input says next.
given()
{
    printf '%s\n' "$@" >in
}
