/** Error replies of tic.rs: bodies of platform-spec 1.3. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`${status} ${JSON.stringify(body)}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export const badKey = () => new ApiError(401, { message: 'Invalid or inactive API key' });
export const unauthenticated = () => new ApiError(401, { message: 'Unauthenticated.' });
export const forbidden = () => new ApiError(403, { message: 'This action is unauthorized.' });
export const notFound = () => new ApiError(404, { message: 'Not found' });
export const tooMany = (headers: Readonly<Record<string, string>>) =>
  new ApiError(429, { message: 'Too Many Attempts.' }, headers);

/** 422 in Laravel's form; keys such as `items.0.name`, in the order the rules ran. */
export function invalid(errors: Readonly<Record<string, readonly string[]>>): ApiError {
  const all = Object.values(errors).flat();
  const more = all.length - 1;
  const first = all[0] ?? 'The given data was invalid.';
  const message = more === 0 ? first : `${first} (and ${more} more ${more === 1 ? 'error' : 'errors'})`;
  return new ApiError(422, { message, errors });
}

/** What a browser sees when Laravel fails without a JSON Accept header (T-1). */
export const HTML_500 = `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Server Error</title></head>
<body><div><h1>500</h1><p>Server Error</p></div></body>
</html>
`;
