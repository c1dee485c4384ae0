/** The address to go on to after signing in, kept inside this site. */
export const nextPage = (next: unknown): string =>
  typeof next === 'string' && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/'
