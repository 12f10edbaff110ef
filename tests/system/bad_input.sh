# Input that is broken in every way: one error line with its place, exit status 2, soon.
. "${srcdir:-.}/tests/tap.sh"

cd "$work" || exit 99
here=$work

# A line that is FILE:LINE:COLUMN: error: what
place='^[^:]*:[0-9][0-9]*:[0-9][0-9]*: error: .'

# judge SENTENCE ARGUMENT...: what gradus says of a failure, once plain, once with the source line and
# a caret below. Standard input is the file `input` where there is one.
judge()
{
    sentence=$1
    shift
    : >offences
    test -f input || : >input
    timeout 10 "$GRADUS" --plain "$@" <input >said 2>told
    status=$?
    test $status = 2 || echo "exit status $status" >>offences
    test "$(wc -l <told)" -eq 1 || echo "$(wc -l <told) lines of error" >>offences
    grep -q "$expected" told || echo "no $expected" >>offences
    grep -q "${words:-.}" told || echo "no word of: $words" >>offences
    test "$(wc -c <told)" -lt 1000 || echo "$(wc -c <told) bytes of error" >>offences
    timeout 10 "$GRADUS" "$@" <input >said 2>full
    test $? = 2 || echo "another exit status without --plain" >>offences
    case $(wc -l <full) in
    1) ;;
    3) sed -n 3p full | grep -q '^ *^$' || echo "no caret" >>offences ;;
    *) echo "$(wc -l <full) lines without --plain" >>offences ;;
    esac
    test "$(head -n 1 full)" = "$(cat told)" || echo "another line without --plain" >>offences
    test -s offences && head -c 600 told >>offences
    rule "$sentence" offences
    rm -f input
    expected=$place words=
}

# line SENTENCE WORDS LINE: in a script, behind a problem.
line()
{
    words=$2
    printf 'use lottery\n%s\n' "$3" >script.gr
    judge "$1" script.gr
}

# repeat TEXT TIMES
repeat()
{
    awk -v text="$1" -v times="$2" 'BEGIN { while (times-- > 0) printf "%s", text }'
}

expected=$place words=
begin 47

line "an unknown command" '2:1: error: .*did you mean' 'wieghts'
line "a word that is nothing" 'unknown' 'xyzzy 3'
line "a hidden unit that is not there" 'h9' 'h9'
line "a weight that is not there" 'w99' 'print 1 + w99'
line "an index too far" '2:' 'w5[7]'
line "a sample too far" 'sample 7' 'h1[7]'
line "an epoch that has not run" 'epoch 99' 'w5@99'
line "an epoch without a name" '2:1:' '@99'
line "a value for what is computed" 'check h1' 'h1 = 3'
line "a matrix of another shape" '1 by 2' 'W[1] = [1 2]'
line "rows of unequal length" '2:' 'W[1] = [1 2; 3]'
line "a product that does not fit" '2:' 'X*X'
line "an absurd network" '1000000' 'network 1000000-1000000-1'
line "an absurd number of layers" 'layers' "network 1$(repeat -1 100)"
line "an absurd count" 'too many at once' 'iteration 99999999999999'
line "a number that is none" 'whole number' 'step two'
line "a setting that is not there" 'did you mean rate' 'set rats 1'
line "a value of a setting" 'none of them' 'set loss mess'
line "a false quote" 'quote' 'source "a b'
line "a bracket that is not closed" '2:.*bracket' 'print (1 + 2'
line "a matrix that is not closed" '2:.*bracket' '[1 2; 3'
line "a block that is not closed" '2:1: .*block' "$(printf 'data\n1 2 3\n4 5 6')"
line "a row with a field too few" '4:' "$(printf 'data\n1 2 3\n4 5\nend')"
line "a row with a field that is no number" '4:3: .*five' "$(printf 'data\n1 2 3\n4 five 6\nend')"
line "a block without rows" 'no rows' "$(printf 'data\nend')"
line "200 nested brackets, not closed" '2:' "$(repeat '(' 200)1"
line "100000 nested brackets" '2:' "$(repeat '(' 100000)1$(repeat ')' 100000)"
line "writing without leave" 'allow-write' "save $here/saved.gr"
line "a byte that is no text" '2:7: .*UTF-8' "$(printf 'print \377')"

printf 'a,b,c\n1,2,3\n4,,6\n' >holes.csv
words='holes.csv:3:3:'
judge "a data file with an empty field" -e 'network 2-1' -e 'data load holes.csv'
printf 'a,b,c\n1,2,3\n4,x,6\n' >letters.csv
words='letters.csv:3:3: .*"x"'
judge "a data file with a field that is no number" -e 'network 2-1' -e 'data load letters.csv'
printf '1,2,3\n4,5\n' >short.csv
words='short.csv:2:3:'
judge "a data file with a short row" -e 'network 2-1' -e 'data load short.csv'
: >empty.csv
expected='error: .' words='no rows'
judge "a data file with nothing in it" -e 'network 2-1' -e 'data load empty.csv'
words='directory'
judge "a directory as data" -e 'network 2-1' -e "data load $here"
words='directory'
judge "a directory to be run from a script" -e "source $here"
expected='error: .' words='directory'
judge "a directory as a script" "$here"
expected='error: .' words='none.gr'
judge "a script that is not there" none.gr
echo 'print 1' >secret.gr
chmod 000 secret.gr
if test -r secret.gr; then
    skip "a script that may not be read" "nothing is unreadable here"
else
    expected='error: .' words='secret.gr'
    judge "a script that may not be read" secret.gr
fi
awk 'BEGIN { srand(4); for (n = 0; n < 20000; n++) printf "%c", int(256 * rand()) }' >rubbish.gr
judge "binary rubbish as a script" rubbish.gr
cp rubbish.gr input
judge "binary rubbish from standard input" -
cp rubbish.gr rubbish.csv
expected='rubbish.csv:[0-9]*:*[0-9]*:* error: .'
judge "binary rubbish as data" -e 'data load rubbish.csv'
printf 'print 1 \000 + 2\n' >nul.gr
words='1:9: .*NUL'
judge "a NUL byte" nul.gr

# A megabyte on one line.
{ printf 'print 1'; repeat '+' 1000000; echo; } >mega.gr
judge "a megabyte of signs" mega.gr
{ repeat 'a' 1000000; echo; } >mega.gr
judge "a word of a megabyte" mega.gr
{ printf 'print '; repeat '1 ' 500000; echo 'foo'; } >mega.gr
judge "a megabyte of factors" mega.gr
{ printf 'predict '; repeat '1 ' 500000; echo; } >mega.gr
sed -i '1i use lottery' mega.gr
words='2:9: .*500000'
judge "a megabyte of inputs" mega.gr
{ printf 'use lottery\nset names '; repeat 'w1 m,' 200000; echo; } >mega.gr
judge "a megabyte of names" mega.gr
