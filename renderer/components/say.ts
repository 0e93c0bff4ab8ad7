import { notifications } from '@mantine/notifications';

/** Says shortly that something was done (`Link copied`); read aloud by screen readers, gone after four seconds. */
export function say(message: string): void {
  notifications.show({ message, autoClose: 4000, withCloseButton: false });
}
