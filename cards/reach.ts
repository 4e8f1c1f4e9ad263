// Whether a picture's address can be fetched from outside the plant. Chat platforms fetch pictures themselves; what stands
// in the plant's own network they never can, and some refuse the whole message for it.

const PRIVATE_HOST =
  /^(localhost|[^.]+|.*\.(local|internal|intranet|lan|home|corp|localhost|test|invalid|example)|127\..*|10\..*|192\.168\..*|169\.254\..*|172\.(1[6-9]|2\d|3[01])\..*|0\..*|\[.*)$/i;

/** For an address that parses; says nothing about whether the picture is really there. */
export function isPublic(url: string): boolean {
  return !PRIVATE_HOST.test(new URL(url).hostname);
}
