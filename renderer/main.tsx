import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { problemOf } from '../shared/errors.ts';
import { App } from './app.tsx';
import { call } from './bridge/client.ts';
import { BootFailure } from './shell/boot-failure.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const screen = createRoot(root);

try {
  // Both are local and quick; knowing them first spares the window a flash in the wrong language or theme.
  const [info, settings] = await Promise.all([call('app.info'), call('settings.get')]);
  screen.render(
    <StrictMode>
      <App info={info} settings={settings} />
    </StrictMode>,
  );
} catch (error) {
  screen.render(<BootFailure problem={problemOf(error)} />);
}
