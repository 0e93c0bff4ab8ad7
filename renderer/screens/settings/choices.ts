/** Currencies and countries that doors of the present systems meet; a value set elsewhere is added so that it is never lost. */
const currencies = ['RSD', 'EUR', 'BAM', 'MKD', 'HUF', 'RON', 'BGN', 'RUB', 'CHF', 'GBP', 'USD'];
const regions = [
  'RS',
  'BA',
  'ME',
  'HR',
  'MK',
  'SI',
  'HU',
  'RO',
  'BG',
  'AL',
  'GR',
  'RU',
  'UA',
  'DE',
  'AT',
  'CH',
  'GB',
  'US',
];

/** `RSD – Serbian Dinar`, in the reader's language. */
export function currencyChoices(chosen: string, language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'currency' });
  return withChosen(currencies, chosen).map((value) => ({ value, label: `${value} – ${names.of(value) ?? value}` }));
}

/** `Serbia (RS)`, in the reader's language. */
export function regionChoices(chosen: string, language: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return withChosen(regions, chosen).map((value) => ({ value, label: `${names.of(value) ?? value} (${value})` }));
}

function withChosen(values: readonly string[], chosen: string): readonly string[] {
  return values.includes(chosen) ? values : [...values, chosen];
}
