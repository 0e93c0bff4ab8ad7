import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLanguage } from '../../i18n/use-language.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import { currencyChoices, regionChoices } from './choices.ts';
import type { SettingsPartProps } from './settings-screen.tsx';

/** Who works at this door, and what new sales start with. */
export function DoorSettings({ settings, onChange }: SettingsPartProps) {
  const { t } = useTexts('settings');
  const language = useLanguage();
  const [name, setName] = useState(settings.staffName);
  return (
    <>
      <TextInput
        label={t('staffName')}
        description={t('staffNameHint')}
        value={name}
        maxLength={80}
        autoComplete="off"
        onChange={(event) => setName(event.currentTarget.value)}
        // Kept when one leaves the field, not at each letter: half a name would stand in the journal.
        onBlur={() => (name.trim() === settings.staffName ? undefined : onChange({ staffName: name.trim() }))}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
        data-testid="settings-staff"
      />
      <Select
        label={t('currency')}
        searchable
        allowDeselect={false}
        data={currencyChoices(settings.currency, language)}
        value={settings.currency}
        onChange={(currency) => {
          if (currency !== null) onChange({ currency });
        }}
      />
      <Select
        label={t('phoneRegion')}
        searchable
        allowDeselect={false}
        data={regionChoices(settings.phoneRegion, language)}
        value={settings.phoneRegion}
        onChange={(phoneRegion) => {
          if (phoneRegion !== null) onChange({ phoneRegion });
        }}
      />
    </>
  );
}
