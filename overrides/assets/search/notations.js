// One thing, written with other signs: « R. 2122-8 » is asked as « r21228 », « 22/11/2024 » as
// « 22 novembre 2024 ». The mirror of hooks/journal/search/notations.py, which does it for pages.

export const MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" ");

// Signs that count as another, one for one: what is found stays where it was.
const EVEN = new Map(
  ["-‐‑‒–—−", "'’‘ʼ`´′‛＇ʹˈ՚", " \v\f\u00a0\u2007\u2009\u202f\u2060", "0⁰₀", "1¹₁", "2²₂", "3³₃", "4⁴₄"]
    .concat(["5⁵₅", "6⁶₆", "7⁷₇", "8⁸₈", "9⁹₉"])
    .flatMap(([sign, ...others]) => others.map((other) => [other, sign])),
);

const BEGIN = String.raw`(?<![\p{L}\p{N}])`;
const NUMBER = String.raw`(?<![\p{L}\p{N}])(?<![.,:])`;
const END = String.raw`(?![\p{L}\p{N}']|_)`;
const YEAR = String.raw`(?:19|20)\d\d`;
const DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche";
const MONTH =
  "janv?(?:ier)?|f[ée]v(?:r(?:ier)?)?|mars|avr(?:il)?|mai|juin|juil(?:let)?|ao[uû]t|" +
  "sept?(?:embre)?|oct(?:obre)?|nov(?:embre)?|d[ée]c(?:embre)?";
const THOUSANDS = { k: 1e3, mille: 1e3, m: 1e6, million: 1e6, md: 1e9, milliard: 1e9 };
const UNITS = "m2|m3|km2|km|cm|mm|m|kg|g|t|l|ha|min|kwh|mwh|kw|ko|mo|go";

const figures = (text) => text.replace(/\D/g, "");

// Not « il a 12 ans », nor in capitals.
function law(all, letter, between, number) {
  const isCapital = letter !== letter.toLowerCase();
  const isOther = number.includes("-")
    ? letter === "a"
    : "ac".includes(letter.toLowerCase()) || (!isCapital && number.length < 3);
  if (between && !between.trim() && isOther) return all;
  return `${letter.replace(/[. ]/g, "")}${figures(number)}`.toLowerCase();
}

function day(all, date, month, year) {
  const full = year.length === 4 ? +year : +year + (+year < 70 ? 2000 : 1900);
  const isReal = month >= 1 && month <= 12 && date >= 1 && date <= new Date(full, month, 0).getDate();
  return isReal ? `${+date} ${MONTHS[month - 1]} ${full}` : all;
}

function monthOf(name) {
  const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").slice(0, 4);
  return MONTHS.find((month) => bare(month).startsWith(bare(name.toLowerCase())));
}

function hour(all, hours, minutes) {
  if (minutes && hours > 24) return all;
  return `${+hours}h${minutes && minutes !== "00" ? minutes : ""}`;
}

const amount = (_, number, many) =>
  `${Math.round(number.replace(",", ".") * THOUSANDS[many.toLowerCase().replace(/s$/, "")])}`;

const KINDS = [
  // The law.
  [String.raw`${BEGIN}(?<!')(l\.? ?[op]|[lrdac])( ?\.? ?\*? ?\.? ?)(\d{1,5}(?:(?: ?- ?|\.)\d{1,4})*)${END}`, law],
  [String.raw`${BEGIN}art(?:icle|\.)? ?1er${END}`, () => "article 1"],
  [String.raw`${BEGIN}art\.? ?(?=\D{0,4}\d)`, () => "article "],
  // Days and months.
  [
    String.raw`(?<![\d.,/-])(\d{1,2}) ?([/.-]) ?(\d{1,2}) ?\2 ?(\d{4}|\d\d)(?![\d/-]|[.,]\d)`,
    (all, date, _, month, year) => day(all, date, month, year),
  ],
  [String.raw`(?<!\d)(?<!\d )(\d\d) (\d\d) (${YEAR})(?! ?\d)`, day],
  [
    String.raw`(?<![\d-])(${YEAR})([/.-])(\d{1,2})\2(\d{1,2})(?!\d|-\d)`,
    (all, year, _, month, date) => day(all, date, month, year),
  ],
  [
    String.raw`(?:${BEGIN}(?:${DAYS}) +)?(?<!\d)([0-3]?\d)(?:er)? +(${MONTH})${END}\.?`,
    (_, date, month) => `${+date} ${monthOf(month)}`,
  ],
  [String.raw`${BEGIN}(${MONTH})\.? +(${YEAR})(?!\d)`, (_, month, year) => `${monthOf(month)} ${year}`],
  [
    String.raw`(?<![\d/.-])(0?[1-9]|1[0-2])[/.-](${YEAR})(?![\d/-])`,
    (_, month, year) => `${MONTHS[month - 1]} ${year}`,
  ],
  [String.raw`(?<![\d/.-])(${YEAR})-(0[1-9]|1[0-2])(?![\d-])`, (_, year, month) => `${MONTHS[month - 1]} ${year}`],
  [
    String.raw`(?<![\d/.,-])(0[1-9]|[12]\d|3[01])/(0[1-9]|1[0-2])(?![\d/])`,
    (_, date, month) => `${+date} ${MONTHS[month - 1]}`,
  ],
  // « 2014/24/UE », a directive or a regulation; not « 2025/2026 ».
  [
    String.raw`(?<![\d/.-])(${YEAR})/(?!${YEAR})(\d{1,4})(?:[ /]?(?:UE|CEE?|Euratom))?(?![\p{L}\p{N}]|[_/])`,
    (_, year, number) => `${year}${number}`,
  ],
  // Telephones, and other numbers in groups.
  [
    String.raw`(?<![\d+])(?:\(?(?:\+|00) ?33\)?[ .-]*(?:\(0\)[ .-]*)?|\(?0[ ./-]?)([1-9]\)?(?:[ ./-]?\d){8})(?!\d)`,
    (_, number) => `0${figures(number)}`,
  ],
  [String.raw`(?<![\d+])\+\d{1,3}(?:[ .()-]*\d){6,12}(?!\d)`, figures],
  [String.raw`(?<![\d.,])(?<!\d )3\d[ .]\d\d(?![ .,]?\d)`, figures],
  [String.raw`(?<!\d)(?<!\d )(?:\d{3} ){3}\d{5}(?!\d)`, figures],
  [String.raw`(?<![\d.,])\d{1,3}(?:[ .']\d{3})+(?!\d)`, figures],
  [
    String.raw`(?<![\d.,])(\d+)(?:[.,]0+|([.,]\d*[1-9])0+)(?![.,]?\d)`,
    (_, whole, decimals = "") => `${whole}${decimals}`,
  ],
  // Hours, amounts, ranks, measures.
  [String.raw`${NUMBER}(\d\d?) ?(?:h|heures?) ?([0-5]\d)(?: ?(?:min|mn|minutes?))?${END}`, hour],
  [String.raw`${NUMBER}(\d\d?):([0-5]\d)(?![\d:])`, hour],
  [String.raw`${NUMBER}(\d+)() ?h${END}`, hour],
  [
    String.raw`${NUMBER}(\d+(?:[.,]\d+)?) ?((?:k|m|mds?)(?= ?(?:€|eur))|(?<=\d)k${END}|(?:mille|millions?|milliards?)${END})`,
    amount,
  ],
  [String.raw`${NUMBER}(\d{1,3})(?:er|[eè]?re|[eè]me|e|nde?)s?${END}`, (_, rank) => `${rank}e`],
  [String.raw`${NUMBER}(\d+) ?mn${END}`, (_, number) => `${number} min`],
  [String.raw`${NUMBER}(\d+(?:[.,]\d+)?)(${UNITS})${END}`, (_, number, unit) => `${number} ${unit}`],
  [String.raw`${BEGIN}n(?: ?°|o[. ]|o\. |um[ée]ros? ) ?(\d[\d-]*)`, (_, number) => number],
  [String.raw`(?<!\d)(\d+) ?° ?[cf]?(?![\p{L}\p{N}])`, (_, number) => `${number} `],
  [String.raw`${BEGIN}(?:saint|st)(e?)\.?[ -](?=\p{L})`, (_, e) => `saint${e} `],
  // From one hour to another; what is counted in.
  [String.raw`(\dh(?:\d\d)?)-(?=\d)`, (_, hours) => `${hours} `],
  [String.raw`(\d) ?(?:€|(?:(?:d')?euros?|eur|pour ?cents?)${END}|%|‰)`, (_, figure) => `${figure} `],
].map(([pattern, write]) => [new RegExp(pattern, "giu"), write]);

const even = (text) => Array.from(text, (sign) => EVEN.get(sign) ?? sign).join("");

// A query with each thing in the writing that the index has.
export function unified(text) {
  const seen = text
    .replace(/[\u00ad\u200b-\u200f\ufeff™®©℠]/gu, "")
    .replaceAll("º", "°")
    .replaceAll("№", "n°");
  return KINDS.reduce((all, [pattern, write]) => all.replace(pattern, write), even(seen.normalize("NFKC")));
}

// Where a text has the words asked, in another writing: places without overlap, in order.
export function placesOf(text, isAsked) {
  const places = [];
  const flat = even(text);
  for (const [pattern, write] of KINDS) {
    for (const found of flat.matchAll(pattern)) {
      const written = write(...found);
      const words = written
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean);
      const [start, end] = [found.index, found.index + found[0].trimEnd().length];
      const isFree = places.every((place) => end <= place.start || place.end <= start);
      if (isFree && words.length && written !== found[0] && words.every(isAsked)) places.push({ start, end });
    }
  }
  return places.sort((one, other) => one.start - other.start);
}
