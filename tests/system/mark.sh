# Marking, as a student at the prompt, a script and an assistant with a stack of pages use it.
. "${srcdir:-.}/tests/tap.sh"
. "${srcdir:-.}/tests/system/try.sh"

# stack COUNT: pages s001 to COUNT of the lottery's first sample, each of three lines. A third has a
# slip in the second of them: h2 without its bias, 3.2, so that the third follows.
stack()
{
    awk -v count="$1" 'BEGIN {
        for (page = 1; page <= count; page++) {
            file = sprintf("stack/s%03d.txt", page)
            h2 = page % 3 == 0 ? "3.2" : "5.2"
            yhat = page % 3 == 0 ? "37.4" : "43.4"
            print "Name: Student " page "\n" >file
            print "h1 = (16)(0.5) + (4)(0.1) + 4 = 12.4" >file
            print "h2 = " h2 >file
            print "yhat = " yhat >file
            close(file)
        }
    }'
}

# holds SENTENCE: if the file `offences` is empty.
holds()
{
    rule "$1" offences
    : >offences
}
: >offences

printf 'h1 = 12.4\nh2 = 5.2\n' >good
printf 'h1 = 8.4\n' >slip
printf 'h1 = 12.4\nh2 = 3 +* 2\n' >unread
printf 'problem: chain-rule\nName: Ada\nyhat = 2\n' >chain
printf 'Just words.\n' >words
: >empty
mkdir folder stack
awk 'BEGIN { while (n++ < 300) printf "\177ELF\1%c=\377\200%s", n % 256, n % 9 ? "" : "\n" }' >binary
begin 70

# At the prompt and in a script.
given 'check h1 = 12.4'
try "check says that a line is right" 0 'ok right' '' -i -e 'use lottery'
given 'check h1 = 8.4'
try "a slip at the prompt is told and is no failure" 0 '~missing-bias: ' '' -i -e 'use lottery'
try "in a script it is one" 1 '~missing-bias: ' '^-e:2:7: error: 8\.4 is a slip: ' -e 'use lottery
check h1 = 8.4'
try "and the script stops there" 1 '~^X ' 'error: ' -e 'use lottery' -e 'check h1 = 8.4' -e 'print 7'
grep -x 7 out >offences
holds "before the next line"
try "check judges each = by itself" 1 '~^X ' 'error: 12\.5 is a slip' -e 'use lottery' \
    -e 'check h1 = (16)(0.5) + (4)(0.1) + 4 = 12.5'
grep -q '^ok "(16)(0.5) + (4)(0.1) + 4": right$' out || echo "the working has no sign" >offences
holds "the working is right, its value is not"
try "what cannot be read is no slip" 0 '~unread: ' '' -e 'use lottery' -e 'check h1 = 3 +* 2'
try "check wants something to judge" 2 '' '^-e:1:7: error: there is nothing to judge; ' \
    -e 'use lottery' -e 'check 12'
try "and a problem" 2 '' '^-e:1:.*error: there is no network yet; ' -e 'check h1 = 2'
try "check knows where one stands" 0 '~^ok right$' '' -e 'use lottery' -e 'goto epoch 1 sample 2' \
    -e 'check h1 = 4.9'

try "mark FILE marks a page" 0 '~^2 right; 2 of 2 points\.' '' -e 'use lottery' -e 'mark good'
try "a slip fails the script" 1 '~^1 X  h1 = 8\.4$' '^-e:1:6: error: 1 slip$' -e 'use lottery' \
    -e 'mark slip'
try "mark takes several files" 1 '~^Summary$' 'error: 1 slip$' -e 'use lottery' \
    -e 'mark good slip chain'
try "mark reads the lines up to end" 1 '~^2 X  h2 = 6$' '^-e:2:1: error: 1 slip$' -e 'use lottery
mark
h1 = 12.4
h2 = 6
end
print 7'
try "mark without its end is not complete" 2 '' 'error: .*not complete' -e 'use lottery' \
    -e 'mark
h1 = 12.4'
try "mark of a file that is not there is an error" 2 '' "^-e:1:6: error: cannot read 'gone'" \
    -e 'use lottery' -e 'mark gone'
given 'mark' 'h1 = 8.4' 'end' 'print 7'
try "a page is typed at the prompt too" 0 '~^7$' '' -i -e 'use lottery'

# The option.
try "--mark of a page that is right gives 0" 0 '~^1 ok h1 = 12\.4$' '' -e 'use lottery' --mark=good
try "of one with a slip 1" 1 '~^1 X  h1 = 8\.4$' '' -e 'use lottery' --mark=slip
try "of one that cannot be read in part 0" 0 '~^1 right, 1 unread; 1 of 1 points' '' \
    -e 'use lottery' --mark=unread
try "it is repeated, files and commands come before it" 1 '~^good  *2 ' '' --mark=good \
    --mark=slip -e 'use lottery'
try "- is standard input" 2 '' "^(standard input): error: there is nothing" -e 'use lottery' --mark=-
given 'h1 = 12.4'
try "as in a pipe" 0 '~^1 right; ' '' -e 'use lottery' --mark=-
try "there must be a problem" 2 '' '^good: error: there is no network yet; ' --mark=good
try "or the page names it" 0 '~^3 ok yhat = 2$' '' --mark=chain
try "whatever problem is set up" 0 '~^1 right; ' '' -e 'use lottery' --mark=chain
printf 'h1 = 1\n# Problem: paper\n' >nonsense
try "a problem that there is not is an error" 2 '' \
    '^nonsense:2:12: error: .*lottery.*"paper" is none of them' --mark=nonsense
try "--mark without a page is wrong usage" 2 '' '^gradus: error: .*--mark needs a value' --mark
try "with --check too" 2 '' '^gradus: error: --check ' --check --mark=good
for file in missing folder; do
    try "broken page: $file" 2 '' "^gradus: error: .*'$file'" -e 'use lottery' --mark=$file
done
for file in empty words; do
    try "broken page: $file" 2 '' "^$file: error: there is nothing to mark; " -e 'use lottery' \
        --mark=$file
done
try "broken page: binary" 2 '' '^binary: error: this is not text; ' -e 'use lottery' --mark=binary
"$GRADUS" -e 'use lottery' --mark=missing --mark=good --mark=binary --mark=slip >out 2>err
test $? = 2 || echo "exit status" >offences
test "$(grep -c ': error: ' err)" = 2 || cat err >>offences
grep -q '^slip .* 1 ' out || cat out >>offences
holds "a page that cannot be read does not keep the others from being marked, and gives 2"

# Sane lines among garbage.
{
    cat binary
    printf '\nh1 = \377\376 = 3\n'
    head -c 10000 /dev/zero | tr '\0' '('
    printf '\nh2 = 1e999999999 / 0\nh1 = 12.4\n%s = 4\n' "$(head -c 10000 /dev/zero | tr '\0' 'h')"
    printf '[[[[ = ]]]] = 7\nh2 = 5.2\n'
} >mixed
timeout 10 "$GRADUS" --format=csv -e 'use lottery' --mark=mixed >out 2>offences
test $? -le 1 || echo "exit status" >>offences
test "$(grep -c ',right,,' out)" = 2 && grep -q ',unread,.*not UTF-8' out || cat out >>offences
holds "sane lines among garbage are judged"
awk 'BEGIN { while (n++ < 12000)
    print "h1 = (16)(0.5) + (4)(0.1) + 4 = 12.4\nwords (of, no = use; at all\n\t| 1 | 2 | 3 |\n\377" }' >large
timeout 10 "$GRADUS" --format=csv -e 'use lottery' --mark=large >out 2>offences
test "$(grep -c ',12.4,,right,' out)" = 24000 || echo "it has $(wc -l <out) lines" >>offences
holds "a page of a megabyte is judged to its end"

# Megabytes that took minutes, or would: processor time is bounded far above what they take.
mega() # NAME AWK-PROGRAM
{
    awk "BEGIN { $2 }" </dev/null >mega
    (
        ulimit -t 20
        exec "$GRADUS" --format=csv -e 'use lottery' --mark=mega
    ) >out 2>err
    test $? -le 2 || echo "it ended by a signal" >offences
    holds "a megabyte of $1 ends"
}
mega "numbers, each another and all wrong" 'for (n = 0; n < 70000; n++) printf "h1 = %.3f\n", n / 1000'
mega "epochs" 'for (n = 1; n < 40000; n++) print "Epoch " n "\nh1 = 12.4"'
mega "one word that is many numbers" 'printf "h1 = "; for (n = 0; n < 500000; n++) printf "1e"'
mega "blanks" 'printf "h1 = "; for (n = 0; n < 1000000; n++) printf " "; print 3'
mega "statements on one line" 'for (n = 0; n < 69900; n++) printf "h1=12.4 h2=5.2 "'
grep -q 'not enough memory' err && cat err >offences
holds "and has the memory for it"
mega "equals signs on one line" 'printf "h1 "; for (n = 0; n < 150000; n++) printf "= 12.4 "'
sed 1q out >first
grep -q '^file,' first || cat first >offences
holds "and is judged"

printf '%s\n' 'w5 = 2' 'w5 = 2 - 0.001*(-487.25) = 2.487' 'w5 = 2.487' 'w6 = 2.5' >new
"$GRADUS" --format=csv -e 'use lottery' --mark=new >out 2>err
test "$(grep -c ',,right,,' out)" = 4 && grep -q '^new,4,.*,slip,' out || cat out >offences
holds "a parameter that is worked out is the new one, and so it is below"

printf '%s\n' 'Loss_1 = (98 - 43.4)^2 = 2981.16' 'Loss_2 = 509.6' 'Loss_3 = 125' >share
"$GRADUS" --format=csv -e 'use lottery' --mark=share >out 2>err
test "$(grep -c ',,right,,' out)" = 4 || cat out >offences
holds "a sample's loss is right before the mean, and divided by N"

# Points, names, formats.
stack 3
third=stack/s003.txt
try "what follows has its points" 1 '~^2 right, 1 follows, 1 slip; 3 of 4 points\.$' '' \
    -e 'use lottery' --mark=$third
try "by a rubric" 1 '~^2 right, 1 follows, 1 slip; 1\.5 of 4 points\.$' '' -e 'use lottery' \
    -e 'set rubric follows 0.5, slip -1' --mark=$third
try "that may weigh all" 0 '~^2 right; 5 of 5 points\.$' '' -e 'use lottery' \
    -e 'set rubric right 2.5' --mark=good
try "it knows the verdicts" 2 '' '^-e:1:12: error: "wrong" has no points; right, rounded, ' \
    -e 'set rubric wrong 1'
try "what is unread has none" 2 '' '^-e:1:12: error: "unread" has no points; ' \
    -e 'set rubric unread 1'
try "a number belongs to each" 2 '' '^-e:1:12: error: the points of slip are a number' \
    -e 'set rubric slip'
try "a page has the name at its top" 1 '~^stack/s003\.txt, Student 3$' '' -e 'use lottery' \
    --mark=$third

try "CSV is a row for each =" 1 "$(printf '%s\n' \
    'file,line,column,name,segment,written,right,own,verdict,code,rule,where,message,also,author,points' \
    'slip,1,6,h1[1],1,8.4,12.4,,slip,missing-bias,F1,,h1[1] without the bias,,,0')" '' \
    --format=csv -e 'use lottery' --mark=slip
try "JSON an object for each, one a line" 1 "$(printf '%s%s' \
    '{"file":"slip","line":1,"column":6,"name":"h1[1]","segment":1,"written":"8.4","right":12.4,' \
    '"own":null,"verdict":"slip","code":"missing-bias","rule":"F1","where":null,"message":"h1[1] without the bias","also":[]}')" \
    '' --format=json -e 'use lottery' --mark=slip
try "HTML a page of its own" 1 '~<div class="line wrong"><span class="place">1</span><span class="sign" .*✗' '' \
    --format=html -e 'use lottery' --mark=slip
test "$(head -n 1 out)" = '<!doctype html>' && test "$(tail -n 1 out)" = '</html>' || cat out >offences
holds "from its first line to its last"
try "LaTeX a document" 1 '~^.gradusline{1}{.*}{h1 = 8\.4}$' '' --format=latex -e 'use lottery' --mark=slip
printf 'h1 = <b>&amp;</b> = 12.4\nh2 = 5.2 %% $x_1$ \\input{x}\n' >tricky
"$GRADUS" --format=html -e 'use lottery' --mark=tricky >out 2>err
grep -q '&lt;b&gt;&amp;amp;' out || cat out err >offences
holds "what a page says is no markup in HTML"
"$GRADUS" --format=latex -e 'use lottery' --mark=tricky >out 2>err
grep -q '\\textbackslash' out && ! grep -q '\\input{x' out || cat out err >offences
holds "nor in LaTeX"
"$GRADUS" --plain -e 'use lottery' --mark=$third >out 2>err
LC_ALL=C tr -d '\000-\177' <out >offences
grep -q '^4 X  h2 = 3\.2$' out && grep -q '^5 -> yhat = 37\.4$' out || cat out err >>offences
holds "--plain is ASCII"

# A stack.
stack 200
set -- -e 'use lottery'
for page in stack/*; do
    set -- "$@" "--mark=$page"
done
timeout 60 "$GRADUS" --format=csv "$@" >out 2>err
test $? = 1 && test ! -s err || cat err >offences
holds "a stack of 200 pages is marked"
test "$(wc -l <out)" = 801 && test "$(grep -c '^file,' out)" = 1 || wc -l out >offences
holds "into one CSV: a row for each = and the names of the columns once"
awk -F , 'NR > 1 {
        page = substr($1, 8, 3) + 0
        wanted = page % 3 ? "right" : $2 == 4 ? "slip" : $2 == 5 ? "follows" : "right"
        if ($9 != wanted || $(NF - 1) != "Student " page || $NF != (wanted != "slip"))
            print
    }' out >offences
holds "each is judged, each row has its page, its name and its points"
"$GRADUS" "$@" >out 2>err
sed -n '/^Slips by code$/,$p' out >summary
grep -q '^missing-bias  *66  *66$' summary || head -n 30 summary err >offences
holds "the summary counts slips and pages by code"
grep -q '^h2\[1\]  *66  *66$' summary || head summary >offences
holds "by quantity"
test "$(grep -c '^stack/s.*Student' summary)" = 200 || head -n 30 summary >offences
grep -q '^stack/s003.txt  *Student 3  *2  *1  *1  *0  *3  *4$' summary || head -n 30 summary >>offences
grep -q '^all  *668  *66  *66  *0  *734  *800$' summary || head -n 30 summary >>offences
holds "by page, and all of them"
"$GRADUS" -e 'use lottery' --mark=slip >out 2>err
! grep -q Summary out || cat out >offences
holds "one page has no summary"
