# Pictures as files: drawn by gnuplot and dot where they are installed.
. "${srcdir:-.}/tests/tap.sh"
cd "$work" || exit 99
run='use lottery
set rate 0.000001
train 30'

# drawn SENTENCE PROGRAM FILE BEGINNING COMMAND: the file is there and begins so.
drawn()
{
    if ! have "$2"; then
        skip "$1" "$2 is not installed"
        return
    fi
    "$GRADUS" --allow-write -e "$run" -e "$5 > \"$3\"" >out 2>err </dev/null || cat err >said
    head -c 200 "$3" 2>&1 | tr -d '\0' | grep -a -q -e "$4" || echo "$3 is no such picture" >>said
    grep -q -x -F "$3 is written." out || echo "it is not said" >>said
    touch said
    rule "$1" said
    rm -f said "$3"
}

begin 12
drawn "the loss as SVG" gnuplot loss.svg '<?xml' 'plot loss'
drawn "an expression as PNG" gnuplot 'w 5.png' PNG 'plot w5 + b1'
drawn "a surface as PDF" gnuplot surface.pdf %PDF 'plot surface w5 w6'
drawn "a descent as SVG" gnuplot down.svg '<?xml' 'descend x^2 + 3*y^2 from x 4 y 2'
drawn "the network as SVG" dot network.svg '<?xml' 'plot network'
drawn "the network's numbers as PNG" dot network.png PNG 'plot network values'
drawn "the network as PDF" dot network.pdf %PDF 'plot network'

# refused SENTENCE PATTERN OPTION...: status 2, one error, and no file.
refused()
{
    sentence=$1 pattern=$2
    shift 2
    "$GRADUS" "$@" -e "$run" -e 'plot network > no.svg' >out 2>err </dev/null
    test $? = 2 || echo "the exit status is not 2" >said
    grep -q -e "$pattern" err || cat err >>said
    test ! -e no.svg || echo "there is a file" >>said
    touch said
    rule "$sentence" said
    rm -f said
}
refused "a script may not" 'may not write files'
mkdir none
program=$GRADUS
(PATH=$work/none "$program" --allow-write -e "$run" -e 'plot network > no.svg' 2>err >out
    echo $? >status)
grep -q 'apt-get install graphviz' err && grep -q 2 status && test ! -e no.svg || cat err >said
touch said
rule "a missing program is named with its package" said
rm -f said

printf '#!/bin/sh\necho broken >&2\nexit 1\n' >none/dot
chmod +x none/dot
echo old >no.svg
(PATH=$work/none:$PATH "$program" --allow-write -e "$run" -e 'plot network > no.svg' 2>err >out)
grep -q 'dot failed: broken' err && test "$(cat no.svg)" = old || cat err no.svg >said
touch said
rule "where drawing fails the old file stands" said
rm -f said no.svg

"$GRADUS" --allow-write -e "$run" -e 'plot network > nowhere/no.svg' 2>err >out
grep -q "cannot write 'nowhere/no.svg'" err || have dot || grep -q 'not installed' err || cat err >said
touch said
rule "a folder that is not there is an error" said
rm -f said
ls -A | grep '^\.gradus' >said
rule "no temporary file is left" said
