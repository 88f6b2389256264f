#!/usr/bin/env python3
"""Makes indexer/src/main/resources/normalise/gazetteer.tsv.gz from the postal codes of GeoNames.

usage: make.py FOLDER OUT      FOLDER holds zipcodes.de.csv, zipcodes.at.csv, zipcodes.ch.csv

Source: GeoNames (https://www.geonames.org), CC BY 4.0, in the CSV form of
github.com/zauberware/postal-codes-json-xml-csv. What is kept: names, regions, coordinates, postal
codes. What is left out: companies with a postal code of their own (their code is kept, their name is
not a town), post boxes, and hamlets of Austrian municipalities.

Lines, tab-separated:
  T  country  region  name  parent  weight  latitude  longitude
     parent: the town that a district belongs to, else empty; weight: number of postal codes, which
     stands for size
  P  country  code  line number of its town among the T lines (from 0; -1: none)  region  latitude  longitude
"""
import collections
import csv
import gzip
import re
import sys

AT = {"01": "AT-1", "02": "AT-2", "03": "AT-3", "04": "AT-4", "05": "AT-5", "06": "AT-6", "07": "AT-7", "08": "AT-8", "09": "AT-9"}
DE_NUMERIC = {"01": "BW", "02": "BY", "03": "HB", "04": "HH", "05": "HE", "06": "NI", "07": "NW", "08": "RP", "09": "SL", "10": "SH",
              "11": "BB", "12": "MV", "13": "SN", "14": "ST", "15": "TH", "16": "BE"}
OFFICIAL = {("DE-ST", "Halle"): "Halle (Saale)", ("DE-NW", "Halle"): "Halle (Westfalen)"}


def rows(folder, country):
    with open(f"{folder}/zipcodes.{country}.csv", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def read(folder):
    """Yields country, region, name or None, parent, code, latitude, longitude."""
    for r in rows(folder, "de"):
        if r["state_code"].isalpha():
            region, name, parent = "DE-" + r["state_code"], r["place"], ""
            name = OFFICIAL.get((region, name), name)
            yield "DE", region, name, parent, r["zipcode"], float(r["latitude"]), float(r["longitude"])
        elif r["state_code"]:
            city = re.sub(r"^(Kreisfreie Stadt|Stadtkreis) ", "", r["community"])
            city = re.sub(r", (Stadt|Freie und Hansestadt|Landeshauptstadt|Hansestadt|Universitätsstadt).*$", "", city)
            yield "DE", "DE-" + DE_NUMERIC[r["state_code"]], "?" + city, "", r["zipcode"], float(r["latitude"]), float(r["longitude"])
    for r in rows(folder, "at"):
        name, parent = r["community"].split(" / ")[0], ""
        if name.startswith("Gemeindebezirk"):
            name, parent = r["place"].replace("Wien, ", "Wien "), "Wien"
        name = re.sub(r"^St\. ", "Sankt ", name)
        yield "AT", AT[r["state_code"]], name, parent, r["zipcode"], float(r["latitude"]), float(r["longitude"])
    for r in rows(folder, "ch"):
        name = re.sub(r"^St\. ", "St. ", r["community"])
        yield "CH", "CH-" + r["state_code"], name, "", r["zipcode"], float(r["latitude"]), float(r["longitude"])
        place = r["place"]
        if place != name and not re.search(r"\d|[a-z][A-Z]|[A-Z]{2}|Dienst|Versich|Zustell|Post", place):
            yield "CH", "CH-" + r["state_code"], place, "", r["zipcode"], float(r["latitude"]), float(r["longitude"])


def mean(points):
    return sum(a for a, _ in points) / len(points), sum(b for _, b in points) / len(points)


def main(folder, out):
    towns = collections.OrderedDict()   # (country, region, name) -> [parent, codes, points]
    codes = collections.OrderedDict()   # (country, code) -> [towns], points, region
    loose = []
    for country, region, name, parent, code, lat, lon in read(folder):
        if name.startswith("?"):
            loose.append((country, region, name[1:], code, lat, lon))
            continue
        # the same name twice in one region, far apart, stays two towns
        key = next((k for k in ((country, region, name, n) for n in range(9))
                    if k not in towns or region in ("DE-BE", "DE-HH") or abs(towns[k][2][0][0] - lat) + abs(towns[k][2][0][1] - lon) < 0.35), None)
        town = towns.setdefault(key, [parent, set(), []])
        town[1].add(code)
        town[2].append((lat, lon))
        entry = codes.setdefault((country, code), [collections.Counter(), [], region])
        entry[0][key] += 1
        entry[1].append((lat, lon))
    # a district is "<town> <district>" of a town with several codes
    big = {(c, r, n) for (c, r, n, _), t in towns.items() if len(t[1]) >= 4}
    for (c, r, n, _), town in towns.items():
        words = n.split(" ")
        for cut in range(1, len(words)):
            head = " ".join(words[:cut])
            if (c, r, head) in big and not re.match(r"(am|an|im|in|bei|ob|vor|b\.|a\.|i\.|\()", words[cut]):
                town[0] = head
                break
    towns[("AT", "AT-9", "Wien", 0)] = ["", {c for (k, c) in codes if k == "AT" and codes[(k, c)][2] == "AT-9"}, [(48.2085, 16.3721)]]
    number = {key: i for i, key in enumerate(towns)}
    by_name = {(c, r, n): i for (c, r, n, k), i in number.items() if k == 0}
    lines = []
    for (country, region, name, _), (parent, held, points) in towns.items():
        lat, lon = mean(points)
        lines.append(f"T\t{country}\t{region}\t{name}\t{parent}\t{len(held)}\t{lat:.3f}\t{lon:.3f}")
    for (country, code), (holders, points, region) in sorted(codes.items(), key=lambda kv: kv[0]):
        # the town that has most of its places; of several with as many, the largest
        key = max(holders, key=lambda k: (holders[k], len(towns[k][1]), k[2]))
        if country != "CH" and len(holders) > 1:
            key = max(holders, key=lambda k: (len(towns[k][1]), holders[k], k[2]))
        own = [p for p in points]
        lat, lon = mean(own)
        lines.append(f"P\t{country}\t{code}\t{number[key]}\t{region}\t{lat:.3f}\t{lon:.3f}")
    seen = set()
    for country, region, name, code, lat, lon in loose:
        if (country, code) in codes or code in seen:
            continue
        seen.add(code)
        lines.append(f"P\t{country}\t{code}\t{by_name.get((country, region, name), -1)}\t{region}\t{lat:.3f}\t{lon:.3f}")
    with open(out, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as file:
        file.write(("\n".join(lines) + "\n").encode("utf-8"))
    print(len(towns), "towns,", len(codes) + len(seen), "postal codes")


if __name__ == "__main__":
    main(*sys.argv[1:])
