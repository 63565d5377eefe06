/* Where a school is likely to be. A browser knows which zones a region has, but not its money. */
export interface SchoolGuess {
  time_zone: string;
  currency: string;
  phone_region: string;
}

/** Regions (ISO 3166) that telephone numbers are known of. */
export const REGIONS = (
  "AC AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC " +
  "CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB " +
  "GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH " +
  "KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV " +
  "MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB " +
  "SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TA TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US " +
  "UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
).split(" ");

const MONEY: Record<string, string> = {
  AED: "AE",
  ARS: "AR",
  AUD: "AU",
  BDT: "BD",
  BRL: "BR",
  CAD: "CA",
  CHF: "CH LI",
  CLP: "CL",
  CNY: "CN",
  COP: "CO",
  CZK: "CZ",
  DKK: "DK FO GL",
  EGP: "EG",
  EUR: "AD AT BE BG CY DE EE ES FI FR GR HR IE IT LT LU LV MC MT NL PT SI SK SM VA",
  GBP: "GB GG IM JE",
  GHS: "GH",
  HKD: "HK",
  HUF: "HU",
  IDR: "ID",
  ILS: "IL",
  INR: "IN",
  JPY: "JP",
  KES: "KE",
  KHR: "KH",
  KRW: "KR",
  KZT: "KZ",
  LAK: "LA",
  LKR: "LK",
  MAD: "MA",
  MMK: "MM",
  MNT: "MN",
  MOP: "MO",
  MXN: "MX",
  MYR: "MY",
  NGN: "NG",
  NOK: "NO SJ",
  NPR: "NP",
  NZD: "NZ",
  PEN: "PE",
  PHP: "PH",
  PKR: "PK",
  PLN: "PL",
  QAR: "QA",
  RON: "RO",
  RUB: "RU",
  SAR: "SA",
  SEK: "SE",
  SGD: "SG",
  THB: "TH",
  TRY: "TR",
  TWD: "TW",
  UAH: "UA",
  USD: "US AS EC GU PR SV VI",
  VND: "VN",
  ZAR: "ZA",
};

/** Where this browser is, as far as it tells; what it does not tell is as in `otherwise`. */
export function guessSchool(otherwise: SchoolGuess): SchoolGuess {
  const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  // A machine that was never told where it is says UTC: that is no place.
  if (!zone || zone === "UTC" || zone.startsWith("Etc/")) return otherwise;
  const spoken = new Intl.Locale(navigator.language).region;
  return placesOf(zone, { ...otherwise, ...(spoken ? { phone_region: spoken } : {}) });
}

/** The region of a time zone, and its money. */
export function placesOf(zone: string, otherwise: SchoolGuess): SchoolGuess {
  const region = REGIONS.find((each) => zonesOf(each).includes(zone)) ?? otherwise.phone_region;
  const money = Object.keys(MONEY).find((each) => MONEY[each]?.split(" ").includes(region));
  return { time_zone: zone, phone_region: region, currency: money ?? otherwise.currency };
}

/** Not every browser knows; then nothing follows from the zone. */
function zonesOf(region: string): readonly string[] {
  const place = new Intl.Locale("und", { region }) as Intl.Locale & {
    timeZones?: string[];
    getTimeZones?: () => string[];
  };
  return place.getTimeZones?.() ?? place.timeZones ?? [];
}
