/** Whether a value of unknown origin is well-formed; checks are built from smaller checks. */
export type Check<T> = (value: unknown) => value is T;

export const isText: Check<string> = (value): value is string => typeof value === "string";
export const isNumber: Check<number> = (value): value is number => typeof value === "number";
export const isBoolean: Check<boolean> = (value): value is boolean => typeof value === "boolean";
export const isDay: Check<string> = (value): value is string => isText(value) && /^\d{4}-\d\d-\d\d$/.test(value);
export const isRecord: Check<Record<string, unknown>> = (value): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function isOneOf<const T extends string | boolean>(...allowed: readonly T[]): Check<T> {
  return (value): value is T => allowed.some((one) => one === value);
}

export function isNullOr<T>(check: Check<T>): Check<T | null> {
  return (value): value is T | null => value === null || check(value);
}

export function isMissingOr<T>(check: Check<T>): Check<T | undefined> {
  return (value): value is T | undefined => value === undefined || check(value);
}

export function isEither<A, B>(one: Check<A>, other: Check<B>): Check<A | B> {
  return (value): value is A | B => one(value) || other(value);
}

export function isListOf<T>(check: Check<T>): Check<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.every(check);
}

export function isMapOf<T>(check: Check<T>): Check<Record<string, T>> {
  return (value): value is Record<string, T> => isRecord(value) && Object.values(value).every(check);
}

/** An object with these fields; others beside them are let through, so that a newer app's additions are kept. */
export function hasShape<T extends object>(fields: { [Name in keyof T]-?: Check<T[Name]> }): Check<T> {
  return (value): value is T => {
    if (!isRecord(value)) return false;
    for (const name in fields) if (!fields[name](value[name])) return false;
    return true;
  };
}
