/** Why a page can't be previewed, in words; null when it can. */
export function addressProblem(address: string, origins: readonly string[]): string | null {
  if (!URL.canParse(address)) return 'An address such as https://shop.example/checkout.'
  return origins.includes(new URL(address).origin) ? null : 'Only pages of the addresses where the snippet may run.'
}
