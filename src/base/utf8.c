#include "base/utf8.h"

/* The smallest code point that needs so many bytes. */
static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};

static size_t bytes_announced(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first < 0xc2)
        return 0;
    if (first < 0xe0)
        return 2;
    if (first < 0xf0)
        return 3;
    return first < 0xf5 ? 4 : 0;
}

uint32_t gri_utf8_decode(const char *text, size_t length, size_t *used)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t n = bytes_announced(bytes[0]);
    *used = 1;
    if (n == 1)
        return bytes[0];
    if (n == 0 || n > length)
        return GRI_RUNE_BAD;
    uint32_t rune = bytes[0] & (0x7fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((bytes[i] & 0xc0) != 0x80)
            return GRI_RUNE_BAD;
        rune = rune << 6 | (bytes[i] & 0x3fu);
    }
    if (rune < smallest[n] || rune > 0x10ffff || (rune >= 0xd800 && rune < 0xe000))
        return GRI_RUNE_BAD;
    *used = n;
    return rune;
}

size_t gri_utf8_encode(uint32_t rune, char *out)
{
    static const unsigned char firsts[5] = {0, 0, 0xc0, 0xe0, 0xf0};
    if (rune > 0x10ffff || (rune >= 0xd800 && rune < 0xe000))
        rune = 0xfffd;
    size_t n = rune < 0x80 ? 1 : rune < 0x800 ? 2 : rune < 0x10000 ? 3 : 4;
    for (size_t i = n; i > 1; i--) {
        out[i - 1] = (char)(unsigned char)(0x80 | (rune & 0x3f));
        rune >>= 6;
    }
    out[0] = (char)(unsigned char)(firsts[n] | rune);
    return n;
}

size_t gri_utf8_check(const char *text, size_t length)
{
    for (size_t i = 0, used; i < length; i += used) {
        uint32_t rune = gri_utf8_decode(text + i, length - i, &used);
        if (rune == 0 || rune == GRI_RUNE_BAD)
            return i;
    }
    return length;
}

size_t gri_utf8_count(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0, used; i < length; i += used) {
        gri_utf8_decode(text + i, length - i, &used);
        count++;
    }
    return count;
}

struct range {
    uint32_t first, last;
};

/* Marks that sit on the character before them, joiners and selectors: no column of their own. */
static const struct range marks[] = {
    {0x0300, 0x036f}, {0x0483, 0x0489}, {0x0591, 0x05bd}, {0x05bf, 0x05bf}, {0x05c1, 0x05c2},
    {0x05c4, 0x05c5}, {0x05c7, 0x05c7}, {0x0610, 0x061a}, {0x064b, 0x065f}, {0x0670, 0x0670},
    {0x06d6, 0x06dc}, {0x06df, 0x06e4}, {0x06e7, 0x06e8}, {0x06ea, 0x06ed}, {0x0900, 0x0902},
    {0x093a, 0x093a}, {0x093c, 0x093c}, {0x0941, 0x0948}, {0x094d, 0x094d}, {0x0951, 0x0957},
    {0x0e31, 0x0e31}, {0x0e34, 0x0e3a}, {0x0e47, 0x0e4e}, {0x1ab0, 0x1ace}, {0x1dc0, 0x1dff},
    {0x200b, 0x200f}, {0x2060, 0x2060}, {0x20d0, 0x20f0}, {0x302a, 0x302d}, {0x3099, 0x309a},
    {0xfb1e, 0xfb1e}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}, {0xfeff, 0xfeff}, {0xe0100, 0xe01ef},
};

/* East Asian wide and full width, and the pictures of the emoji planes. */
static const struct range wides[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},
    {0x23f0, 0x23f0},   {0x23f3, 0x23f3},   {0x25fd, 0x25fe},   {0x2614, 0x2615},
    {0x2648, 0x2653},   {0x267f, 0x267f},   {0x2693, 0x2693},   {0x26a1, 0x26a1},
    {0x26aa, 0x26ab},   {0x26bd, 0x26be},   {0x26c4, 0x26c5},   {0x26ce, 0x26ce},
    {0x26d4, 0x26d4},   {0x26ea, 0x26ea},   {0x26f2, 0x26f3},   {0x26f5, 0x26f5},
    {0x26fa, 0x26fa},   {0x26fd, 0x26fd},   {0x2705, 0x2705},   {0x270a, 0x270b},
    {0x2728, 0x2728},   {0x274c, 0x274c},   {0x274e, 0x274e},   {0x2753, 0x2755},
    {0x2757, 0x2757},   {0x2795, 0x2797},   {0x27b0, 0x27b0},   {0x27bf, 0x27bf},
    {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2b55, 0x2b55},   {0x2e80, 0x303e},
    {0x3041, 0x3247},   {0x3250, 0x4dbf},   {0x4e00, 0xa4cf},   {0xa960, 0xa97f},
    {0xac00, 0xd7a3},   {0xf900, 0xfaff},   {0xfe10, 0xfe19},   {0xfe30, 0xfe6f},
    {0xff00, 0xff60},   {0xffe0, 0xffe6},   {0x16fe0, 0x1b2fb}, {0x1f004, 0x1f004},
    {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a}, {0x1f200, 0x1f320},
    {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c}, {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca},
    {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0}, {0x1f3f4, 0x1f3f4}, {0x1f3f8, 0x1f43e},
    {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc}, {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f54e},
    {0x1f550, 0x1f567}, {0x1f57a, 0x1f57a}, {0x1f595, 0x1f596}, {0x1f5a4, 0x1f5a4},
    {0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5}, {0x1f6cc, 0x1f6cc}, {0x1f6d0, 0x1f6d2},
    {0x1f6d5, 0x1f6df}, {0x1f6eb, 0x1f6ef}, {0x1f6f4, 0x1f6ff}, {0x1f7e0, 0x1f7f0},
    {0x1f90c, 0x1f93a}, {0x1f93c, 0x1f945}, {0x1f947, 0x1f9ff}, {0x1fa70, 0x1faff},
    {0x20000, 0x3fffd},
};

static bool is_in(const struct range *ranges, size_t count, uint32_t rune)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rune > ranges[middle].last)
            low = middle + 1;
        else if (rune < ranges[middle].first)
            high = middle;
        else
            return true;
    }
    return false;
}

static size_t columns(uint32_t rune)
{
    if (rune < marks[0].first || rune == GRI_RUNE_BAD)
        return 1;
    if (is_in(marks, sizeof marks / sizeof *marks, rune))
        return 0;
    return is_in(wides, sizeof wides / sizeof *wides, rune) ? 2 : 1;
}

size_t gri_utf8_width(const char *text, size_t length)
{
    size_t width = 0;
    for (size_t i = 0, used; i < length; i += used)
        width += columns(gri_utf8_decode(text + i, length - i, &used));
    return width;
}
