import { NumberInput, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../../i18n/use-texts.ts';
import type { SettingsPartProps } from './settings-screen.tsx';

const shortest = 10;
const longest = 3600;

/** How often the platform is asked, and how its one doubtful number is read (trap T-6). */
export function SyncSettings({ settings, onChange }: SettingsPartProps) {
  const { t } = useTexts('settings');
  const [seconds, setSeconds] = useState<number | string>(settings.pollSeconds);
  const valid = typeof seconds === 'number' && Number.isInteger(seconds) && seconds >= shortest && seconds <= longest;
  return (
    <>
      <NumberInput
        label={t('pollSeconds')}
        description={t('pollSecondsHint')}
        suffix={t('secondsSuffix')}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
        min={shortest}
        max={longest}
        step={10}
        hideControls
        value={seconds}
        error={valid ? null : t('rangeError', { min: shortest, max: longest })}
        onChange={setSeconds}
        onBlur={() => (valid && seconds !== settings.pollSeconds ? onChange({ pollSeconds: seconds }) : undefined)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.currentTarget.blur();
        }}
      />
      <Radio.Group
        label={t('priceUnit')}
        description={t('priceUnitHint')}
        value={settings.mediaPartnerPriceUnit}
        onChange={(value) => onChange({ mediaPartnerPriceUnit: value === 'minor' ? 'minor' : 'major' })}
      >
        <Stack gap="lg" mt="sm">
          <Radio value="major" label={t('priceMajor')} size="md" />
          <Radio value="minor" label={t('priceMinor')} size="md" />
        </Stack>
      </Radio.Group>
    </>
  );
}
