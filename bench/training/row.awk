# One line of the table: the medians of both columns, and of their ratio the median and the spread.
# Times: how many times as quick as the peer we are; cost: how many times as long.
function median(a, n) { asort_(a, n); return n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2 }
function asort_(a, n, i, j, x)
{
    for (i = 2; i <= n; i++) {
        x = a[i]
        for (j = i - 1; j > 0 && a[j] > x; j--)
            a[j + 1] = a[j]
        a[j + 1] = x
    }
}
function figure(ns) { return unit == "rate" ? 1e6 / ns : ns }
{
    ours[NR] = figure($1)
    theirs[NR] = figure($2)
    ratio[NR] = unit == "cost" ? $1 / $2 : $2 / $1
}
END {
    mine = median(ours, NR)
    other = median(theirs, NR)
    middle = median(ratio, NR)
    if (unit == "cost")
        printf "  %-10s without %11.1f   with %10.1f   ratio %8.2f  (%.2f to %.2f)\n", peer, other,
            mine, middle, ratio[1], ratio[NR]
    else
        printf "  %-10s %12.1f   gradus %10.1f   ratio %8.2f  (%.2f to %.2f)\n", peer, other, mine,
            middle, ratio[1], ratio[NR]
}
