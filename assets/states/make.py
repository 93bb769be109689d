#!/usr/bin/env python3
"""Makes states.ron, the table of states: see README.md beside this file.

    python3 make.py CLDR_CORE CLDR_LOCALENAMES WORLD_ATLAS > states.ron

The three arguments are the unpacked `package` folders of the npm packages that
the README names. Only the standard library is used, and the same input gives
the same bytes on every machine. What the sources do not say (which own name
comes first, names by which people know a state, places that suit a map
better) is said in the tables below, with the reason.
"""

import json
import math
import sys
from pathlib import Path

# Languages whose names are taken for recognition, in this order.
LANGUAGES = (
    "en fr de es it pt nl pl ro el tr az ru uk bg kk ky uz tk tg fa ar ur he hy ka hi zh ja ko"
).split()

# Regions of CLDR that are neither states nor ISO 3166-1 territories.
NO_STATES = set("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split())

# Kosovo has no ISO 3166-1 code. XK and XKX are user-assigned codes in wide use;
# CLDR writes XKK for the longer one.
ALPHA3 = {"XK": "XKX"}

# English short names as commonly used, where CLDR's differ.
ENGLISH = {
    "CD": "DR Congo",
    "CG": "Republic of the Congo",
    "MM": "Myanmar",
    "TR": "Turkey",
}

# Known by CLDR's short form rather than by "... SAR China", "... Territories".
SHORT = {"HK", "MO", "PS"}

# Own languages, main one first, where population (CLDR's measure) misleads or
# CLDR lists too many or none.
OWN = {
    "AF": "fa-AF ps",
    "AM": "hy",
    "BE": "nl fr de",
    "BO": "es qu",
    "BY": "be ru",
    "CH": "de fr it rm",
    "CN": "zh",
    "CY": "el tr",
    "DZ": "ar",
    "ER": "ti ar",
    "ET": "am",
    "FI": "fi sv",
    "HK": "zh-Hant-HK en",
    "IE": "ga en",
    "IL": "he ar",
    "IN": "hi en",
    "IQ": "ar ku",
    "KE": "sw en",
    "KG": "ky ru",
    "KZ": "kk ru",
    "LK": "si ta",
    "LU": "lb fr de",
    "MA": "ar",
    "MO": "zh-Hant-HK pt",
    "MT": "mt en",
    "NO": "nb nn",
    "NZ": "en mi",
    "PE": "es qu",
    "PH": "fil en",
    "PK": "ur en",
    "PY": "es gn",
    "RU": "ru",
    "SG": "en ms zh ta",
    "SO": "so ar",
    "TW": "zh-Hant",
    "TZ": "sw en",
    "XK": "sq sr",
    "ZA": "en af zu xh",
    "ZW": "en sn nd",
}
OWN_AT_MOST = 4

# Own names that are not what CLDR's language, spoken elsewhere too, has.
OWN_NAMES = {
    "KP": [("ko", "조선민주주의인민공화국")],
}

# Names that mean one state in the one language and two in the next: they are
# nobody's, so that nothing is recognised that was not meant.
AMBIGUOUS = set("Congo Kongo Konqo Конго Κονγκό Korea Kore Koreya Корея Corea Corée 조선 刚果 コンゴ".split())

# Further names, abbreviations and formal names by which people know a state.
# Not names to show: who types one of these gets the English name.
ALIASES = {
    "AE": "UAE|Emirates|BAE|BƏƏ|ОАЭ|ОАЕ|БАӘ|الإمارات|امارات|האמירויות|איחוד האמירויות",
    "AM": "Republic of Armenia|Hayastan|Республика Армения",
    "AR": "Argentine Republic",
    "AT": "Republic of Austria",
    "AZ": "Republic of Azerbaijan|Azərbaycan Respublikası|Азербайджанская Республика|آذربایجان|אזרביג׳ן",
    "BA": "Bosnia|BiH",
    "BO": "Bolivia, Plurinational State of|Plurinational State of Bolivia",
    "BN": "Brunei Darussalam",
    "BY": "Byelorussia|Republic of Belarus|Республика Беларусь|Белоруссия",
    "CD": "Congo, Democratic Republic of the|Congo, Dem. Rep.|DRC|Congo-Kinshasa|Democratic Republic of the Congo|Democratic Republic of Congo|Zaire|RDC",
    "CF": "CAR",
    "CG": "Congo-Brazzaville|Republic of Congo",
    "CH": "Swiss Confederation",
    "CI": "Ivory Coast",
    "CN": "PRC|People's Republic of China|Mainland China|КНР|Китайская Народная Республика|中华人民共和国",
    "CV": "Cabo Verde",
    "CZ": "Czech Republic",
    "DE": "Federal Republic of Germany|FRG|BRD|ФРГ",
    "EG": "Arab Republic of Egypt",
    "FM": "Micronesia, Federated States of|Federated States of Micronesia",
    "GB": "UK|U.K.|Great Britain|Britain|United Kingdom of Great Britain and Northern Ireland|İngiltere|"
    "İngilterə|Birleşik Krallık|Böyük Britaniya|Англия|Велика Британія|Ұлыбритания|انگلیس|بریتانیا|انگلستان|בריטניה|אנגליה",
    "GE": "Republic of Georgia|Sakartvelo|Gürcistan|Республика Грузия",
    "HK": "Hong Kong",
    "IL": "State of Israel|מדינת ישראל",
    "IN": "Republic of India|Bharat",
    "IR": "Iran, Islamic Republic of|Islamic Republic of Iran|Iran (Islamic Republic of)|IRI|Persia|Исламская Республика Иран|ИРИ|"
    "جمهوری اسلامی ایران|الجمهورية الإسلامية الإيرانية|İran İslam Cumhuriyeti|İran İslam Respublikası",
    "IQ": "Republic of Iraq",
    "KG": "Kyrgyz Republic|Kirghizia|Киргизская Республика",
    "KP": "DPRK|Korea, Democratic People's Republic of|Democratic People's Republic of Korea|КНДР",
    "KR": "Korea, Republic of|ROK|Republic of Korea|Республика Корея",
    "KZ": "Republic of Kazakhstan|Қазақстан Республикасы|Республика Казахстан",
    "LA": "Lao PDR|Lao People's Democratic Republic",
    "LB": "Lebanese Republic",
    "LY": "State of Libya",
    "MD": "Moldova, Republic of|Republic of Moldova|Молдова|Республика Молдова",
    "MK": "Macedonia|FYROM|Former Yugoslav Republic of Macedonia",
    "MM": "Burma",
    "MO": "Macao|Macau",
    "NL": "Holland|Kingdom of the Netherlands",
    "PS": "Palestine, State of|Palestine|State of Palestine|Palestinian Authority|فلسطين|فلسطین|פלסטין|Палестина|Filistin|Fələstin",
    "RU": "Russian Federation|RF|РФ|Российская Федерация|Rusya Federasyonu|Rusiya Federasiyası",
    "SA": "KSA|Kingdom of Saudi Arabia|السعودية|عربستان|סעודיה|Suudi Arabistan Krallığı",
    "SY": "Syrian Arab Republic|Syrian Republic",
    "SZ": "Swaziland",
    "TJ": "Republic of Tajikistan",
    "TL": "East Timor",
    "TR": "Republic of Turkey|Republic of Türkiye|Türkiye Cumhuriyeti|Turkiye|תורכיה",
    "TW": "Taiwan, Province of China|Republic of China|ROC|Chinese Taipei|Formosa",
    "TZ": "Tanzania, United Republic of|United Republic of Tanzania",
    "UA": "The Ukraine",
    "US": "USA|U.S.|U.S.A.|US|America|United States of America|the States|ABD|Amerika|ABŞ|Amerika Birleşmiş Ştatları|"
    "Америка|Соединённые Штаты Америки|Америка Құрама Штаттары|Сполучені Штати|Сполучені Штати Америки|"
    "آمریکا|امریکا|ایالات متحده آمریکا|أمريكا|الولايات المتحدة الأمريكية|ארצות הברית של אמריקה|ארה״ב",
    "UZ": "Republic of Uzbekistan",
    "VA": "Holy See|Vatican",
    "VE": "Venezuela, Bolivarian Republic of|Bolivarian Republic of Venezuela",
    "VN": "Viet Nam|Socialist Republic of Vietnam",
    "XK": "Republic of Kosovo|Kosova|KOS|XKK",
}

# Places (longitude, latitude) that suit a map of relations better than the
# middle of the largest polygon.
PLACES = {
    # Those of scenes/south_caucasus.ron; Israel's a little to the southwest,
    # where the basemap has it on Israel's land.
    "AZ": (47.7, 40.3),
    "IL": (34.8, 31.2),
    "IR": (53.7, 32.6),
    "KZ": (67.5, 48.0),
    "TR": (33.5, 39.0),
    # West of the Urals, where most people live, so that a map of Russia's
    # neighbours is not stretched to the middle of Siberia.
    "RU": (45.0, 56.5),
}

# Where Natural Earth has no country of its own: a point near the polygon of
# another's country that is the territory.
NEAR = {
    "BQ": ("528", -68.27, 12.18),
    "BV": ("578", 3.36, -54.42),
    "CC": (None, 96.85, -12.15),
    "CX": (None, 105.63, -10.48),
    "GF": ("250", -53.1, 4.0),
    "GP": ("250", -61.6, 16.1),
    "MQ": ("250", -61.0, 14.65),
    "RE": ("250", 55.5, -21.1),
    "SJ": ("578", 16.0, 78.9),
    "TK": ("554", -171.85, -9.2),
    "YT": ("250", 45.15, -12.8),
    "XK": (None, 20.9, 42.6),
}


class Atlas:
    """Countries of a TopoJSON file of Natural Earth, by ISO numeric code."""

    def __init__(self, path):
        topology = json.loads(path.read_text(encoding="utf-8"))
        scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
        self.arcs = []
        for steps in topology["arcs"]:
            x = y = 0
            line = []
            for dx, dy in steps:
                x, y = x + dx, y + dy
                line.append((x * scale[0] + move[0], y * scale[1] + move[1]))
            self.arcs.append(line)
        self.countries = {}
        for shape in topology["objects"]["countries"]["geometries"]:
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            rings = [[self.ring(ring) for ring in polygon] for polygon in polygons]
            self.countries.setdefault(shape.get("id"), []).extend(rings)

    def ring(self, references):
        """A ring in degrees; longitudes run on across the antimeridian."""
        points = []
        for reference in references:
            arc = self.arcs[reference] if reference >= 0 else self.arcs[~reference][::-1]
            for lon, lat in arc:
                if points:
                    last = points[-1][0]
                    lon = last + (lon - last + 180.0) % 360.0 - 180.0
                points.append((lon, lat))
        return points


def area(ring):
    """Area of a ring in square degrees of latitude, near enough to compare."""
    lats = [lat for _, lat in ring]
    squeeze = math.cos(math.radians((min(lats) + max(lats)) / 2.0))
    total = 0.0
    for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
        total += ax * by - bx * ay
    return abs(total) * squeeze / 2.0


def depth(polygon, x, y):
    """Distance of a point to the nearest edge, below 0 outside the polygon."""
    inside, nearest = False, math.inf
    for ring in polygon:
        ax, ay = ring[-1]
        for bx, by in ring:
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
            dx, dy = bx - ax, by - ay
            length = dx * dx + dy * dy
            along = 0.0 if length == 0.0 else ((x - ax) * dx + (y - ay) * dy) / length
            along = min(1.0, max(0.0, along))
            nearest = min(nearest, (ax + along * dx - x) ** 2 + (ay + along * dy - y) ** 2)
            ax, ay = bx, by
    return math.sqrt(nearest) if inside else -math.sqrt(nearest)


def deepest(polygon):
    """The point of a polygon farthest from its edge, found on ever finer grids."""
    lats = [lat for _, lat in polygon[0]]
    squeeze = max(0.02, math.cos(math.radians((min(lats) + max(lats)) / 2.0)))
    flat = [[(lon * squeeze, lat) for lon, lat in ring] for ring in polygon]
    xs, ys = [x for x, _ in flat[0]], [y for _, y in flat[0]]
    cx, cy = (min(xs) + max(xs)) / 2.0, (min(ys) + max(ys)) / 2.0
    width, height = (max(xs) - min(xs)) / 2.0, (max(ys) - min(ys)) / 2.0
    best = (-math.inf, cx, cy)
    steps = 12
    for _ in range(6):
        for i in range(-steps, steps + 1):
            for j in range(-steps, steps + 1):
                x, y = cx + width * i / steps, cy + height * j / steps
                best = max(best, (depth(flat, x, y), x, y))
        _, cx, cy = best
        width, height, steps = width / 4.0, height / 4.0, 4
    return best[1] / squeeze, best[2]


def rounded(polygon, lon, lat):
    """The point with as few decimals as keep it in the polygon, at most four."""
    for digits in (1, 2, 3, 4):
        x, y = round(lon, digits), round(lat, digits)
        if depth(polygon, x, y) > 0.0:
            break
    return (x + 180.0) % 360.0 - 180.0, y


def place(alpha2, numeric, atlases):
    if alpha2 in PLACES:
        return PLACES[alpha2]
    if alpha2 in NEAR:
        country, lon, lat = NEAR[alpha2]
        polygons = atlases[-1].countries[country]
        polygon = max(polygons, key=lambda p: depth(p, lon, lat))
    else:
        atlas = next(a for a in atlases if numeric in a.countries)
        polygon = max(atlas.countries[numeric], key=lambda p: area(p[0]))
    lon, lat = rounded(polygon, *deepest(polygon))
    return round(lon, 4), round(lat, 4)


class Names:
    """Names of territories in any language of CLDR."""

    def __init__(self, package):
        self.main = package / "main"
        self.read = {}

    def of(self, language):
        if language not in self.read:
            path = self.main / language / "territories.json"
            found = {}
            if path.exists():
                data = json.loads(path.read_text(encoding="utf-8"))["main"][language]
                found = data["localeDisplayNames"]["territories"]
            self.read[language] = found
        return self.read[language]

    def get(self, alpha2, language):
        """The name, then its variants."""
        names = self.of(language)
        kinds = ["", "-alt-variant"]
        if alpha2 in SHORT:
            kinds.insert(0, "-alt-short")
        else:
            kinds.append("-alt-short")
        found = [names[alpha2 + kind] for kind in kinds if alpha2 + kind in names]
        # CLDR repeats the code where a language has no name, and abbreviates
        # to two letters that are another's code (es "RU", the United Kingdom).
        return [name for name in dict.fromkeys(found) if len(name) > 2 or not name.isupper()]


def own_languages(alpha2, info):
    if alpha2 in OWN:
        return OWN[alpha2].split()
    spoken = info.get(alpha2, {}).get("languagePopulation", {})
    official = [
        (float(facts["_populationPercent"]), language)
        for language, facts in spoken.items()
        if facts.get("_officialStatus") in ("official", "de_facto_official")
    ]
    official.sort(key=lambda pair: (-pair[0], pair[1]))
    languages = [language.replace("_", "-") for _, language in official]
    # One script a language, that of its own file.
    languages = [tag for tag in languages if tag.split("-")[0] not in languages or "-" not in tag]
    return languages[:OWN_AT_MOST]


def english(alpha2, name):
    name = ENGLISH.get(alpha2, name).replace(" & ", " and ")
    return name.replace("St. ", "Saint ")


def text(value):
    assert '"' not in value and "\\" not in value, value
    return f'"{value}"'


def pairs(names):
    return "[" + ", ".join(f"({text(tag)}, {text(name)})" for tag, name in names) + "]"


def line(alpha2, code, names, info, atlases):
    alpha3 = ALPHA3.get(alpha2, code["_alpha3"])
    # 983 is CLDR's own for Kosovo.
    numeric = 0 if alpha2 == "XK" else int(code["_numeric"])
    in_english = names.get(alpha2, "en")
    name = english(alpha2, in_english[0])
    own = list(OWN_NAMES.get(alpha2, []))
    for language in own_languages(alpha2, info):
        found = names.get(alpha2, language)
        if found and alpha2 not in OWN_NAMES:
            own.append((language, name if language == "en" else found[0]))
    seen = {name, *(text for _, text in own)}
    further = []
    for language in LANGUAGES:
        for found in names.get(alpha2, language):
            found = english("", found) if language == "en" else found
            # Own names stand above; the same spelling in two languages is kept.
            is_new = (language, found) not in own and not (language == "en" and found == name)
            if is_new and found not in AMBIGUOUS:
                further.append((language, found))
                seen.add(found)
    aliases = [a for a in ALIASES.get(alpha2, "").split("|") if a and a not in seen]
    aliases = list(dict.fromkeys(aliases))
    lon, lat = place(alpha2, code["_numeric"], atlases)
    return (
        f"    (alpha3: {text(alpha3)}, alpha2: {text(alpha2)}, numeric: {numeric}, name: {text(name)}, "
        f"place: ({lon}, {lat}), own: {pairs(own)}, names: {pairs(further)}, "
        f"aliases: [{', '.join(map(text, aliases))}]),"
    )


def main():
    core, localenames, world = map(Path, sys.argv[1:4])
    supplemental = core / "supplemental"
    read = lambda file: json.loads((supplemental / file).read_text(encoding="utf-8"))["supplemental"]
    codes = read("codeMappings.json")["codeMappings"]
    info = read("territoryInfo.json")["territoryInfo"]
    names = Names(localenames)
    # The coarser one lies under the actors, so it comes first.
    atlases = [Atlas(world / f"countries-{scale}.json") for scale in ("50m", "10m")]
    regions = {
        alpha2
        for alpha2 in names.of("en")
        if len(alpha2) == 2 and alpha2.isalpha() and alpha2 not in NO_STATES
    }
    lines = {
        ALPHA3.get(alpha2, codes[alpha2]["_alpha3"]): line(alpha2, codes[alpha2], names, info, atlases)
        for alpha2 in regions
    }
    print("// Made by make.py; do not edit by hand. Sources and licence: README.md.")
    print("// Names: Unicode CLDR, (c) Unicode, Inc., Unicode-3.0 (LICENSE-unicode.txt).")
    print("// Places: Natural Earth, public domain. XKX (Kosovo) is no ISO 3166-1 code.")
    print("[")
    for alpha3 in sorted(lines):
        print(lines[alpha3])
    print("]")


if __name__ == "__main__":
    main()
