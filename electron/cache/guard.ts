import { isDamage } from '../store/trouble.ts';

/**
 * Stands in front of a part of the cache that may be replaced: each call goes to the part as it is now, and damage that shows in a call is
 * given to `onDamage`, which throws.
 */
export function guarded<Part extends object>(current: () => Part, onDamage: (error: unknown) => never): Part {
  return new Proxy(current(), {
    get: (_first, name) => {
      const member: unknown = Reflect.get(current(), name);
      if (typeof member !== 'function') return member;
      return (...values: unknown[]): unknown => {
        try {
          return Reflect.apply(member, undefined, values);
        } catch (error) {
          if (isDamage(error)) return onDamage(error);
          throw error;
        }
      };
    },
  });
}
