# The command line as a script or another program uses it: options, pipes, statuses, broken input.
. "${srcdir:-.}/tests/tap.sh"
. "${srcdir:-.}/tests/system/try.sh"

escape=$(printf '\033')
begin 79

try "--help says how to use it" 0 '~^Usage: gradus ' '' --help
awk 'length($0) > 79 { print } END { if (NR > 24) print NR " lines" }' out >said
rule "in 24 lines of 80 columns" said
for option in command interactive check update mark format digits notation threads seed plain color \
    keep-going allow-write version help; do
    grep -q -e "--$option" out || echo "$option"
done >said
rule "and lists every option" said
try "--version says which version it is" 0 '~^gradus [0-9]' '' --version
try "--version says the licence" 0 '~MIT' '' --version

try "-e runs a command" 0 2 '' -e 'print 1+1'
try "-e runs several" 0 "$(printf '1\n2')" '' -e 'print 1' --command='print 2'
try "-e takes several lines" 0 3 '' -e 'data
1,2,3
end
print 1+2'
try "-e stops at an error" 2 1 "^-e:1:1: error: .*; " -e 'print 1' -e 'nonsense' -e 'print 3'
try "--keep-going goes on, the status stays" 2 "$(printf '1\n3')" '^-e:1:1: error: ' \
    -k -e 'print 1' -e 'nonsense' -e 'print 3'
try "an unfinished command is an error" 2 '' '^-e:1:1: error: .*not complete' -e data
try "an expectation that is false gives 1" 1 '' '^-e:1:[0-9]*: error: ' -e 'expect 1 = 2'
try "one that is true gives 0" 0 '' '' -e 'expect 1 = 1'
try "quit leaves with 0" 0 '' '' -e quit -e 'print 1'
try "commands may not be abbreviated" 2 '' '^-e:1:1: error: ' -e 'prin 1'

given 'print 1' '# nothing' '' 'print 2'
try "standard input is a script" 0 "$(printf '1\n2')" ''
given 'print 7'
try "- is standard input" 0 "$(printf '7\n8')" '' - -e 'print 8'
given 'print 1' 'nonsense' 'print 2'
try "a script stops at its first error" 2 1 'input.*:2:1: error: '
given 'print 1' 'nonsense' 'print 2'
try "--keep-going goes on in a script" 2 "$(printf '1\n2')" 'input.*:2:1: error: ' --keep-going
printf 'print 3\n' >three
printf 'print 1\n  nonsense\nprint 2\n' >two
try "files and commands run in order" 0 "$(printf '1\n3\n2')" '' -e 'print 1' three -e 'print 2'
try "an error names file, line and column" 2 1 '^two:2:3: error: ' two
test "$(sed -n 2,3p err)" = "$(printf '  nonsense\n  ^')" || cat err >said
rule "and shows the place" said
try "but not with --plain" 2 1 '^two:2:3: error: ' --plain two
sed 1d err >said
rule "which keeps to one line" said
try "-- ends the options" 2 '' "^gradus: error: .*'-e'" -- -e

given 'print 5' '' 'nonsense' 'print 6'
try "-i reads on after commands, without a prompt in a pipe" 2 "$(printf '4\n5\n6')" '^error: ' \
    -i -e 'print 4'
given 'use lottery' 'step' ''
try "where an empty line repeats a step" 0 '~5\.2' '' -i

printf 'Words.\n\n```gradus\ngradus> print 1+1\n2\n```\n\nMore.\n' >good.md
sed 's/^2$/3/' good.md >bad.md
sed '/^```$/d' good.md >open.md
try "a lesson is played" 0 '~^gradus> print 1+1$' '' good.md
try "and its words are shown" 0 '~^Words\.$' '' good.md
given 'lesson repeat' ''
try "with -i as far as there is somebody" 0 '~^More\.$' '' -i good.md
try "--check says nothing of a true lesson" 0 '' '' --check good.md
try "--check shows how a lesson differs" 1 '~^+2$' '^bad.md.*error: ' --check good.md bad.md
try "--update rewrites it" 0 '~^bad.md: ' '' --check --update good.md bad.md
try "after which it is true" 0 '' '' --check bad.md
try "an unclosed block is an error" 2 '' '^open.md:3:1: error: .*; ' open.md
try "for --check too" 2 '' '^open.md:3:1: error: ' --check open.md
LC_ALL=C try "--check is the same in every locale" 0 '' '' --check --plain good.md

try "--digits is a setting" 0 0.33 '' --digits=2 -e 'print 1/3'
try "--seed is one" 0 '~7' '' --seed 7 -e 'show seed'
try "--threads is one" 0 '~1' '' --threads=1 -e 'show threads'
try "--notation is one" 0 '~flat' '' --notation=flat -e 'show notation'
try "--format=json gives an object a line" 0 '~^{"expr":.*"value":2}$' '' --format=json -e 1+1
try "--format=html gives a whole page" 0 '~^</html>' '' --format=html -e 1+1
try "--format=latex too" 0 '~^.end{document}' '' --format=latex -e 1+1
try "--format=csv a row" 0 '~,2$' '' --format=csv -e 1+1
for setting in digits=x digits=99 format=paper notation=none threads=0 seed=-1; do
    try "--$setting is refused before anything runs" 2 '' '^gradus: error: ' "--$setting" -e 'print 1'
done

try "an unknown option is said so" 2 '' '^gradus: error: unknown option --foo; see ' --foo
try "so is a letter" 2 '' '^gradus: error: unknown option -x; see ' -x
try "so is a value where there is none" 2 '' '^gradus: error: .*--plain takes no value' --plain=1
try "so is a value that is missing" 2 '' '^gradus: error: .*--digits needs a value' --digits
try "so is a beginning of several" 2 '' '^gradus: error: .*--co could be several' --co
try "--color knows three words" 2 '' '^gradus: error: --color=blue ' --color=blue
try "--update goes with --check" 2 '' '^gradus: error: --update ' --update good.md
try "--check wants lessons" 2 '' '^gradus: error: --check ' --check
try "--check runs no commands" 2 '' '^gradus: error: --check ' --check -e 'print 1'

try "a script may not write" 2 '' '^-e:1.*error: .*--allow-write' -e 'save saved'
try "but with --allow-write" 0 '' '' --allow-write -e 'use lottery' -e 'save saved'
test -s saved || echo "nothing was saved" >said
rule "then it does" said

try "a pipe gets no colour" 0 '~h1' '' -e 'use lottery' -e step
grep -c "$escape" out | grep -v '^0$' >said
rule "none at all" said
try "--color=always gives colour" 0 "~$escape" '' --color=always -e 'use lottery' -e step
try "but not with --plain" 0 '~^   = 12\.4$' '' --color=always --plain -e 'use lottery' -e step
LC_ALL=C try "the C locale gets ASCII" 2 '~x1\*w1' 'error: ' -e 'use lottery' -e step -e 'print ŷ9'
LC_ALL=C tr -d '\000-\177' <out >said
rule "and nothing else" said

if test -w /dev/full; then
    "$GRADUS" -e 'print 1' >/dev/full 2>err
    test $? = 2 && grep -q '^gradus: error: cannot write' err && : >said || cp err said
    rule "a full disk is an error" said
else
    skip "a full disk is an error" "there is no /dev/full"
fi
"$GRADUS" -e 'print 1' >&- 2>err
test $? = 2 && grep -q '^gradus: error: cannot write' err && : >said || cp err said
rule "a closed output is one" said
{ "$GRADUS" -e 'use lottery' -e 'next 9999' 2>err; echo $? >status; } | head -n 1 >out
test "$(cat status)" = 2 && test ! -s err && : >said || cat status err >said
rule "a broken pipe ends it in silence" said

mkdir folder
printf 'print 1\0 2\n' >nul
printf '\200\377\001garbage\033[\376\n' >garbage
{ printf 'print '; head -c 1000000 /dev/zero | tr '\0' '('; } >long
{ printf 'print '; printf '(%.0s' $(seq 200); printf 1; printf ')%.0s' $(seq 200); } >nested
for file in folder missing; do
    try "broken input: $file" 2 '' "^gradus: error: .*$file" $file
done
for file in nul garbage long nested; do
    try "broken input: $file" 2 '' "^$file:1.*error: " $file
done
"$GRADUS" <folder >out 2>err
test $? = 2 && test "$(grep -c 'error: ' err)" = 1 && : >said || cat out err >said
rule "broken input: a folder as standard input" said
