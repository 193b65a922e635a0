#!/usr/bin/env python3
"""Subsets Inter (package fonts-inter) to what the page writes: CFF outlines with tabular figures, one file a weight for
the HTML and for the canvas.

usage: subset_fonts.py OUTPUT_FOLDER
"""

import glob
import os
import sys

from fontTools import subset
from fontTools.cffLib import cffStandardStrings
from fontTools.ttLib import TTFont

WEIGHTS = ("Regular", "SemiBold")
# Not the accented letters (2 KB a weight) nor kerning (1.6 KB): the page's words have none of the first and read well
# without the second.
SYMBOLS = "\u00a0§°±²µ·×÷–—‘’“”•…′″−≈≠≤≥∞→←↑↓↗€Ω√Δ▲▼●○✓"


def find_source(weight):
    for pattern in ("/usr/share/fonts/*/inter*/Inter-{}.otf", "/usr/share/fonts/*/inter*/Inter-{}.ttf"):
        found = sorted(glob.glob(pattern.format(weight)))
        if found:
            return found[0]
    sys.exit(f"Inter-{weight} not found under /usr/share/fonts: install fonts-inter")


def tabular_substitutions(font):
    """Glyph -> tabular glyph, from the single substitutions of the font's tnum feature."""
    gsub = font["GSUB"].table
    lookups = {i for f in gsub.FeatureList.FeatureRecord if f.FeatureTag == "tnum" for i in f.Feature.LookupListIndex}
    mapping = {}
    for index in sorted(lookups):
        for table in gsub.LookupList.Lookup[index].SubTable:
            mapping.update(getattr(getattr(table, "ExtSubTable", table), "mapping", {}))
    return mapping


def map_to_tabular(font):
    tabular = tabular_substitutions(font)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap = {code: tabular.get(glyph, glyph) for code, glyph in table.cmap.items()}
    # One tabular 4 is 3 of 2816 units narrower than the other digits: a column of figures shows it.
    digits = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    width = max(font["hmtx"][glyph][0] for glyph in digits)
    for glyph in digits:
        font["hmtx"][glyph] = (width, font["hmtx"][glyph][1])


def set_vertical_metrics(font):
    """A line of exactly one em with the capitals in its middle: then a size in the canvas, where a font's size is its
    line's height, is the same size in CSS."""
    em = font["head"].unitsPerEm
    ascent = round((em + font["OS/2"].sCapHeight) / 2)
    for table, names in (("hhea", ("ascent", "descent", "lineGap")),
                         ("OS/2", ("sTypoAscender", "sTypoDescender", "sTypoLineGap"))):
        for name, value in zip(names, (ascent, ascent - em, 0)):
            setattr(font[table], name, value)
    font["OS/2"].usWinAscent, font["OS/2"].usWinDescent = ascent, em - ascent


def drop_glyph_names(font):
    """Names from CFF's own list instead of the font's: a file stores those as numbers."""
    top = font["CFF "].cff.topDictIndex[0]
    old = font.getGlyphOrder()
    new = dict(zip(old, cffStandardStrings))
    strings = top.CharStrings.charStrings
    top.CharStrings.charStrings = {new[glyph]: strings[glyph] for glyph in old}
    font["hmtx"].metrics = {new[glyph]: font["hmtx"][glyph] for glyph in old}
    for table in font["cmap"].tables:
        table.cmap = {code: new[glyph] for code, glyph in table.cmap.items()}
    top.charset = [new[glyph] for glyph in old]
    font.setGlyphOrder(top.charset)


def write_subset(source, target):
    font = TTFont(source)
    map_to_tabular(font)
    options = subset.Options()
    options.layout_features = []
    options.drop_tables += ["GDEF", "GPOS", "GSUB"]
    options.name_IDs = [1, 2]
    options.hinting = False
    options.desubroutinize = True
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[*range(0x20, 0x7F), *map(ord, SYMBOLS)])
    subsetter.subset(font)
    set_vertical_metrics(font)
    if "CFF " in font:
        drop_glyph_names(font)
    subset.save_font(font, target + ".part", options)
    os.replace(target + ".part", target)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for weight in WEIGHTS:
        source = find_source(weight)
        target = os.path.join(folder, f"Inter-{weight}.otf")
        newest = max(os.path.getmtime(source), os.path.getmtime(__file__))
        if not os.path.exists(target) or os.path.getmtime(target) < newest:
            write_subset(source, target)
        print(f"{target}: {os.path.getsize(target)} bytes")


if __name__ == "__main__":
    main()
