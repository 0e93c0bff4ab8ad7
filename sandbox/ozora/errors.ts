/** An error reply: `{"message":"…"}` (assumed from the success replies, platform-spec 3.1). */
export class OzoraError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const badRequest = (message: string) => new OzoraError(400, message);
export const unauthorized = (message: string) => new OzoraError(401, message);
export const forbidden = (message: string) => new OzoraError(403, message);
export const notFound = (message: string) => new OzoraError(404, message);
