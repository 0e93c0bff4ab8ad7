import { Radio, Stack, Text } from '@mantine/core';
import { type SystemId, systemIds } from '../../../shared/domain/accounts.ts';
import { useTexts } from '../../i18n/use-texts.ts';
import classes from './connect.module.css';
import { systemForms } from './systems.ts';

interface SystemChoiceProps {
  readonly chosen: SystemId;
  readonly onChoose: (system: SystemId) => void;
}

/** Which ticketing system the account is of: asked first, since all that follows depends on it. */
export function SystemChoice({ chosen, onChoose }: SystemChoiceProps) {
  const { t } = useTexts('connect');
  return (
    <Radio.Group
      label={t('system')}
      value={chosen}
      onChange={(value) => onChoose(systemIds.find((id) => id === value) ?? chosen)}
    >
      <Stack gap="xs" mt="xs">
        {systemIds.map((id) => (
          <div key={id} className={classes['system']} data-chosen={id === chosen || undefined}>
            <Radio
              value={id}
              label={
                <Text span fw={650}>
                  {systemForms[id].name}
                </Text>
              }
              description={t(`systemHint.${id}`)}
              data-testid={`connect-system-${id}`}
              styles={{ body: { width: '100%' }, labelWrapper: { flex: 1 }, label: { width: '100%' } }}
            />
          </div>
        ))}
      </Stack>
    </Radio.Group>
  );
}
