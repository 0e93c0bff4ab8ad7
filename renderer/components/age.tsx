import { formatAge } from '../format/spans.ts';
import { useDates } from '../format/use-dates.ts';
import { useNow } from '../format/use-now.ts';
import { useLanguage } from '../i18n/use-language.ts';

/** How old a moment is (`3 minutes ago`), with the exact time on hover; it grows by itself. */
export function Age({ ms }: { readonly ms: number }) {
  const language = useLanguage();
  const dates = useDates();
  const now = useNow();
  return (
    <time dateTime={new Date(ms).toISOString()} title={dates.dateTime(ms)}>
      {formatAge(ms, now, language)}
    </time>
  );
}
