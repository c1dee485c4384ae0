import { Origin } from '@vitrine/protocol'

/** Reduces a pasted address to its origin: "shop.example/cart?x=1" → "https://shop.example". */
export function originOf(text: string): string {
  const typed = text.trim()
  const address = /^[a-z]+:\/\//i.test(typed) ? typed : `https://${typed}`
  return URL.canParse(address) ? new URL(address).origin : typed
}

/** What is wrong with it, in words; null when nothing is. */
export const checkOrigin = (text: string): string | null =>
  Origin.safeParse(text).success ? null : 'Enter scheme and host, such as https://shop.example, without a path.'
