/** What a name offers as an organization's code: small letters, digits and single hyphens, which may be none at all. */
export const codeOfName = (name: string, longest = 30): string =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, longest)
    .replace(/-$/, '')
