# Holds a page's table (lottery.tsv says what is in it) against what `--mark` said of it, a test point a row:
# awk -v page=NAME -v said=JUDGEMENTS -f pages.awk NAME.tsv. Points are numbered from `first`.

# A judgement's fields into j[name]: a string without its quotes, a number, or a matrix's numbers
# with blanks between them; the codes of all its explanations into j["codes"], blanks around each.
function read_judgement(text, j,    n, i, c, key, value, quoted, depth, wanted)
{
    split("", j)
    j["codes"] = " "
    n = length(text)
    for (i = 1; i <= n; i++) {
        c = substr(text, i, 1)
        if (c == "\"") {
            for (value = ""; (c = substr(text, ++i, 1)) != "\"" && i <= n; value = value c)
                if (c == "\\")
                    c = c substr(text, ++i, 1)
            quoted = 1
        } else if (c == ":") {
            key = value
            value = ""
            quoted = 0
        } else if (c == "{" || c == "[")
            depth++
        else if (c == "," || c == "}" || c == "]") {
            if (key == "code" && quoted)
                j["codes"] = j["codes"] value " "
            wanted = key != "" && (value != "" || quoted) && (depth == 1 || key == "right")
            if (wanted)
                j[key] = key == "right" && j[key] != "" ? j[key] " " value : value
            value = ""
            quoted = 0
            if (c == ",") {
                if (depth == 1)
                    key = ""
            } else
                depth--
        } else if (c != " ")
            value = value c
    }
}

# Are the numbers of two lists the same to 9 digits?
function same(given, wanted,    a, b, n, i, off)
{
    n = split(wanted, b, " ")
    if (split(given, a, " ") != n)
        return 0
    for (i = 1; i <= n; i++) {
        off = a[i] - b[i]
        if (off < 0)
            off = -off
        if (a[i] !~ /^[-+.0-9e]+$/ || off > 1e-9 * (1 + (b[i] < 0 ? -b[i] : b[i])))
            return 0
    }
    return 1
}

# The groups of `wanted` (a|b c) of which no code is among `codes`.
function missing(codes, wanted,    group, any, n, m, i, k, found, out)
{
    n = split(wanted, group, " ")
    for (i = 1; i <= n; i++) {
        m = split(group[i], any, "|")
        found = 0
        for (k = 1; k <= m; k++)
            found = found || index(codes, " " any[k] " ")
        if (!found)
            out = out " " group[i]
    }
    return out
}

function point(fault, sentence)
{
    number++
    print (fault == "" ? "ok " : "not ok ") number " - " sentence
    if (fault != "")
        print "# " fault
}

BEGIN {
    FS = "\t"
    number = first - 1
    while ((getline text <said) > 0) {
        if (text !~ /"verdict"/)
            continue
        read_judgement(text, j)
        at = j["line"] ":" j["column"] ":" j["segment"]
        verdict[at] = j["verdict"]
        right[at] = j["right"]
        codes[at] = j["codes"]
        columns[j["line"] ":" j["segment"]] = columns[j["line"] ":" j["segment"]] " " j["column"]
    }
}

/^#/ { next }
!heads { heads = 1; next }
{
    at = $1 ":" $2 ":" $3
    fault = ""
    if (!(at in verdict))
        fault = "no judgement there" ($1 ":" $3 in columns ? "; it has column" columns[$1 ":" $3] : "")
    else if (index("|" $7 "|", "|" verdict[at] "|") == 0)
        fault = "judged " verdict[at] codes[at]
    else if (!same(right[at], $6))
        fault = "right would be " right[at] ", not " $6
    else if (verdict[at] == "slip" && missing(codes[at], $8) != "")
        fault = "explained by" codes[at] "and not by" missing(codes[at], $8)
    listed[at] = 1
    point(fault, page " line " $1 ": " $5 " for " $4 " is " $7)
}

END {
    for (at in verdict)
        if (!(at in listed) && verdict[at] ~ /^(slip|follows)$/)
            alarms = alarms " " at codes[at]
    point(alarms, page ": nothing else is called wrong")
}
