import { Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTexts } from '../../i18n/use-texts.ts';
import type { ConnectDraft, ConnectField } from './connect-draft.ts';
import { type AdvancedSetting, systemForms } from './systems.ts';

interface AdvancedFieldsProps {
  readonly draft: ConnectDraft;
  readonly onChange: (change: Partial<ConnectDraft>) => void;
  readonly errorAt: (field: ConnectField) => string | null;
  /** False where the account has its name already. */
  readonly named?: boolean | undefined;
}

/** Address, name, and what a system's document leaves to its installation. */
export function AdvancedFields({ draft, onChange, errorAt, named = true }: AdvancedFieldsProps) {
  const { t } = useTexts('firstRun');
  const { t: connect } = useTexts('connect');
  const { name, advanced } = systemForms[draft.system];
  return (
    <Stack>
      <TextInput
        label={t('baseUrl')}
        description={t('baseUrlHint')}
        value={draft.baseUrl}
        error={errorAt('baseUrl')}
        onChange={(event) => onChange({ baseUrl: event.currentTarget.value })}
        spellCheck={false}
        autoComplete="off"
        data-testid="connect-url"
      />
      {named ? (
        <TextInput
          label={t('label')}
          description={t('labelHint')}
          placeholder={name}
          value={draft.label}
          maxLength={80}
          error={errorAt('label')}
          onChange={(event) => onChange({ label: event.currentTarget.value })}
          data-testid="connect-label"
        />
      ) : null}
      {advanced.length === 0 ? null : (
        <>
          <Text fw={650}>{connect('settings')}</Text>
          <Text size="sm" c="dimmed">
            {connect('settingsHint')}
          </Text>
          {advanced.map((setting) => (
            <SettingField
              key={setting.field}
              setting={setting}
              value={draft.advanced[setting.field] ?? ''}
              error={errorAt(setting.field)}
              onChange={(value) => onChange({ advanced: { ...draft.advanced, [setting.field]: value } })}
            />
          ))}
        </>
      )}
    </Stack>
  );
}

interface SettingFieldProps {
  readonly setting: AdvancedSetting;
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

function SettingField({ setting, value, error, onChange }: SettingFieldProps) {
  const { t } = useTexts('connect');
  const { field, usual, lines } = setting;
  const hint =
    field === 'stripePage' || field === 'codes' || field === 'template' || field === 'portierUrl'
      ? { description: t(`settingHint.${field}`) }
      : {};
  const shared = {
    ...hint,
    label: t(`setting.${field}`),
    placeholder: usual,
    value,
    error,
    maxLength: 2000,
    spellCheck: false,
    autoComplete: 'off',
    'data-testid': `connect-setting-${field}`,
  };
  return lines ? (
    <Textarea {...shared} rows={3} onChange={(event) => onChange(event.currentTarget.value)} />
  ) : (
    <TextInput {...shared} onChange={(event) => onChange(event.currentTarget.value)} />
  );
}
