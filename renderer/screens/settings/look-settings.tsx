import { Input, SegmentedControl, Select } from '@mantine/core';
import { type Language, languages, type Settings } from '../../../shared/domain/settings.ts';
import { languageNames } from '../../i18n/i18n.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import type { SettingsPartProps } from './settings-screen.tsx';

/** Language, light or dark, text size. */
export function LookSettings({ settings, onChange }: SettingsPartProps) {
  const { t } = useTexts('settings');
  return (
    <>
      <Select
        label={t('language')}
        allowDeselect={false}
        data={languages.map((value) => ({ value, label: languageNames[value] }))}
        value={settings.language}
        onChange={(value) => {
          if (value !== null) onChange({ language: value as Language });
        }}
        data-testid="settings-language"
      />
      <Input.Wrapper label={t('theme')} labelElement="div">
        <SegmentedControl
          fullWidth
          aria-label={t('theme')}
          value={settings.theme}
          onChange={(value) => onChange({ theme: value as Settings['theme'] })}
          data={[
            { value: 'system', label: t('themeSystem') },
            { value: 'light', label: t('themeLight') },
            { value: 'dark', label: t('themeDark') },
          ]}
        />
      </Input.Wrapper>
      <Input.Wrapper label={t('textSize')} labelElement="div">
        <SegmentedControl
          fullWidth
          aria-label={t('textSize')}
          value={settings.textSize}
          onChange={(value) => onChange({ textSize: value as Settings['textSize'] })}
          data={[
            { value: 'normal', label: t('textNormal') },
            { value: 'large', label: t('textLarge') },
            { value: 'larger', label: t('textLarger') },
          ]}
        />
      </Input.Wrapper>
    </>
  );
}
