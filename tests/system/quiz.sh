# Quizzes, questions and worksheets, as scripts, lessons and a stack of pages have them.
. "${srcdir:-.}/tests/tap.sh"
. "${srcdir:-.}/tests/system/try.sh"

# holds SENTENCE: if the file `offences` is empty.
holds()
{
    rule "$1" offences
    : >offences
}
: >offences
net='network 2-2-1 sigmoid'

printf '%s\n' 'use lottery' 'quiz 2 4' '26 - 37.2 = -11.2' '-454.93' 'h1' >all.gr
printf '%s\n' 'use lottery' 'quiz 3 4' '12.4' >open.gr
printf '%s\n' 'use lottery' 'quiz 3 4' 'step' >moves.gr
printf '%s\n' '```gradus' 'gradus> use lottery' '```' '' '```question' 'h1[2]' '```' >lesson.md
sed 's/h1/h7/' lesson.md >wrong.md
"$GRADUS" -e "$net" -e 'worksheet 7' >blank.txt 2>errors
"$GRADUS" -e "$net" -e 'worksheet 7 key' >key.txt 2>>errors
h1=$("$GRADUS" -e "$net" -e 'use worksheet 7' -e 'h1[1]')
z1=$("$GRADUS" -e "$net" -e 'use worksheet 7' -e 'z1[1] - b1')
awk -v h1="$h1" -v z1="$z1" '/^Name:/ { $0 = "Name: Ada" }
    /^z1 = _/ && !z++ { print "z1 = " z1; next } /^h1 = _/ && !n++ { $0 = "h1 = " h1 } { print }' \
    blank.txt >filled.txt
printf 'worksheet: 8\nName: Ben\n\nSample 1\nh1 = 0.5 + 0.5 = 1.1\n' >other.txt
begin 24

# A quiz in a script: the lines behind it are answers.
try "answers follow in the script" 0 '~^2 of 2 right, 2 at once\.$' '' all.gr
test "$(tail -n 1 out)" = 12.4 || cat out >offences
holds "and behind the last the script goes on"
try "where it ends, the score is told" 0 '~^1 of 1 right, 1 at once; 2 left\.$' '' open.gr
try "options are lines too" 0 '~^1 of 1 right, 1 at once\.$' '' -e 'use lottery' -e 'quiz 1 9' -e 54.6
given 'skip' 'leave'
try "answers come from standard input behind a script" 0 '~^1 of 2 right, 1 at once; 1 left\.$' '' \
    -i open.gr
try "what would move stops the script" 2 '~how much is' \
    '^moves.gr:3:1: error: a question is open; ' moves.gr
try "a quiz is pages in JSON" 0 '~"Right\.' '' --format=json all.gr
try "without a network nothing is asked" 2 '' 'error: there is no network yet' -e quiz

# Questions in lessons.
try "a question is shown where nobody is asked" 0 '~^Question: how much is h1\[2\]?$' '' lesson.md
grep -n '4\.9' out >offences
holds "without its answer"
try "a lesson with a question checks" 0 '' '' --check lesson.md
try "a question of no number does not" 2 '' '^wrong.md:6:1: error: there is no h7' --check wrong.md
given '' 'leave'
try "with -i it is asked" 0 '~how much is h1' '' -i -e 'print 3' lesson.md

# Worksheets.
"$GRADUS" -e "$net" -e 'set digits 9' -e 'worksheet 7' --threads=3 | diff blank.txt - >offences
cat errors >>offences
holds "a seed gives the same page again"
try "an empty page has nothing to mark" 2 '' 'nothing to mark' -e "$net" --mark=blank.txt
try "its key is right throughout" 0 '~^[0-9]* right; ' '' --mark=key.txt
try "a page that is filled in is marked against its own numbers" 1 '~missing-bias' '' \
    -e 'use lottery' -e 'set loss sse' --mark=filled.txt
grep -q '^1 follows\|1 slip' out || cat out >offences
holds "and the slip is told once"
try "without the network it cannot be" 2 '' '^other.txt:1:12: error: there is no network yet' \
    --mark=other.txt
try "a stack may have a sheet for each" 1 '~^filled.txt,' '' -e "$net" --format=csv \
    --mark=filled.txt --mark=key.txt --mark=other.txt
grep -q '^other.txt,.*slip' out || cat out >offences
holds "each against its own"
try "a worksheet goes to a file at the prompt" 0 'sheet.tex is written.' '' -e "$net" --allow-write \
    -e 'worksheet 7 > sheet.tex'
grep -q 'hspace{5cm}' sheet.tex || echo "there is no blank" >offences
holds "with its blanks"
try "a script may not write it" 2 '' 'may not write files' -e "$net" -e 'worksheet 7 > never.txt'
