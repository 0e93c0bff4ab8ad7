import { Checkbox, Radio, Table, Text, TextInput } from '@mantine/core';
import type { CatalogueCandidate } from '../../../../shared/domain/catalogue.ts';
import type { Money } from '../../../../shared/money.ts';
import { MoneyText } from '../../../components/money-text.tsx';
import { StatusWord } from '../../../components/status-word.tsx';
import { useDates } from '../../../format/use-dates.ts';
import { useTexts } from '../../../i18n/use-texts.ts';
import classes from './catalogue.module.css';
import {
  type ImportChoice,
  type ImportChoices,
  itemName,
  openQuestions,
  type PriceUnit,
  readCalendarId,
} from './import-choices.ts';

interface ImportTableProps {
  readonly candidates: readonly CatalogueCandidate[];
  readonly choices: ImportChoices;
  readonly onChange: (importKey: string, change: Partial<ImportChoice>) => void;
}

/** The calendar's lines, each with its price, or the bare number and both its readings; each is confirmed by a person (trap T-6). */
export function ImportTable({ candidates, choices, onChange }: ImportTableProps) {
  const { t } = useTexts('sell');
  const open = openQuestions(candidates);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section className={classes['importScroll']} aria-label={t('import')} tabIndex={0}>
      <Table verticalSpacing="sm" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('importColumn.confirm')}</Table.Th>
            <Table.Th>{t('importColumn.what')}</Table.Th>
            {open.unit ? (
              <>
                <Table.Th ta="right">{t('importColumn.raw')}</Table.Th>
                <Table.Th ta="right">{t('asMajor')}</Table.Th>
                <Table.Th ta="right">{t('asMinor')}</Table.Th>
              </>
            ) : (
              <Table.Th ta="right">{t('common:price')}</Table.Th>
            )}
            {open.calendarId ? <Table.Th>{t('calendarId')}</Table.Th> : null}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {candidates.map((candidate) => {
            const choice = choices.get(candidate.importKey);
            return choice ? (
              <Line
                key={candidate.importKey}
                candidate={candidate}
                choice={choice}
                open={open}
                onChange={(change) => onChange(candidate.importKey, change)}
              />
            ) : null;
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}

interface LineProps {
  readonly candidate: CatalogueCandidate;
  readonly choice: ImportChoice;
  readonly open: ReturnType<typeof openQuestions>;
  readonly onChange: (change: Partial<ImportChoice>) => void;
}

function Line({ candidate, choice, open, onChange }: LineProps) {
  const { t } = useTexts('sell');
  const dates = useDates();
  const name = itemName(candidate);
  const calendarId = readCalendarId(choice.calendarIdText);
  return (
    <Table.Tr data-testid="import-line" {...(choice.confirmed ? { bg: 'var(--wc-chosen)' } : {})}>
      <Table.Td>
        <Checkbox
          size="md"
          aria-label={t('confirmLine', { name })}
          checked={choice.confirmed}
          disabled={calendarId === 'wrong'}
          onChange={(event) => onChange({ confirmed: event.currentTarget.checked })}
        />
      </Table.Td>
      <Table.Td className={classes['importWhat'] ?? ''}>
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {dates.dateTime(candidate.eventStartMs, candidate.zone)}
        </Text>
        {candidate.alreadyImported ? <StatusWord tone="good">{t('alreadyImported')}</StatusWord> : null}
        {candidate.available ? null : <StatusWord tone="warn">{t('notAvailable')}</StatusWord>}
      </Table.Td>
      {open.unit ? (
        <>
          <Table.Td ta="right" className="tabular">
            {candidate.rawPrice}
          </Table.Td>
          <Reading candidate={candidate} unit="major" money={candidate.asMajor} choice={choice} onChange={onChange} />
          <Reading
            candidate={candidate}
            unit="minor"
            money={candidate.asMinor ?? candidate.asMajor}
            choice={choice}
            onChange={onChange}
          />
        </>
      ) : (
        <Table.Td ta="right">
          <MoneyText money={candidate.asMajor} fw={650} />
        </Table.Td>
      )}
      {!open.calendarId ? null : (
        <Table.Td>
          <TextInput
            w="9rem"
            aria-label={t('calendarIdOf', { name })}
            inputMode="numeric"
            autoComplete="off"
            value={choice.calendarIdText}
            description={calendarId === null ? t('withoutCalendarId') : null}
            error={calendarId === 'wrong' ? t('draft.idWrong') : null}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            onChange={(event) => onChange({ calendarIdText: event.currentTarget.value })}
          />
        </Table.Td>
      )}
    </Table.Tr>
  );
}

interface ReadingProps extends Omit<LineProps, 'open'> {
  readonly unit: PriceUnit;
  readonly money: Money;
}

function Reading({ candidate, unit, money, choice, onChange }: ReadingProps) {
  return (
    <Table.Td ta="right">
      <Radio
        name={`reading ${candidate.importKey}`}
        labelPosition="left"
        className={classes['reading'] ?? ''}
        label={<MoneyText money={money} fw={choice.reading === unit ? 650 : 400} />}
        checked={choice.reading === unit}
        onChange={() => onChange({ reading: unit })}
      />
    </Table.Td>
  );
}
